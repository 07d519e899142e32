/**
 * Sets TeX as MathML, which browsers draw by themselves: no style sheet of 300 kB, no fonts, and screen readers read
 * it. Inline styles are forbidden on pages; those that Temml writes become attributes and the few classes below.
 */
import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { LRUCache } from 'lru-cache';
import temml from 'temml';
import { visit } from 'unist-util-visit';

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

function withoutStyle(element: Element) {
  const { style, className, ...properties } = element.properties;
  const names = Array.isArray(className) ? className.map(String) : [];
  for (const declaration of String(style ?? '').split(';')) {
    const [name, value = ''] = declaration.split(':').map((part) => part.trim());
    if (name === 'color') properties.mathcolor = value;
    if (name === 'background-color') properties.mathbackground = value;
    const found = classOfStyle.find(([pattern]) => pattern.test(`${name}:${value}`));
    if (found) names.push(found[1]);
  }
  element.properties = names.length ? { ...properties, className: names } : properties;
}

export type SetMath = { nodes: ElementContent[] } | { mistake: string };

/** A course repeats its formulas. The tree is shared: cleaning copies it, nothing changes it. */
const known = new LRUCache<string, SetMath>({ max: 5_000 });

const longest = 10_000;

function set(tex: string, display: boolean): SetMath {
  if (tex.length > longest) return { mistake: `it has more than ${longest} characters` };
  try {
    const html = temml.renderToString(tex, {
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
    const tree = fromHtml(html, { fragment: true });
    visit(tree, 'element', withoutStyle);
    // A long formula is moved sideways on a phone, also with the keys.
    const [formula] = tree.children;
    if (display && formula?.type === 'element') formula.properties.tabIndex = 0;
    return { nodes: tree.children as ElementContent[] };
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
