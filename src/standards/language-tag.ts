/** A language as a course source names it. */
export function languageTag(text: string | null | undefined): string {
  try {
    const [tag = 'en'] = Intl.getCanonicalLocales((text ?? '').trim().replaceAll('_', '-'));
    return /^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$/.test(tag) && !/^(?:x|und|mul|zxx)/i.test(tag) ? tag : 'en';
  } catch {
    return 'en';
  }
}
