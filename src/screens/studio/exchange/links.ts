/** Addresses of imports, which views need before the endpoints exist. */
const at = (id: string, rest = '') => `/studio/import/${encodeURIComponent(id)}${rest}`;

export const importLinks = {
  form: () => '/studio/import',
  begin: () => '/studio/import/files',
  one: (id: string) => at(id),
  news: (id: string) => at(id, '/news'),
  unit: (id: string, unit: string) => at(id, `/units/${encodeURIComponent(unit)}`),
  take: (id: string) => at(id, '/take'),
  report: (id: string) => `/studio/imports/${encodeURIComponent(id)}`,
  cancel: (id: string) => at(id, '/cancel'),
};
