/** Identifiers of XML begin with a letter and hold no other signs than these; one letter alone is no name to importers. */
export const identifierOf = (key: string): string => {
  const plain = key.replace(/[^\w-]+/g, '_');
  return /^[a-z_][\w-]/i.test(plain) ? plain : `_${plain}`;
};
