/** Cells of a notebook as the nodes of a unit: texts, code with what it printed and drew; what is tagged stays folded. */
import type { RootContent } from 'mdast';
import { embeddedPicture } from '../../embedded-picture.ts';
import { htmlToBlocks } from '../../html-to-markdown.ts';
import { directive } from '../../question-markdown.ts';
import type { Cell, Notebook, Output } from '../wire/notebook.ts';
import type { PageContext } from './context.ts';
import { openPage, pageNodes } from './page.ts';

/** More is data, which nobody reads on a page. */
const longestOutput = 10_000;

const has = ({ tags }: Cell, ...names: string[]) => names.some((name) => tags.includes(name));

function pictureOf(output: Output, { embed }: PageContext): string | null {
  for (const [type, data] of output.data) {
    const found = embeddedPicture(`data:${type};base64,${data}`, embed);
    if (found) return found;
  }
  return null;
}

function outputNodes(output: Output, context: PageContext): RootContent[] {
  const { data } = output;
  const text = data.get('text/plain')?.trimEnd() ?? '';
  const picture = pictureOf(output, context);
  if (picture) {
    // `<Figure size 640x480 with 1 Axes>` tells readers nothing.
    const alt = /^<[^>]*>$/.test(text)
      ? context.t('book.output')
      : text.slice(0, 200) || context.t('book.output');
    return [{ type: 'paragraph', children: [{ type: 'image', url: picture, alt }] }];
  }
  const html = data.get('text/html');
  if (html && html.length <= longestOutput * 10 && /<table/i.test(html))
    return htmlToBlocks(html, context.html);
  const markdown = data.get('text/markdown');
  if (markdown) return pageNodes(openPage(markdown), '', context);
  const tex = data.get('text/latex')?.trim();
  if (tex && !text)
    return [
      { type: 'math', value: tex.replace(/^\$+\s*(?:\\displaystyle\s*)?|\s*\$+$/g, '') } as RootContent,
    ];
  if (text === '') {
    if (data.size > 0) context.item.note('output-left', [...data.keys()].join(', '));
    return [];
  }
  if (text.length > longestOutput) context.item.note('output-left', `${text.length}`);
  const shown = text.length > longestOutput ? `${text.slice(0, longestOutput)}\n…` : text;
  return [{ type: 'code', lang: 'output', value: shown }];
}

/** Text that a program prints in several steps is one. */
function joined(outputs: Output[]): Output[] {
  const result: Output[] = [];
  for (const output of outputs) {
    const [last, text] = [result.at(-1), output.data.get('text/plain')];
    const isText = (one: Output | undefined) => one?.data.size === 1 && one.data.has('text/plain');
    if (last && isText(last) && isText(output))
      result[result.length - 1] = {
        data: new Map([['text/plain', `${last.data.get('text/plain')}${text}`]]),
      };
    else result.push(output);
  }
  return result;
}

function codeNodes(cell: Cell, language: string, context: PageContext): RootContent[] {
  const lang =
    /^%%(bash|sh|html|javascript|sql|r|latex)\b/i.exec(cell.source)?.[1]?.toLowerCase() ?? language;
  const hidden = has(cell, 'remove-input', 'hide_input', 'remove_input');
  const code: RootContent[] =
    cell.source.trim() === '' || hidden ? [] : [{ type: 'code', lang, value: cell.source.trimEnd() }];
  const outputs = has(cell, 'remove-output', 'remove_output')
    ? []
    : joined(cell.outputs).flatMap((output) => outputNodes(output, context));
  const folded =
    has(cell, 'hide-input') && code.length > 0 ? [directive('details', { title: lang }, code)] : code;
  return [...folded, ...outputs];
}

/** Pictures of a text that are stored beside it (`attachment:plot.png`) stand in the address itself. */
const withAttachments = ({ source, attachments }: Cell): string =>
  source.replace(/\(attachment:([^)\s]+)\)/g, (found, name: string) => {
    const [type, data] = [...(attachments.get(name)?.data ?? [])][0] ?? [];
    return type && data ? `(data:${type};base64,${data.replace(/\s+/g, '')})` : found;
  });

const isSolution = (cell: Cell) => has(cell, 'solution', 'hide-cell', 'hide_cell', 'answer');
const isShown = (cell: Cell) => cell.kind !== 'raw' && !has(cell, 'remove-cell', 'remove_cell', 'instructor');

export const titleOfNotebook = ({ title, cells }: Notebook): string => {
  const [first] = cells.filter(({ kind, source }) => kind === 'markdown' && source.trim() !== '');
  return title || (first ? openPage(first.source).title : '');
};

export function notebookNodes(notebook: Notebook, title: string, context: PageContext): RootContent[] {
  const { t, item } = context;
  const nodesOf = (cell: Cell): RootContent[] =>
    cell.kind === 'markdown'
      ? pageNodes(openPage(withAttachments(cell)), title, context)
      : codeNodes(cell, notebook.language, context);
  const result: RootContent[] = [];
  let solution: RootContent[] = [];
  const close = () => {
    if (solution.length > 0) result.push(directive('details', { title: t('book.solution') }, solution));
    solution = [];
  };
  for (const cell of notebook.cells) {
    if (!isShown(cell)) {
      if (has(cell, 'instructor')) item.note('for-teachers');
      else item.note('output-left', cell.kind);
    } else if (isSolution(cell)) solution.push(...nodesOf(cell));
    else {
      close();
      result.push(...nodesOf(cell));
    }
  }
  close();
  return result;
}
