/** A grader's verdict and page as our judgement: points scaled, HTML made harmless. Pure. */
import type { Element, ElementContent, Nodes, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import type { Judgement } from '#modules/content/contract.ts';
import { compileHtml } from '#modules/content/index.ts';
import { isTooDeep } from '../../html-depth.ts';
import { readGraderPage } from '../wire/page.ts';
import type { Verdict } from '../wire/verdict.ts';

const addresses = ['src', 'href', 'poster'];

/** The tree with addresses as seen from where it came. */
export function absolute<Tree extends Nodes>(tree: Tree, base: string): Tree {
  if (!('children' in tree)) return tree;
  const children = tree.children.map((child) => absolute(child, base));
  if (tree.type !== 'element') return { ...tree, children };
  const properties = { ...tree.properties };
  for (const name of addresses) {
    const value = properties[name];
    // A link inside the page stays one.
    if (typeof value !== 'string' || value.startsWith('#')) continue;
    if (URL.canParse(value, base)) properties[name] = new URL(value, base).href;
    else delete properties[name];
  }
  return { ...tree, properties, children } as Tree;
}

const element = (tagName: string, value: string): ElementContent[] =>
  value === '' ? [] : [{ type: 'element', tagName, properties: {}, children: [{ type: 'text', value }] }];

function inputAsText({ properties: { type = 'text', checked, value } }: Element): ElementContent[] {
  if (type === 'radio') return [{ type: 'text', value: checked ? '◉ ' : '○ ' }];
  if (type === 'checkbox') return [{ type: 'text', value: checked ? '☑ ' : '☐ ' }];
  if (/^(?:hidden|submit|button|reset|image|file|password)$/.test(String(type))) return [];
  return element('code', String(value ?? ''));
}

function chosenIn(select: Element): string {
  const options = select.children.filter((child) => child.type === 'element' && child.tagName === 'option');
  const chosen = options.filter((option) => option.type === 'element' && option.properties.selected);
  return chosen.map((option) => textOf(option).trim()).join(', ');
}

const asText: Record<string, (control: Element) => ElementContent[]> = {
  input: inputAsText,
  textarea: (control) => element('pre', textOf(control)),
  select: (control) => element('code', chosenIn(control)),
  button: () => [],
};

/** Graders answer with their form filled in: what was chosen and typed stays as text, there is nothing to fill in. */
function readOnly<Tree extends Root | Element>(tree: Tree): Tree {
  const children = (tree.children as ElementContent[]).flatMap((child) => {
    if (child.type !== 'element') return [child];
    return asText[child.tagName]?.(child) ?? [readOnly(child)];
  });
  return { ...tree, children };
}

const longestFeedback = 256 * 1024;

/** The learner's part of a page under the rules of course content; empty where it says nothing. */
export function harmless(part: Root, base: string): string {
  const html = toHtml(readOnly(absolute(part, base)));
  return compileHtml(html.slice(0, longestFeedback)).trim();
}

/** Feedback of a call: a piece of HTML or a whole page. */
export function feedbackOf(html: string, base: string): string[] {
  if (html.trim() === '') return [];
  const kept = isTooDeep(html) ? html.replace(/<[^>]*>/g, ' ') : html;
  const clean = harmless(readGraderPage(kept.slice(0, longestFeedback)).part, base);
  return clean === '' ? [] : [clean];
}

/** Throws where a grader gives more than there is: that is its mistake, not the learner's. */
export function judgementOf(
  { points, max }: Extract<Verdict, { kind: 'graded' }>,
  pointsOfActivity: number,
  feedback: string[],
): Judgement {
  const most = max ?? pointsOfActivity;
  if (points > most) throw new Error(`the grader gave ${points} of ${most} points`);
  const score = most === 0 ? 1 : points / most;
  return { score, ...(feedback.length > 0 && { feedback }) };
}
