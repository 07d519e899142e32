/** Pictures that stand in an address itself (`data:`, RFC 2397). */
const pictureTypes: Record<string, string> = {
  png: 'png',
  jpeg: 'jpg',
  jpg: 'jpg',
  gif: 'gif',
  webp: 'webp',
};

/** The path under which `keep` stores it; null where the address holds no picture of a kind that courses show. */
export function embeddedPicture(
  address: string,
  keep: (bytes: Uint8Array, extension: string) => string | null,
): string | null {
  const [, type = '', data = ''] = /^data:image\/([a-z+]+);base64,(.*)$/is.exec(address) ?? [];
  const extension = pictureTypes[type.toLowerCase()];
  const bytes = Buffer.from(data.replace(/\s+/g, ''), 'base64');
  return extension && bytes.length > 0 ? keep(bytes, extension) : null;
}
