/** The element id of a form field, from its name or the path of its problem: `answer.value` is `field-answer-value`. */
export const fieldId = (path: string): string => `field-${path.replace(/[^\p{L}\p{N}]+/gu, '-')}`;
