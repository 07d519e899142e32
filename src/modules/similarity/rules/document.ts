/** The files of a work as one text, so that a place in it is a line and a column. */
import type { WorkFiles } from '../schema.ts';

export interface DocumentFile {
  name: string;
  content: string;
  /** Line of the document on which it begins. */
  from: number;
}

const unixLines = (text: string) => text.replace(/\r\n?/g, '\n');

export function filesOf(files: WorkFiles): DocumentFile[] {
  let from = 0;
  return Object.entries(files).map(([name, text]) => {
    const content = unixLines(text);
    const file = { name, content, from };
    from += content.split('\n').length;
    return file;
  });
}

export const linesOf = (files: WorkFiles): string[] =>
  filesOf(files).flatMap(({ content }) => content.split('\n'));
