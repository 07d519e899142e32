/** A question on a page that no server stands behind: a form that the page's script checks, the answer folded below it. */
import type { Translate } from '#lib/messages.ts';
import type { Activity } from '#modules/content/contract.ts';
import { escapeXml } from '../../export-html.ts';
import { questionOf } from '../../export-question.ts';
import type { Answering, NumberAnswer, RichText } from '../../questions.ts';

export interface Drawing {
  t: Translate;
  /** Whether fields are drawn: in a book they would do nothing. */
  fields: boolean;
}

/** What the script compares with; the attribute `data-check` of a form. */
export type Check =
  | { kind: 'choice'; right: number[] }
  | { kind: 'text'; accepted: string[]; case: boolean }
  | { kind: 'number'; ranges: [number | null, number | null][] };

const htmlOf = (text: RichText | null): string => text?.text ?? '';
const isRight = ({ share }: { share: number }) => share >= 1;
const list = (tag: 'ul' | 'ol', items: string[]) =>
  items.length > 0 ? `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>` : '';

function rangeOf({ value, tolerance }: NumberAnswer): [number | null, number | null] {
  const [, from, to] = /^[[(]([^,]+),([^,]+)[\])]$/.exec(value) ?? [];
  const bound = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : null);
  if (from !== undefined && to !== undefined) return [bound(from), bound(to)];
  const [middle, width] = [Number(value), Number(tolerance ?? 0)];
  const slack = Math.abs(middle) * 1e-9;
  return [middle - width - slack, middle + width + slack];
}

const numberText = ({ value, tolerance }: NumberAnswer, units: string[]): string =>
  escapeXml([value, tolerance ? `± ${tolerance}` : '', units[0] ?? ''].filter(Boolean).join(' '));

/** What is chosen is one, or several; half of an answer is no answer here. */
function rightOptions({ options, multiple }: Extract<Answering, { kind: 'choice' }>): number[] {
  const right = options.flatMap(({ share }, index) => ((multiple ? share > 0 : share >= 1) ? [index] : []));
  return right;
}

export function checkOf(answering: Answering): Check | null {
  switch (answering.kind) {
    case 'choice': {
      const right = rightOptions(answering);
      return right.length > 0 ? { kind: 'choice', right } : null;
    }
    case 'text': {
      const accepted = answering.answers.filter(isRight).map(({ text }) => text.replaceAll('\\*', '*'));
      return accepted.length > 0 ? { kind: 'text', accepted, case: answering.case } : null;
    }
    case 'number': {
      const ranges = answering.answers.filter(isRight).map(rangeOf);
      return ranges.length > 0 ? { kind: 'number', ranges } : null;
    }
    default:
      return null;
  }
}

function answerHtml(answering: Answering): string {
  switch (answering.kind) {
    case 'choice':
      return list(
        'ul',
        rightOptions(answering).map((index) => htmlOf(answering.options[index]?.text ?? null)),
      );
    case 'text':
      return list(
        'ul',
        answering.answers.filter(isRight).map(({ text }) => escapeXml(text.replaceAll('\\*', '*'))),
      );
    case 'number':
      return list(
        'ul',
        answering.answers.filter(isRight).map((one) => numberText(one, answering.units)),
      );
    case 'match':
      return list(
        'ul',
        answering.pairs.flatMap(({ left, right }) => (left ? [`${htmlOf(left)} → ${htmlOf(right)}`] : [])),
      );
    case 'order':
      return list('ol', answering.items.map(htmlOf));
    default:
      return '';
  }
}

/** Fields of a form, or the same to be read. */
function fieldsHtml(key: string, answering: Answering, { t, fields }: Drawing): string {
  switch (answering.kind) {
    case 'choice': {
      const type = answering.multiple ? 'checkbox' : 'radio';
      const options = answering.options.map(({ text }, index) =>
        fields
          ? `<label><input type="${type}" name="${escapeXml(key)}" value="${index}"> <span>${htmlOf(text)}</span></label>`
          : htmlOf(text),
      );
      return fields ? `<div class="options">${options.join('')}</div>` : list('ul', options);
    }
    case 'text':
    case 'number': {
      const unit = answering.kind === 'number' ? escapeXml(answering.units[0] ?? '') : '';
      const label = escapeXml(t('book.answer'));
      return fields
        ? `<p><label>${label} <input type="text" name="${escapeXml(key)}" autocomplete="off"></label> ${unit}</p>`
        : '';
    }
    case 'match': {
      const right = [...new Set(answering.pairs.map((pair) => htmlOf(pair.right)))].toSorted();
      return (
        list(
          'ul',
          answering.pairs.flatMap(({ left }) => (left ? [htmlOf(left)] : [])),
        ) + list('ul', right)
      );
    }
    case 'order':
      return list('ul', answering.items.map(htmlOf).toSorted());
    default:
      return '';
  }
}

const folded = (summary: string, html: string) =>
  html ? `<details><summary>${escapeXml(summary)}</summary>${html}</details>` : '';

/** Null: no form here can ask it, so it is read. */
export function questionHtml(activity: Activity, drawing: Drawing): string | null {
  const question = questionOf(activity);
  if (question?.body.kind !== 'question') return null;
  const { answering } = question.body;
  if (answering.kind === 'essay' || answering.kind === 'files') return null;
  const { t, fields } = drawing;
  const check = fields ? checkOf(answering) : null;
  const button = check
    ? `<p><button type="submit">${escapeXml(t('book.check'))}</button> <output data-right="${escapeXml(t('book.right'))}" data-wrong="${escapeXml(t('book.wrong'))}"></output></p>`
    : '';
  const inner = `${activity.prompt}${fieldsHtml(activity.key, answering, { t, fields: check !== null })}${button}`;
  const form = check ? `<form data-check="${escapeXml(JSON.stringify(check))}">${inner}</form>` : inner;
  const hints = activity.hints.map((hint) => folded(t('book.hint'), hint)).join('');
  return `${form}${hints}${folded(t('book.answer'), answerHtml(answering) + (activity.solution ?? ''))}`;
}
