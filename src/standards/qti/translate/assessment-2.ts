/** Tests of QTI 2 and 3: parts and sections that name items by file. */
import { posix } from 'node:path';
import type { Assessment, AssessmentNote, Entry, Group } from '../../assessments.ts';
import type { Question, RichText } from '../../questions.ts';
import { childrenNamed, elementsOf, type XmlElement } from '../../xml.ts';
import { minutesOf } from './assessment-1.ts';
import { bodyHtml } from './html-2.ts';

/** Reads a file of the package by its path; null: it is not there, or not what is asked for. */
export interface Files2 {
  item(path: string): Question | null;
  section(path: string): XmlElement | null;
}

interface Reading {
  source: string;
  files: Files2;
  notes: AssessmentNote[];
  note(code: AssessmentNote['code'], text?: string): void;
}

const child = (element: XmlElement, name: string) => childrenNamed(element, name)[0];

function introductionOf(element: XmlElement): RichText | null {
  const html = childrenNamed(element, 'rubricBlock')
    .filter(({ attributes }) => !attributes.view || /candidate/.test(attributes.view))
    .map((block) => bodyHtml(block))
    .filter(Boolean)
    .join('\n');
  return html ? { format: 'html', text: html } : null;
}

function itemOf(reference: XmlElement, reading: Reading): Entry[] {
  const { href = '', identifier = '' } = reference.attributes;
  const path = posix.normalize(posix.join(posix.dirname(reading.source), href));
  const question = reading.files.item(path);
  if (!question) {
    reading.note('missing-item', href);
    return [];
  }
  for (const name of ['preCondition', 'branchRule', 'templateDefault'])
    if (child(reference, name)) reading.note('branching', identifier);
  const weight = Number(child(reference, 'weight')?.attributes.value);
  const points = weight >= 0 ? question.points * weight : question.points;
  return [{ kind: 'question', question: { ...question, points } }];
}

function sectionOf(section: XmlElement, reading: Reading): Group {
  const selection = child(section, 'selection');
  const draw = Number(selection?.attributes.select);
  const entries = entriesOf(section, reading);
  if (child(section, 'preCondition') || child(section, 'branchRule'))
    reading.note('branching', section.attributes.title);
  if (child(section, 'timeLimits')) reading.note('settings', 'timeLimits');
  return {
    title: section.attributes.visible === 'false' ? null : section.attributes.title?.trim() || null,
    text: introductionOf(section),
    draw: draw > 0 && draw < entries.length ? draw : null,
    shuffle: child(section, 'ordering')?.attributes.shuffle === 'true',
    entries,
  };
}

function entriesOf(parent: XmlElement, reading: Reading): Entry[] {
  return elementsOf(parent).flatMap((element): Entry[] => {
    if (element.name === 'assessmentItemRef') return itemOf(element, reading);
    if (element.name === 'assessmentSection') return [{ kind: 'group', group: sectionOf(element, reading) }];
    if (element.name !== 'assessmentSectionRef') return [];
    const path = posix.normalize(posix.join(posix.dirname(reading.source), element.attributes.href ?? ''));
    const section = reading.files.section(path);
    if (section) return [{ kind: 'group', group: sectionOf(section, { ...reading, source: path }) }];
    reading.note('missing-item', element.attributes.href);
    return [];
  });
}

function attemptsOf(part: XmlElement | undefined): number | null {
  const most = Number(part && child(part, 'itemSessionControl')?.attributes.maxAttempts);
  return Number.isInteger(most) && most > 0 ? most : null;
}

export function readTest2(test: XmlElement, source: string, files: Files2): Assessment {
  const notes: AssessmentNote[] = [];
  const note = (code: AssessmentNote['code'], text = '') => {
    if (!notes.some((other) => other.code === code && other.text === text)) notes.push({ code, text });
  };
  const parts = childrenNamed(test, 'testPart');
  const reading: Reading = { source, files, notes, note };
  const seconds = [test, ...parts]
    .map((one) => Number(child(one, 'timeLimits')?.attributes.maxTime))
    .find((time) => time > 0);
  if (childrenNamed(test, 'outcomeProcessing').length > 0) note('weights');
  return {
    source,
    id: test.attributes.identifier ?? null,
    title: test.attributes.title?.trim() || null,
    text: introductionOf(test),
    draw: null,
    shuffle: false,
    entries: parts.flatMap((part) => entriesOf(part, reading)),
    minutes: seconds ? minutesOf(String(seconds / 60)) : null,
    attempts: attemptsOf(parts[0]),
    notes,
  };
}
