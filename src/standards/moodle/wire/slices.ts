/**
 * Terms: a *slice* is one element of a large file, read by itself: so a file of many thousand questions takes no more
 * memory than its largest one, and one that is broken leaves the others whole.
 */
import { readXml, type XmlReading } from '../../xml.ts';

export interface Slice {
  text: string;
  /** Where it begins. */
  offset: number;
  line: number;
}

/** Elements of one slice: each takes a thousand times its bytes. */
const mostElements = 100_000;

/** Elements of this name, from the top down; what is not closed reaches to the end. */
export function* slicesOf(text: string, name: string): Generator<Slice> {
  const opening = new RegExp(`<${name}[\\s>]`, 'g');
  const closing = `</${name}>`;
  let [line, counted] = [1, 0];
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const offset = found.index;
    for (; counted < offset; counted += 1) if (text.charCodeAt(counted) === 10) line += 1;
    // One that is empty closes itself.
    const tagEnd = text.indexOf('>', offset);
    const empty = tagEnd > 0 && text[tagEnd - 1] === '/';
    const end = empty ? tagEnd + 1 : text.indexOf(closing, offset) + closing.length;
    if (end < offset) {
      yield { text: text.slice(offset), offset, line };
      return;
    }
    yield { text: text.slice(offset, end), offset, line };
    opening.lastIndex = end;
  }
}

export function readBounded(text: string, path: string): XmlReading {
  let elements = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (text[at + 1] !== '/') elements += 1;
    if (elements > mostElements) return { mistake: `more than ${mostElements} elements` };
  }
  return readXml(text, path);
}
