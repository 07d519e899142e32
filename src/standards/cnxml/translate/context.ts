/** What translating a module may ask for, beside the element at hand. */
import type { Translate } from '#lib/messages.ts';
import type { BookCode } from '../../book.ts';
import type { Ledger, OpenItem } from '../../fidelity.ts';
import type { HtmlContext, Links } from '../../html-tidy.ts';
import type { Module } from '../wire.ts';
import type { ModuleText } from './html.ts';

export interface ModuleContext {
  module: Module;
  unitKey: string;
  links: Links;
  t: Translate;
  ledger: Ledger<BookCode>;
  item: OpenItem<BookCode>;
  activityKey(wanted: string): string;
  keep(path: string, text: string): string;
}

export interface Writing extends ModuleContext {
  text: ModuleText;
  html: HtmlContext;
}
