/** Responses that are chosen: radio buttons, check boxes, menus; and the list of all responses that can be read. */

import type { List, ListItem, Paragraph, Table } from 'mdast';
import { htmlToBlocks, htmlToItem, htmlToLine } from '../../html-to-markdown.ts';
import { childrenNamed, descendants, innerHtml, textOf, type XmlElement } from '../../xml.ts';
import type { HtmlContext } from './notes.ts';
import type { Reading } from './reading.ts';
import { readNumber, readString } from './typed.ts';

export const inputTags = new Set([
  ...[
    'choicegroup',
    'radiogroup',
    'checkboxgroup',
    'optioninput',
    'textline',
    'textbox',
    'formulaequationinput',
    'jsinput',
  ],
  ...[
    'imageinput',
    'crystallography',
    'vsepr_input',
    'chemicalequationinput',
    'drag_and_drop_input',
    'designprotein2dinput',
  ],
  ...[
    'editageneinput',
    'annotationinput',
    'radiotextgroup',
    'checkboxtextgroup',
    'schematic',
    'filesubmission',
    'matlabinput',
  ],
  ...['editamolecule', 'javascriptinput', 'codeinput', 'compoundhint'],
]);

/** Points that a response gives where the problem has no weight: one for each field. */
export const weightOf = (response: XmlElement): number =>
  Math.max(
    1,
    descendants(response).filter(({ name }) => inputTags.has(name) && name !== 'compoundhint').length,
  );

const readers: Record<string, (response: XmlElement, html: HtmlContext) => Reading | null> = {
  choiceresponse: readCheckboxes,
  multiplechoiceresponse: readRadio,
  numericalresponse: readNumber,
  optionresponse: readOptions,
  stringresponse: readString,
  truefalseresponse: readCheckboxes,
};

export const readResponse = (response: XmlElement, html: HtmlContext): Reading | null =>
  Object.hasOwn(readers, response.name) ? (readers[response.name]?.(response, html) ?? null) : null;

interface Choice {
  html: string;
  correct: boolean;
  /** Part of the points; null: all or nothing. */
  value: number | null;
  feedback: string[];
}

const hintTags = new Set(['choicehint', 'optionhint', 'correcthint']);

/** A choice or an option of a menu; one that is partly right gives half where nothing is said. */
function choiceOf(element: XmlElement): Choice {
  const correct = element.attributes.correct?.trim().toLowerCase();
  const value = Number(element.attributes.point_value ?? 0.5);
  return {
    html: innerHtml(element, (child) => (hintTags.has(child.name) ? '' : undefined)),
    correct: correct === 'true',
    value: correct === 'partial' && value >= 0 && value <= 1 ? value : null,
    feedback: childrenNamed(element, 'choicehint', 'optionhint').map((one) => innerHtml(one)),
  };
}

const isTrue = (value: string | undefined) => value?.trim().toLowerCase() === 'true';

function list(choices: Choice[], html: HtmlContext, boxed: boolean): List {
  const items = choices.map((choice): ListItem => {
    const body = htmlToItem(choice.html, html);
    const first = body[0] as Paragraph | undefined;
    const paragraph: Paragraph = {
      type: 'paragraph',
      children: first?.children.length ? [...first.children] : [{ type: 'html', value: '<span></span>' }],
    };
    if (choice.value !== null) paragraph.children.push({ type: 'text', value: ` {value=${choice.value}}` });
    else if (/\{[^{}]*\}\s*$/.test(textOfLast(paragraph)))
      paragraph.children.push({ type: 'html', value: '<span></span>' });
    const feedback = choice.feedback.flatMap((text) => htmlToBlocks(text, html));
    const quote = feedback.length > 0 ? [{ type: 'blockquote' as const, children: feedback as never[] }] : [];
    const children = [paragraph, ...body.slice(1), ...quote];
    return { type: 'listItem', spread: false, ...(boxed && { checked: choice.correct }), children };
  });
  return { type: 'list', ordered: false, spread: false, children: items };
}

const textOfLast = (paragraph: Paragraph): string => {
  const last = paragraph.children.at(-1);
  return last?.type === 'text' ? last.value : '';
};

function readRadio(response: XmlElement, html: HtmlContext): Reading | null {
  const group = descendants(response).find(({ name }) => name === 'choicegroup' || name === 'radiogroup');
  const found = group ? descendants(group).filter(({ name }) => name === 'choice') : [];
  if (!group || found.length === 0) return null;
  const choices = found.map(choiceOf);
  if (found.some(({ attributes }) => isTrue(attributes.fixed)) && isTrue(group.attributes.shuffle))
    html.note('no-shuffle-fixed');
  if (group.attributes['answer-pool']) html.note('settings', 'answer-pool');
  return oneOf(choices, { shuffle: isTrue(group.attributes.shuffle) ? '' : null }, html);
}

