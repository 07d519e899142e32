/** Between form, answer and what the runner is asked. Pure. */
import type { Translate } from '#lib/messages.ts';
import type { Doubt, FormFields, GradingTask } from '#modules/content/contract.ts';
import type { Language } from '#platform/sandbox/schema.ts';
import { type CodeAnswer, type CodeSettings, type CodeTask, codeRunner } from './settings.ts';

/** The file of a program that says nothing else. */
export const usualFile: Record<Language, string> = {
  python: 'main.py',
  javascript: 'main.js',
  ruby: 'main.rb',
  c: 'main.c',
  cpp: 'main.cpp',
  sql: 'main.sql',
};

export const ownFiles = ({ files }: CodeSettings) => files.filter(({ given }) => !given);
export const givenFiles = ({ files }: CodeSettings) => files.filter(({ given }) => given);
export const visibleTests = ({ batteries }: CodeSettings) => batteries.filter(({ hidden }) => !hidden);

/** Form fields are numbered: names of files may hold anything. */
export const fileField = (place: number): string => (place === 0 ? 'value' : `value-${place}`);

const unixLines = (text: string) => text.replace(/\r\n?/g, '\n');

/** Null where every file is as the author began it, or empty. */
export function codeFromForm(fields: FormFields, settings: CodeSettings): CodeAnswer | null {
  const own = ownFiles(settings);
  const texts = own.map(({ content }, place) => unixLines(fields[fileField(place)]?.[0] ?? content));
  const touched = own.some(({ content }, place) => {
    const text = texts[place]?.trim();
    return text !== '' && text !== content.trim();
  });
  return touched ? Object.fromEntries(own.map(({ name }, place) => [name, texts[place] ?? ''])) : null;
}

export function refuseCode(answer: CodeAnswer, settings: CodeSettings, t: Translate): string | null {
  const names = new Set(ownFiles(settings).map(({ name }) => name));
  const strange = Object.keys(answer).find((name) => !names.has(name));
  if (strange !== undefined) return t('code.unknown-file', { name: strange });
  return Object.values(answer).some((text) => text.trim() !== '') ? null : t('code.empty');
}

const taskOf = (
  answer: CodeAnswer,
  settings: CodeSettings,
  batteries: CodeTask['batteries'],
): GradingTask => {
  const { language, files, seconds, megabytes } = settings;
  const content = (file: CodeSettings['files'][number]) =>
    file.given || !Object.hasOwn(answer, file.name) ? file.content : (answer[file.name] ?? '');
  const program = Object.fromEntries(files.map((file) => [file.name, content(file)]));
  return {
    runner: codeRunner,
    spec: { language, program, batteries, seconds, megabytes } satisfies CodeTask,
  };
};

export const gradingTask = (answer: CodeAnswer, settings: CodeSettings): GradingTask =>
  taskOf(answer, settings, settings.batteries);
export const trialTask = (answer: CodeAnswer, settings: CodeSettings): GradingTask =>
  taskOf(answer, settings, visibleTests(settings));

/** One file as it is, several under their names. */
export function describeCode(answer: CodeAnswer): string {
  const [first, ...others] = Object.entries(answer);
  if (!first) return '';
  if (others.length === 0) return first[1].trim();
  return [first, ...others].map(([name, text]) => `── ${name} ──\n${text.trim()}`).join('\n');
}

/** Without a test to see, nobody knows what is asked before handing in. */
export const doubtsOfCode = ({ batteries }: CodeSettings): Doubt[] =>
  batteries.length > 0 && batteries.every(({ hidden }) => hidden) ? [{ code: 'all-tests-hidden' }] : [];
