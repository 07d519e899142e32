/** What the forms about times share: fields to bodies, and what is said where one is refused. */
import type { MessageKey } from '#lib/messages.ts';
import { dateNames, durationOf, targetOf } from '../rules.ts';

type Fields = Record<string, string | string[]>;

export const textOf = (value: string | string[] | undefined): string =>
  [value ?? ''].flat().join('\n').trim();
const emptyToNull = (text: string): string | null => (text === '' ? null : text);

/** One field `target` (`unit:moon`), as the forms send it, or `kind` and `key`, as programs do. */
const targetFields = (fields: Fields) =>
  targetOf(textOf(fields.target)) ?? { kind: textOf(fields.kind) || 'activity', key: textOf(fields.key) };

const lengthFields = (fields: Fields, name: string): string | null =>
  emptyToNull(textOf(fields[name])) ?? durationOf(textOf(fields.days), textOf(fields.hours));

export const datesOfForm = (fields: Fields) => ({
  ...targetFields(fields),
  cohort: textOf(fields.cohort),
  ...Object.fromEntries(
    dateNames.flatMap((name) => {
      const text = textOf(fields[`${name}-instead`]) || textOf(fields[name]);
      return text ? [[name, text]] : [];
    }),
  ),
});

export const policyOfForm = (fields: Fields) => ({
  late:
    textOf(fields.lateFrom) === 'own'
      ? {
          percent: Number(textOf(fields.percent) || 0),
          per: textOf(fields.per),
          grace: emptyToNull(textOf(fields.grace)),
          floor: Number(textOf(fields.floor) || 0),
        }
      : null,
  windowHours: emptyToNull(textOf(fields.windowHours)),
  minimumMinutes: emptyToNull(textOf(fields.minimumMinutes)),
  confirm: textOf(fields.confirm) === 'true',
});

export const extensionOfForm = (fields: Fields, split: (text: string) => string[]) => ({
  ...targetFields(fields),
  addresses: split(textOf(fields.addresses)),
  cohort: textOf(fields.cohort),
  by: lengthFields(fields, 'by'),
  until: emptyToNull(textOf(fields.until)),
  attempts: Number(textOf(fields.attempts) || 0),
  reason: textOf(fields.reason),
});

export const accommodationOfForm = (fields: Fields) => ({
  address: textOf(fields.address).toLowerCase(),
  organization: textOf(fields.organization),
  timeFactor: Number(textOf(fields.timeFactor) || 1),
  laterBy: lengthFields(fields, 'laterBy'),
  validUntil: emptyToNull(textOf(fields.validUntil)),
  note: textOf(fields.note),
});

/** Codes of the rules about times, as texts. */
export const problemTexts: Record<string, MessageKey> = {
  'not-a-time': 'times.problem-time',
  'out-of-order': 'times.problem-order',
  'not-a-duration': 'times.problem-duration',
  'one-of-two': 'times.problem-two',
  'out-of-range': 'times.problem-range',
  'not-a-share': 'times.problem-share',
  required: 'times.problem-nothing',
  'accommodates-nothing': 'times.problem-no-accommodation',
  'day-over': 'times.problem-day-over',
  'nobody-of-address': 'times.nobody-of-address',
};
