/**
 * Attributes of a directive as text: `{#key title="The Moon" shuffle}`. What an author does not change keeps its own
 * spelling; what is written anew follows docs/course-source.md (Escaping).
 */
export type Row = Record<string, string>;

interface Token {
  name: string;
  raw: string;
}

const token = /#[^\s#.}"'=]+|[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`}]+))?/g;

const tokensOf = (text: string): Token[] =>
  (text.match(token) ?? []).map((raw) => ({
    raw,
    name: raw.startsWith('#') ? 'id' : (/^[\w:-]+/.exec(raw)?.[0] ?? ''),
  }));

const bare = /^[\w./:-]+$/;

/** References to characters are read inside a value: those that an author typed stay what they are. */
const escaped = (value: string): string =>
  value
    .replace(/&(?=#|\w+;)/g, '&amp;')
    .replaceAll('"', '&quot;')
    .replace(/\s*\n\s*/g, ' ');

/** `flags` stand alone; no value means that the attribute is absent. */
function write(name: string, value: string, flags: ReadonlySet<string>): string {
  if (flags.has(name)) return name;
  if (name === 'id') return `#${value}`;
  return `${name}=${bare.test(value) ? value : `"${escaped(value)}"`}`;
}

/** `{…}` with the changed values; '' where nothing is left. */
export function writeAttributes(
  text: string,
  before: Row,
  after: Row,
  flags: ReadonlySet<string> = new Set(),
): string {
  const tokens = tokensOf(text);
  const kept = tokens.flatMap(({ name, raw }) => {
    const value = after[name];
    if (value === undefined || value === before[name]) return [raw];
    return value === '' ? [] : [write(name, value, flags)];
  });
  const known = new Set(tokens.map(({ name }) => name));
  const added = Object.entries(after).flatMap(([name, value]) =>
    known.has(name) || value === '' ? [] : [write(name, value, flags)],
  );
  const all = [...kept, ...added];
  return all.length > 0 ? `{${all.join(' ')}}` : '';
}
