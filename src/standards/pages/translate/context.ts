/** What translating a page may ask for, beside the node at hand. */
import type { Translate } from '#lib/messages.ts';
import type { BookCode } from '../../book.ts';
import type { OpenItem } from '../../fidelity.ts';
import type { HtmlContext } from '../../html-tidy.ts';

export interface PageContext {
  t: Translate;
  item: OpenItem<BookCode>;
  html: HtmlContext;
  /** Keeps a picture that stood inside a text; gives its address from the page. */
  embed(bytes: Uint8Array, extension: string): string;
}
