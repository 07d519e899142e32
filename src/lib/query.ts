/** Addresses with a query. */

export type Query = Readonly<Record<string, string | number | undefined>>;

/** The address with what is said; an empty text says nothing. */
export function withQuery(path: string, query: Query = {}): string {
  const said = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(said.map(([name, value]) => [name, String(value)]));
  return said.length > 0 ? `${path}?${search}` : path;
}
