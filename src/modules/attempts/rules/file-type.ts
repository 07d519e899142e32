/** What a file is, by its first bytes. Its name says what its sender calls it and decides nothing. */
import { fileTypeFromBuffer } from 'file-type';

/** So much of a file is looked at; formats name themselves at their beginning. */
export const headBytes = 64 * 1024;

/** UTF-8 without what only machines write. A character may be cut off at the end. */
function isText(head: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: head.length >= headBytes });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text);
  } catch {
    return false;
  }
}

/** Pages and drawings are text here: a browser must not take them for more. */
const written = /^(?:text\/|application\/(?:xml|json|rtf|xhtml\+xml)$|image\/svg\+xml$)/;

export async function mediaTypeOf(head: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found && !written.test(found.mime)) return found.mime.split(';')[0] ?? found.mime;
  return isText(head) ? 'text/plain' : 'application/octet-stream';
}

/** Pictures that browsers draw and that can hold no program. */
export const isPicture = (type: string): boolean => /^image\/(?:png|jpeg|gif|webp|avif)$/.test(type);
