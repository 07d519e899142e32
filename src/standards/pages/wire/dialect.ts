/**
 * Dialects of Markdown read as one: boxes of Pandoc and MyST (`::: name`), MkDocs (`!!! note`) and kramdown (a quote with
 * `{: .name}` below it) become container directives, definition lists become lists, and what a site's program would fill
 * in (Liquid) is taken out. Terms: a *fence* begins and ends a block of code, in which nothing is read.
 */

export interface Normalized {
  text: string;
  /** What a program of the site would have filled in. */
  templates: string[];
}

const codeFence = /^((?:\s|>)*)(`{3,}|~{3,})(.*)$/;
/** So many boxes inside each other are no text. */
const deepest = 30;

const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').slice(0, 200);

/** `challenge`, `{.callout}`, `{note} Title`, `warning "Title"`: a name and what stands behind it. */
function boxOf(words: string): { name: string; title: string } | null {
  const [, name = '', rest = ''] = /^\{?\s*\.?([a-z][\w-]*)\s*([^{}]*)\}?(.*)$/is.exec(words.trim()) ?? [];
  if (name === '') return null;
  const title =
    /title=["']([^"']*)["']/.exec(words)?.[1] ?? words.replace(/^\{[^{}]*\}|^\.?[a-z][\w-]*/i, '') ?? rest;
  return {
    name: name.toLowerCase(),
    title: title
      .trim()
      .replace(/^["']|["']$/g, '')
      .replace(/^\{.*\}$/, ''),
  };
}

const opening = (name: string, title: string, level: number) =>
  `${':'.repeat(deepest + 3 - level)}${name}${title ? `{title="${quoted(title)}"}` : ''}`;
const closing = (level: number) => ':'.repeat(deepest + 3 - level);

/** Liquid: addresses keep their path, pictures become pictures, all else is left out. */
function withoutTemplates(line: string, templates: string[]): string {
  if (!line.includes('{%') && !line.includes('{{')) return line;
  return line
    .replace(/\{%-?\s*include\s+figure\.html\s([^%]*)%\}/g, (_, words: string) => {
      const of = (name: string) => new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(words)?.[1] ?? '';
      const caption = of('caption');
      return `![${of('alt') || caption}](${of('src') || of('url')}${caption ? ` "${caption.replaceAll('"', "'")}"` : ''})`;
    })
    .replace(/\{%-?\s*link\s+([^\s%]+)\s*-?%\}/g, '$1')
    .replace(/\{\{\s*(?:page|site)\.(?:root|baseurl|url)\s*\}\}|\{\{\s*relative_root_path\s*\}\}/g, '')
    .replace(/\{%-?\s*(?:raw|endraw)\s*-?%\}/g, '')
    .replace(/\{%[^%]*%\}|\{\{[^{}]*\}\}/g, (found) => {
      templates.push(found);
      return '';
    });
}

/** `![](a.png){alt='A wave'}` and `[word]{#id}` in the words of Markdown. */
const withoutAttributes = (line: string): string =>
  line
    .replace(
      /!\[([^\]\n]*)\]\(([^()\n]*)\)\{[^{}\n]*?\balt=(?:'([^'\n]*)'|"([^"\n]*)")[^{}\n]*\}/g,
      (_, alt: string, url: string, single?: string, double?: string) =>
        `![${single ?? double ?? alt}](${url})`,
    )
    .replace(/(\]\([^()\n]*\)|`)\{:?[^{}\n]*\}/g, '$1')
    .replace(/\[([^\]\n]+)\]\{#([\w-]+)[^{}\n]*\}/g, '<span id="$2">$1</span>')
    .replace(/^(\s{0,3}#{1,6}\s.*?)\s*\{:?\s*[#.][^{}\n]*\}\s*$/, '$1');

const attributeLine = /^((?:\s*>)*)\s*\{:\s*([^{}]*)\}\s*$/;
const admonition = /^(!!!|\?\?\?)\+?\s+([\w-]+)(.*)$/;
/** Boxes that are folded by their name already. */
const foldedNames = new Set(['solution', 'answer', 'spoiler', 'details']);
const definition = /^:\s{1,3}\S/;

interface Reading {
  lines: string[];
  templates: string[];
  out: string[];
}

/** Lines that stand below a line of MkDocs, or of a definition, because they are set in. */
function takeIndented(lines: string[], from: number): { inner: string[]; next: number } {
  let next = from;
  while (next < lines.length && (/^(?: {4}|\t)/.test(lines[next] ?? '') || (lines[next] ?? '').trim() === ''))
    next += 1;
  const inner = lines.slice(from, next).map((line) => line.replace(/^(?: {4}|\t)/, ''));
  return { inner, next };
}

/** A term and the lines that say what it means, as an item of a list. */
function takeDefinition(reading: Reading, at: number): number {
  const { lines, out } = reading;
  const term = out.pop() ?? '';
  const words = [(lines[at] ?? '').replace(/^:\s+/, '')];
  let next = at + 1;
  while (next < lines.length && (lines[next] ?? '').trim() !== '') {
    words.push(withoutAttributes(withoutTemplates(lines[next] ?? '', reading.templates)).trim());
    next += 1;
  }
  out.push(`- **${term.trim()}**: ${withoutAttributes(words.join('\n  '))}`);
  return next;
}

function read(lines: string[], level: number, templates: string[]): string[] {
  const out: string[] = [];
  const reading: Reading = { lines, templates, out };
  let open = 0;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const fence = codeFence.exec(line);
    if (fence) {
      at = copyCode(lines, at, fence, out);
      continue;
    }
    const box = admonition.exec(line);
    if (box && level < deepest) {
      const { inner, next } = takeIndented(lines, at + 1);
      const said = (box[2] ?? 'note').toLowerCase();
      const name = box[1] === '???' && !foldedNames.has(said) ? 'details' : said;
      const title = (box[3] ?? '').trim().replace(/^"|"$/g, '');
      out.push('', opening(name, title, level), ...read(inner, level + 1, templates), closing(level), '');
      at = next;
      continue;
    }
    at += 1;
    const [, colons] = /^\s{0,3}(:{3,})\s*(?:\S|$)/.exec(line) ?? [];
    if (colons) {
      const words = line.replace(/^[\s:]+/, '').replace(/[\s:]+$/, '');
      const named = words ? boxOf(words) : null;
      if (named && level + open < deepest) {
        out.push('', opening(named.name, named.title, level + open));
        open += 1;
      } else if (!words && open > 0) {
        open -= 1;
        out.push(closing(level + open), '');
      }
      continue;
    }
    const attributes = attributeLine.exec(line);
    if (attributes) {
      const prefix = attributes[1] ?? '';
      out.push(prefix, `${prefix} {: ${attributes[2]?.trim()}}`, prefix);
    } else if (
      definition.test(line) &&
      (out.at(-1) ?? '').trim() !== '' &&
      !/^\s*[-*>#|]/.test(out.at(-1) ?? '')
    )
      at = takeDefinition(reading, at - 1);
    else out.push(withoutAttributes(withoutTemplates(line, templates)));
  }
  while (open > 0) {
    open -= 1;
    out.push(closing(level + open));
  }
  return out;
}

/** A block of code as it is; gives where it ends. */
function copyCode(lines: string[], from: number, fence: RegExpExecArray, out: string[]): number {
  const [line, , marks = ''] = fence;
  out.push(line);
  for (let at = from + 1; at < lines.length; at += 1) {
    const here = lines[at] ?? '';
    out.push(here);
    const end = here.replace(/^(?:\s|>)+/, '').trim();
    if (end.length >= marks.length && [...end].every((sign) => sign === marks[0])) return at + 1;
  }
  return lines.length;
}

export function normalized(text: string): Normalized {
  const templates: string[] = [];
  const lines = read(text.replace(/\r\n?/g, '\n').split('\n'), 0, templates);
  return { text: lines.join('\n'), templates };
}
