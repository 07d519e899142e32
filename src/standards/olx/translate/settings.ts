/** Settings of a block that have no counterpart are named in one note, so that staff can decide on each. */
import type { Note } from './notes.ts';

/** What says nothing about learning: names, editors, and what other code reads. */
const silent = new Set([
  ...[
    'url_name',
    'slug',
    'display_name',
    'filename',
    'editor',
    'markdown',
    'source_code',
    'xblock-family',
    'block_name',
  ],
  ...[
    'use_latex_compiler',
    'xml_attributes',
    'parent_url',
    'index_in_children_list',
    'tags',
    'course_edit_method',
  ],
  ...[
    'matlab_api_key',
    'text_customization',
    'rerandomize',
    'show_reset_button',
    'parent',
    'org',
    'course',
    'name',
  ],
]);
const dates = ['start', 'due', 'submission_start', 'submission_due', 'relative_weeks_due'];
const timing = [
  'is_time_limited',
  'default_time_limit_minutes',
  'is_proctored_enabled',
  'is_practice_exam',
  'is_onboarding_exam',
];
const gates = ['prereq', 'prereq_min_score', 'prereq_min_completion', 'is_prereq', 'is_entrance_exam'];
const access = [
  'group_access',
  'visible_to_staff_only',
  'hide_from_toc',
  'hide_after_due',
  'content_visibility',
  'show_correctness',
];

const off = new Set(['', 'false', 'False', 'null', 'None', '{}', '[]', '""', 'always']);

/** Notes every attribute that says something and is not among the `known` ones. */
export function noteSettings(attributes: Record<string, string>, known: readonly string[], note: Note): void {
  const said = Object.entries(attributes).filter(
    ([name, value]) => !silent.has(name) && !known.includes(name) && !off.has(value.trim()),
  );
  const among = (names: string[]) => said.filter(([name]) => names.includes(name));
  for (const [name, value] of among(dates)) note('dates', `${name}: ${value.replaceAll('"', '')}`);
  for (const [name, value] of among(timing)) note('timed', `${name}: ${value}`);
  for (const [name, value] of among(gates)) note('prerequisite', `${name}: ${value}`);
  for (const [name, value] of among(access)) note('access', `${name}: ${value}`);
  const others = said.filter(([name]) => ![...dates, ...timing, ...gates, ...access].includes(name));
  if (others.length > 0) note('settings', others.map(([name]) => name).join(', '));
}
