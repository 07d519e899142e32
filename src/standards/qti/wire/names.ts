/**
 * QTI 2 writes `simpleChoice`, QTI 3 `qti-simple-choice`, and either may put a prefix before a name (`m:math`). Reading
 * knows one spelling: that of QTI 2, without prefixes.
 */
import { elementsOf, withoutPrefixes, type XmlElement } from '../../xml.ts';

const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function renamed(element: XmlElement): XmlElement {
  if (element.name.startsWith('qti-')) {
    element.name = camel(element.name.slice('qti-'.length));
    element.attributes = Object.fromEntries(
      Object.entries(element.attributes).map(([name, value]) => [
        name.startsWith('data-') ? name : camel(name),
        value,
      ]),
    );
  }
  for (const child of elementsOf(element)) renamed(child);
  return element;
}

export const plainNames = (root: XmlElement): XmlElement => renamed(withoutPrefixes(root));
