/**
 * Sets TeX as MathML, which browsers draw by themselves: no style sheet of 300 kB, no fonts, and screen readers read
 * it. Inline styles are forbidden on pages; those that Temml writes become attributes and the few classes below.
 */
import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';
import type { ElementContent, Properties } from 'hast';
import { LRUCache } from 'lru-cache';
import temml from 'temml';

/** Declarations that carry meaning (array rules, flush columns); what else Temml writes is spacing by points. */
const classOfStyle: [RegExp, string][] = [
  [/^border-bottom:(?!.*dashed)/, 'math-line-below'],
  [/^border-top:(?!.*dashed)/, 'math-line-above'],
  [/^border-right:(?!.*dashed)/, 'math-line-after'],
  [/^border-left:(?!.*dashed)/, 'math-line-before'],
  [/^border:/, 'math-box'],
  [/^padding-left:0/, 'math-flush-before'],
  [/^padding-right:0/, 'math-flush-after'],
  [/^width:100%/, 'math-wide'],
  [/^width:50%/, 'math-half'],
];

function propertiesOf({ style, class: classes, ...attributes }: Record<string, string>): Properties {
  if (style === undefined && classes === undefined) return attributes;
  const properties: Properties = attributes;
  const names = classes?.split(' ').filter(Boolean) ?? [];
  for (const declaration of style?.split(';') ?? []) {
    const [name, value = ''] = declaration.split(':').map((part) => part.trim());
    if (name === 'color') properties.mathcolor = value;
    if (name === 'background-color') properties.mathbackground = value;
    const found = classOfStyle.find(([pattern]) => pattern.test(`${name}:${value}`));
    if (found) names.push(found[1]);
  }
  return names.length ? { ...properties, className: names } : properties;
}

/** What Temml writes is well-formed XML, which is read in a quarter of the time that HTML takes. */
const readTree = ({ children }: XmlElement): ElementContent[] =>
  children.flatMap((node): ElementContent[] => {
    if (node instanceof XmlText) return [{ type: 'text', value: node.text }];
    if (!(node instanceof XmlElement)) return [];
    const properties = propertiesOf(node.attributes);
    return [{ type: 'element', tagName: node.name, properties, children: readTree(node) }];
  });

export type SetMath = { nodes: ElementContent[] } | { mistake: string };

/** A course repeats its formulas. The tree is shared: cleaning copies it, nothing changes it. */
const known = new LRUCache<string, SetMath>({ max: 5_000 });

const longest = 10_000;

function set(tex: string, display: boolean): SetMath {
  if (tex.length > longest) return { mistake: `it has more than ${longest} characters` };
  try {
    const markup = temml.renderToString(tex, {
      displayMode: display,
      annotate: true,
      throwOnError: true,
      trust: false,
      strict: false,
      // Where the value of a variable comes, once it is known whose it is.
      macros: { '\\var': '\\text{⟦#1⟧}' },
      // A formula cannot grow without end, neither in macros nor on the page.
      maxExpand: 1_000,
      maxSize: [50, 50],
    });
    const { root } = parseXml(`<formula>${markup}</formula>`);
    const nodes = root ? readTree(root) : [];
    // A long formula is moved sideways on a phone, also with the keys.
    const [formula] = nodes;
    if (display && formula?.type === 'element') formula.properties.tabIndex = 0;
    return { nodes };
  } catch (error) {
    return { mistake: (error as Error).message.replace(/ at (?:position|end of input)[\s\S]*$/, '').trim() };
  }
}

export function setMath(tex: string, display: boolean): SetMath {
  const key = `${display ? 'block' : 'inline'} ${tex}`;
  const found = known.get(key) ?? set(tex, display);
  known.set(key, found);
  return found;
}
