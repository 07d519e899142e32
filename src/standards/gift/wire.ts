/**
 * Reads GIFT, the question format that people type (docs.moodle.org/en/GIFT_format), as Moodle does: an empty line ends
 * a question, a backslash before one of `~ = # { } : \` takes its meaning away, `\n` is a new line. Nothing fails as a
 * whole: what cannot be read is an item of its own.
 */
export type GiftFormat = 'moodle' | 'html' | 'markdown' | 'plain';

export interface GiftText {
  format: GiftFormat;
  text: string;
}

export interface GiftChoice {
  right: boolean;
  /** Per cent, where it is said. */
  weight: number | null;
  text: GiftText;
  feedback: GiftText | null;
}

export type GiftNumber =
  | { kind: 'around'; number: number; tolerance: number }
  | { kind: 'between'; from: number; to: number }
  | { kind: 'any' };

export interface GiftNumeric extends Omit<GiftChoice, 'text'> {
  value: GiftNumber;
}

export type GiftAnswers =
  | { type: 'essay' }
  | { type: 'true-false'; isTrue: boolean; wrong: GiftText | null; right: GiftText | null }
  | { type: 'choice' | 'short'; choices: GiftChoice[] }
  | { type: 'numerical'; choices: GiftNumeric[] }
  | { type: 'matching'; pairs: { left: GiftText; right: string }[] };

export interface GiftQuestion {
  kind: 'question';
  line: number;
  id: string | null;
  /** What Moodle's own export calls it. */
  number: string | null;
  tags: string[];
  title: string | null;
  stem: GiftText;
  /** The answer stands inside the text. */
  embedded: boolean;
  /** null: nothing is asked. */
  answers: GiftAnswers | null;
  feedback: GiftText | null;
}

export type GiftItem =
  | { kind: 'category'; line: number; path: string }
  | GiftQuestion
  | { kind: 'broken'; line: number; source: string; mistake: GiftMistake };

export type GiftMistake = 'braces' | 'number' | 'weight' | 'pair' | 'title' | 'long';

/** Characters of one question; more is data. */
const longest = 200_000;
const longestComment = 1000;

