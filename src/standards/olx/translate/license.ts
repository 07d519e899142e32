/** Licenses in the words of Open edX, and by their SPDX ids. */

/** `creative-commons: ver=4.0 BY NC` as an SPDX id. */
export function licenseOf(value: string): string | null {
  if (/^all-rights-reserved/i.test(value)) return 'all-rights-reserved';
  const [, options = ''] = /^creative-commons:(.*)$/i.exec(value) ?? [];
  const version = /ver=([\d.]+)/.exec(options)?.[1] ?? '4.0';
  const parts = ['BY', 'NC', 'SA', 'ND'].filter((part) => new RegExp(`\\b${part}\\b`, 'i').test(options));
  if (parts.length === 0) return options.includes('0') || /zero/i.test(options) ? 'CC0-1.0' : null;
  return `CC-${parts.join('-')}-${version}`;
}

/** `CC-BY-SA-4.0` in the words of Open edX; null: it has none for it. */
export function licenseWords(id: string): string | null {
  if (id === 'all-rights-reserved') return id;
  const [, kind = '', version = ''] = /^CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)$/.exec(id) ?? [];
  return kind ? `creative-commons: ver=${version} ${kind.replaceAll('-', ' ')}` : null;
}
