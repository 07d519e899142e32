/** What is said after an answer: by ident, always, or as hint and solution. */
import type { RichText } from '../../questions.ts';
import { childrenNamed, descendants, type XmlElement } from '../../xml.ts';
import { material, materialHtml } from './material.ts';
import { conditionsOf, process } from './scoring-1.ts';

export interface Feedback {
  byIdent: ReadonlyMap<string, string>;
  /** Shown whatever is answered. */
  always: ReadonlySet<string>;
  solution: RichText | null;
  hints: RichText[];
}

const inside = (feedback: XmlElement, name: string) =>
  descendants(feedback).filter((one) => one.name === name);

export function feedbackOf(item: XmlElement): Feedback {
  const [processing] = childrenNamed(item, 'resprocessing');
  const all = childrenNamed(item, 'itemfeedback');
  const byIdent = new Map(
    all.map((one) => [one.attributes.ident ?? '', materialHtml(one)] as const).filter(([, html]) => html),
  );
  const always = new Set(alwaysShown(processing));
  const solutions = all.flatMap((one) => inside(one, 'solutionmaterial').map(materialHtml));
  const general = [...always].flatMap((ident) => byIdent.get(ident) ?? []);
  const solution = [...general, ...solutions].filter(Boolean).join('\n');
  return {
    byIdent,
    always,
    solution: solution ? { format: 'html', text: solution } : null,
    hints: all.flatMap((one) => inside(one, 'hintmaterial').map(material)),
  };
}

/** Where no condition asks anything: those of an answer that fits nowhere, and of every other. */
function alwaysShown(processing: XmlElement | undefined): string[] {
  const [first] = conditionsOf(processing);
  const asksNothing = (condition: XmlElement) =>
    childrenNamed(condition, 'conditionvar').every(
      (vars) => vars.children.length === 0 || childrenNamed(vars, 'other').length > 0,
    );
  if (!first || !asksNothing(first) || childrenNamed(first, 'setvar').length > 0) return [];
  return childrenNamed(first, 'displayfeedback').map((shown) => shown.attributes.linkrefid ?? '');
}

/** What is said of one answer, without what is said of all. */
export function saidOf(
  processing: XmlElement | undefined,
  feedback: Feedback,
  ident: string,
  values: string[],
): RichText | null {
  const shown = process(processing, { [ident]: values }).feedback;
  const html = [...new Set(shown)]
    .filter((name) => !feedback.always.has(name))
    .flatMap((name) => feedback.byIdent.get(name) ?? []);
  return html.length > 0 ? { format: 'html', text: html.join('\n') } : null;
}
