/** Formulas as Sphinx and Open edX mark them for MathJax, as the elements that Markdown's `$…$` gives. */
import type { ElementContent } from 'hast';

const marks = [
  { open: '\\[', close: '\\]', display: true },
  { open: '\\(', close: '\\)', display: false },
  { open: '[mathjax]', close: '[/mathjax]', display: true },
  { open: '[mathjaxinline]', close: '[/mathjaxinline]', display: false },
];

const mathClass = (display: boolean) => ['language-math', display ? 'math-display' : 'math-inline'];

/** A text with its formulas as elements. An opening mark without a closing one is text. */
export function withMath(value: string): ElementContent[] {
  const result: ElementContent[] = [];
  let rest = value;
  for (;;) {
    const found = marks
      .map((mark) => ({ ...mark, at: rest.indexOf(mark.open) }))
      .filter(({ at, open, close }) => at >= 0 && rest.indexOf(close, at + open.length) > at)
      .toSorted((a, b) => a.at - b.at)[0];
    if (!found) break;
    const end = rest.indexOf(found.close, found.at);
    if (found.at > 0) result.push({ type: 'text', value: rest.slice(0, found.at) });
    const tex = rest
      .slice(found.at + found.open.length, end)
      .replace(/\s+/g, ' ')
      .trim();
    const properties = { className: mathClass(found.display) };
    if (tex)
      result.push({ type: 'element', tagName: 'code', properties, children: [{ type: 'text', value: tex }] });
    rest = rest.slice(end + found.close.length);
  }
  return rest ? [...result, { type: 'text', value: rest }] : result;
}