/** One choice of several; where more than one is right, each of them alone gives all points. */
function oneOf(choices: Choice[], attributes: Record<string, string | null>, html: HtmlContext): Reading {
  const right = choices.filter(({ correct }) => correct);
  if (right.length === 0 && !choices.some(({ value }) => value === 1)) {
    html.note('no-right');
    return {
      type: 'poll',
      attributes: { points: null, attempts: null, 'show-answer': null },
      content: [
        list(
          choices.map((choice) => ({ ...choice, value: null })),
          html,
          false,
        ),
      ],
    };
  }
  if (right.length > 1) html.note('any-right');
  const shown = choices.map((choice) =>
    choice.correct && choice !== right[0] ? { ...choice, correct: false, value: 1 } : choice,
  );
  return { type: 'choice', attributes, content: [list(shown, html, true)] };
}

function readCheckboxes(response: XmlElement, html: HtmlContext): Reading | null {
  const group = descendants(response).find(({ name }) => name === 'checkboxgroup' || name === 'choicegroup');
  const found = group ? descendants(group).filter(({ name }) => name === 'choice') : [];
  if (!group || found.length === 0) return null;
  const choices = found.map((choice): Choice => {
    const hints = childrenNamed(choice, 'choicehint');
    const missed = hints.filter(({ attributes }) => attributes.selected?.toLowerCase() === 'false');
    for (const one of missed) html.note('missed-feedback', textOf(one));
    const feedback = hints.filter((one) => !missed.includes(one)).map((one) => innerHtml(one));
    return { ...choiceOf(choice), value: null, feedback };
  });
  for (const one of descendants(response).filter(({ name }) => name === 'compoundhint'))
    html.note('compound-feedback', textOf(one));
  const partial = partialOf(response.attributes.partial_credit, html);
  if (choices.every(({ correct }) => !correct)) {
    html.note('no-right');
    return {
      type: 'poll',
      attributes: { multiple: '', points: null, attempts: null, 'show-answer': null },
      content: [list(choices, html, false)],
    };
  }
  const shuffle = isTrue(group.attributes.shuffle) ? '' : null;
  return {
    type: 'choice',
    attributes: { multiple: '', shuffle, partial },
    content: [list(choices, html, true)],
  };
}

function partialOf(value: string | undefined, html: HtmlContext): string | null {
  const rule = value?.trim().toLowerCase();
  if (!rule) return null;
  if (rule === 'edc') return 'each';
  if (rule === 'halves') return 'halves';
  html.note('partial-rule', rule);
  return null;
}

/** Options of a menu: elements, or a Python tuple in an attribute. */
function menuOf(input: XmlElement): Choice[] {
  const elements = childrenNamed(input, 'option');
  if (elements.length > 0) return elements.map(choiceOf);
  const { options = '', correct = '' } = input.attributes;
  const quoted = [...options.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map(
    ([, one, two]) => one ?? two ?? '',
  );
  const names =
    quoted.length > 0
      ? quoted
      : options
          .replace(/^\(|\)$/g, '')
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean);
  return names.map((name) => {
    const text = name.replace(/\\(.)/g, '$1');
    const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return { html, correct: text === correct, value: null, feedback: [] };
  });
}

function readOptions(response: XmlElement, html: HtmlContext): Reading | null {
  const inputs = descendants(response).filter(({ name }) => name === 'optioninput');
  const menus = inputs.map(menuOf);
  const [only] = menus;
  if (!only || menus.some((menu) => menu.length === 0)) return null;
  html.note('dropdown');
  if (menus.length === 1) return oneOf(only, {}, html);
  return matchOf(inputs, menus, html);
}

/** Several menus: a table in which each row names its menu by the text around it. */
function matchOf(inputs: XmlElement[], menus: Choice[][], html: HtmlContext): Reading | null {
  if (menus.some((menu) => menu.filter(({ correct }) => correct).length !== 1)) return null;
  const cell = (text: string) => ({ type: 'tableCell' as const, children: htmlToLine(text, html) });
  const row = (left: string, right: string) => ({
    type: 'tableRow' as const,
    children: [cell(left), cell(right)],
  });
  const labels = inputs.map((input, index) => input.attributes.label || `(${index + 1})`);
  const right = menus.map((menu) => menu.find(({ correct }) => correct)?.html ?? '');
  const others = [...new Set(menus.flatMap((menu) => menu.map((choice) => choice.html)))].filter(
    (text) => !right.includes(text),
  );
  const table: Table = {
    type: 'table',
    children: [
      row('', ''),
      ...labels.map((label, index) => row(label, right[index] ?? '')),
      ...others.map((text) => row('', text)),
    ],
  };
  return { type: 'match', attributes: { partial: 'each' }, content: [table] };
}
