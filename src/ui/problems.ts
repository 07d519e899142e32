/** What a refusal says at the fields of its form, in the reader's language. */
import type { MessageKey, MessageValues, Translate } from '#lib/messages.ts';
import type { Problem } from './form.tsx';

/** What of a refusal a form shows. */
interface Refused {
  code: string;
  details: { fields?: readonly Problem[]; values?: MessageValues };
}

/** Codes that the check of shapes gives (`platform/input.ts`). */
const general: Record<string, MessageKey> = {
  required: 'ui.problem-required',
  'too-long': 'ui.problem-too-long',
  unknown: 'ui.problem-unknown',
  'not-email': 'ui.problem-email',
};

/**
 * One problem for each wrong field, or the refusal itself where it names none. `labels` are the names of the fields as
 * the form shows them; `own` are texts of the form's own codes.
 */
export function problemsOf(
  refusal: Refused,
  t: Translate,
  labels: Record<string, string>,
  own: Record<string, MessageKey> = {},
): Problem[] {
  const { fields = [], values } = refusal.details;
  if (fields.length === 0) {
    // Codes are declared with their texts (a test holds them together), so the keys exist.
    const [what, remedy] = [refusal.code, `${refusal.code}.remedy`].map((key) =>
      t(`refusals.${key}` as MessageKey, values),
    );
    return [{ path: '', message: `${what?.replace(/\.$/, '')}. ${remedy}` }];
  }
  return fields.map(({ path, message }) => ({
    path: path in labels ? path : '',
    message: t(own[message] ?? general[message] ?? 'ui.problem-invalid', {
      ...values,
      field: labels[path] ?? path,
    }),
  }));
}
