/** Notebooks of Jupyter (nbformat 3 and 4). Terms: a *cell* is text or code; code has *outputs*, each in several types. */

export interface Output {
  /** By media type: texts as they are, pictures in base64. */
  data: ReadonlyMap<string, string>;
}

export interface Cell {
  kind: 'markdown' | 'code' | 'raw';
  source: string;
  tags: string[];
  outputs: Output[];
  /** Pictures inside the text, by name. */
  attachments: ReadonlyMap<string, Output>;
}

export interface Notebook {
  language: string;
  title: string;
  authors: string[];
  cells: Cell[];
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
const arrayOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
/** Texts are written as one, or line by line. */
const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join('') : typeof value === 'string' ? value : '';

// biome-ignore lint/suspicious/noControlCharactersInRegex: colors of a terminal begin with one
const terminalColors = /\u001b\[[0-9;]*[A-Za-z]/g;

function outputOf(value: unknown): Output {
  const output = objectOf(value);
  const { output_type: type } = output;
  if (type === 'stream') return { data: new Map([['text/plain', textOf(output.text)]]) };
  if (type === 'error' || type === 'pyerr') {
    const trace = arrayOf(output.traceback).map(String).join('\n').replace(terminalColors, '');
    return { data: new Map([['text/plain', trace || `${textOf(output.ename)}: ${textOf(output.evalue)}`]]) };
  }
  const data = Object.entries(objectOf(output.data)).map(([name, inner]) => [name, textOf(inner)] as const);
  return { data: new Map(data.filter(([, text]) => text !== '')) };
}

function cellOf(value: unknown): Cell {
  const cell = objectOf(value);
  const kind = cell.cell_type === 'code' ? 'code' : cell.cell_type === 'raw' ? 'raw' : 'markdown';
  const level = cell.cell_type === 'heading' ? `${'#'.repeat(Math.min(6, Number(cell.level) || 1))} ` : '';
  const attachments = Object.entries(objectOf(cell.attachments)).map(
    ([name, data]) => [name, outputOf({ data })] as const,
  );
  return {
    kind,
    source: level + textOf(cell.source ?? cell.input),
    tags: arrayOf(objectOf(cell.metadata).tags).map(String),
    outputs: arrayOf(cell.outputs).map(outputOf),
    attachments: new Map(attachments),
  };
}

/** Null: it is no notebook. */
export function readNotebook(text: string): Notebook | null {
  let root: Json;
  try {
    root = objectOf(JSON.parse(text));
  } catch {
    return null;
  }
  const [sheet] = arrayOf(root.worksheets);
  const cells = root.cells ?? objectOf(sheet).cells;
  if (typeof root.nbformat !== 'number' || !Array.isArray(cells)) return null;
  const metadata = objectOf(root.metadata);
  const language = objectOf(metadata.language_info).name ?? objectOf(metadata.kernelspec).language;
  return {
    language: textOf(language).toLowerCase() || 'python',
    title: textOf(metadata.title),
    authors: arrayOf(metadata.authors)
      .map((author) => textOf(objectOf(author).name))
      .filter(Boolean),
    cells: cells.map(cellOf),
  };
}
