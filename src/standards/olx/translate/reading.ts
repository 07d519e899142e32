/** Terms: a *reading* is a response of a problem as one of our activities; null: we have no kind that judges alike. */

import type { RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { htmlToLine } from '../../html-to-markdown.ts';
import type { HtmlContext } from './notes.ts';

export interface Reading {
  type: string;
  attributes: Record<string, string | null>;
  content: RootContent[];
}

/** `::answer[feedback]{…}` */
export const answerLeaf = (
  attributes: Record<string, string>,
  feedback: string,
  html: HtmlContext,
): LeafDirective => ({
  type: 'leafDirective',
  name: 'answer',
  attributes,
  children: htmlToLine(feedback, html),
});