const signs = '\\~=#{}:n';
const meant = '\\~=#{}:\n';
/** Code points that no text may hold stand for signs without meaning while the others are looked for. */
const hidden = 0xfdd0;
const hide = (text: string) =>
  text.replace(/\\([\\~=#{}:n])/g, (_, sign: string) => String.fromCharCode(hidden + signs.indexOf(sign)));
const show = (text: string) =>
  text.replace(/[\ufdd0-\ufdd7]/g, (mark) => meant[mark.charCodeAt(0) - hidden] ?? '');

function readText(raw: string, inherited: GiftFormat): GiftText {
  const [, name, rest = raw] = /^\s*\[(html|markdown|plain|moodle)\]([\s\S]*)$/i.exec(raw) ?? [];
  const format = (name?.toLowerCase() as GiftFormat | undefined) ?? inherited;
  const keepsLines = format === 'html' || format === 'markdown';
  const text = rest.trim();
  return { format, text: show(keepsLines ? text : text.replace(/[ \t\n]+/g, ' ')) };
}

const readOptional = (raw: string | undefined, inherited: GiftFormat): GiftText | null =>
  raw?.trim() ? readText(raw, inherited) : null;

class Mistake extends Error {
  readonly code: GiftMistake;
  constructor(code: GiftMistake) {
    super(code);
    this.code = code;
  }
}

interface Piece {
  sign: string;
  weight: number | null;
  body: string;
  feedback: string | undefined;
}

/** `=%50%text#feedback`: the sign, and what is behind it. What stands before the first sign has none. */
function piecesOf(answers: string): Piece[] {
  return answers.split(/(?=[=~])/).flatMap((piece) => {
    if (piece.trim() === '') return [];
    const sign = /^[=~]/.test(piece) ? (piece[0] ?? '') : '';
    const [, percent, rest = ''] = /^\s*(?:%([^%]*)%)?([\s\S]*)$/.exec(piece.slice(sign.length)) ?? [];
    const weight = percent === undefined ? null : Number(percent.trim() || Number.NaN);
    if (weight !== null && !(weight >= -100 && weight <= 100)) throw new Mistake('weight');
    const at = rest.indexOf('#');
    const [body, feedback] = at < 0 ? [rest] : [rest.slice(0, at), rest.slice(at + 1)];
    return [{ sign, weight, body: body ?? '', feedback }];
  });
}

const numberOf = (text: string): number => {
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isFinite(number)) throw new Mistake('number');
  return number;
};

function readNumber(text: string): GiftNumber {
  const plain = show(text).trim();
  if (plain === '' || plain === '*') return { kind: 'any' };
  const [, from, to] = /^(.*?)\.\.(.*)$/s.exec(plain) ?? [];
  if (from !== undefined && to !== undefined)
    return { kind: 'between', from: numberOf(from), to: numberOf(to) };
  const [number = '', tolerance = '0'] = plain.split(':');
  return { kind: 'around', number: numberOf(number), tolerance: Math.abs(numberOf(tolerance)) };
}

function readNumerical(answers: string, format: GiftFormat): GiftAnswers {
  const choices = piecesOf(answers).map(({ sign, weight, body, feedback }) => {
    const value = readNumber(body);
    return { right: sign !== '~', weight, value, feedback: readOptional(feedback, format) };
  });
  if (!choices.some(({ value }) => value.kind !== 'any')) throw new Mistake('number');
  return { type: 'numerical', choices };
}

function readPairs(pieces: Piece[], format: GiftFormat): GiftAnswers {
  const pairs = pieces.map(({ body }) => {
    const at = body.indexOf('->');
    if (at < 0) throw new Mistake('pair');
    return { left: readText(body.slice(0, at), format), right: readText(body.slice(at + 2), 'plain').text };
  });
  return { type: 'matching', pairs };
}

function readAnswers(answers: string, format: GiftFormat): GiftAnswers {
  const text = answers.trim();
  if (text === '') return { type: 'essay' };
  if (text.startsWith('#')) return readNumerical(text.slice(1), format);
  const [, truth, wrong, right] = /^(TRUE|T|FALSE|F)\s*(?:#([^#]*))?(?:#([^#]*))?$/.exec(text) ?? [];
  if (truth)
    return {
      ...{ type: 'true-false', isTrue: truth.startsWith('T') },
      ...{ wrong: readOptional(wrong, format), right: readOptional(right, format) },
    };
  const pieces = piecesOf(text);
  const isPair = ({ sign, body }: Piece) => sign === '=' && body.includes('->');
  if (!text.includes('~') && pieces.some(isPair)) return readPairs(pieces, format);
  const choices = pieces.map(({ sign, weight, body, feedback }) => ({
    ...{ right: sign !== '~', weight },
    ...{ text: readText(body, format), feedback: readOptional(feedback, format) },
  }));
  return { type: choices.every(({ right }) => right) ? 'short' : 'choice', choices };
}

/** Comments name the question: `// [id:7] [tag:easy]`, and `// question: 7  name: Seven` in exports of Moodle. */
function namesIn(comment: string) {
  const values = (name: string) =>
    [...comment.matchAll(new RegExp(`\\[${name}:((?:\\\\.|[^\\]\\\\])*)\\]`, 'g'))].map(([, value = '']) =>
      value.replace(/\\(.)/g, '$1').trim(),
    );
  const number = /^\/\/\s*question:\s*(\d+)\s+name:/m.exec(comment)?.[1] ?? null;
  return { id: values('id')[0] || null, tags: values('tag'), number: number === '0' ? null : number };
}

interface Block {
  line: number;
  comment: string;
  text: string;
}

function readQuestion({ line, comment, text }: Block): GiftQuestion {
  if (text.length > longest) throw new Mistake('long');
  const whole = hide(text);
  const [head, title] = /^\s*::(.*?)::/s.exec(whole) ?? [''];
  if (!head && /^\s*::/.test(whole)) throw new Mistake('title');
  const rest = whole.slice(head.length);
  const [start, end] = [rest.indexOf('{'), rest.indexOf('}')];
  const [before, inside, after] =
    start < 0 && end < 0 ? [rest] : [rest.slice(0, start), rest.slice(start + 1, end), rest.slice(end + 1)];
  if (/[{}]/.test(`${before}${inside ?? ''}${after ?? ''}`) || end < start) throw new Mistake('braces');
  const first = readText(before ?? '', 'moodle');
  const last = readText(after ?? '', first.format);
  const embedded = last.text !== '';
  const stem = embedded ? { ...last, text: `${first.text} _____ ${last.text}`.trim() } : first;
  const [answers = '', feedback] = (inside ?? '').split('####');
  return {
    ...{ kind: 'question', line, ...namesIn(comment), title: title ? show(title).trim() : null },
    ...{ stem, embedded, answers: inside === undefined ? null : readAnswers(answers, stem.format) },
    feedback: readOptional(feedback, stem.format),
  };
}

/** More than that is no bank of questions that people wrote. */
const mostBlocks = 25_000;

/** Lines up to an empty one, with the comments among them. */
function blocksOf(source: string): Block[] {
  const blocks: Block[] = [];
  let block: Block | null = null;
  for (const [index, raw] of source.split('\n').entries()) {
    if (raw.trim() === '') {
      block = null;
      continue;
    }
    if (!block) {
      block = { line: index + 1, comment: '', text: '' };
      blocks.push(block);
      if (blocks.length > mostBlocks) break;
    }
    if (/^\s*\/\//.test(raw)) block.comment = `${block.comment}${raw.trim()}\n`.slice(0, longestComment);
    else {
      if (block.text === '') block.line = index + 1;
      block.text += `${raw}\n`;
    }
  }
  return blocks.filter(({ text }) => text.trim() !== '');
}

function readBlock(block: Block): GiftItem[] {
  const [, path, rest = ''] = /^\s*\$CATEGORY:([^\n]*)\n([\s\S]*)$/.exec(block.text) ?? [];
  if (path !== undefined) {
    const category: GiftItem = { kind: 'category', line: block.line, path: path.trim() };
    return rest.trim()
      ? [category, ...readBlock({ ...block, line: block.line + 1, text: rest })]
      : [category];
  }
  try {
    return [readQuestion(block)];
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return [{ kind: 'broken', line: block.line, source: block.text, mistake: error.code }];
  }
}

export const readGift = (source: string): GiftItem[] =>
  blocksOf(source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')).flatMap(readBlock);

/** Any text reads as something; it is GIFT where something is asked in it, or where it only names categories. */
export const isGift = (items: GiftItem[]): boolean =>
  items.some((item) => item.kind === 'question' && item.answers !== null) ||
  (items.length > 0 && items.every(({ kind }) => kind === 'category'));
