import type { MessageKey, Translate } from '#lib/messages.ts';
import type { Finding } from './schema.ts';

/** What is the matter, and what to do about it. */
export function findingText(t: Translate, { rule, values }: Finding): { message: string; remedy: string } {
  return {
    message: t(`quality.${rule}` as MessageKey, values),
    remedy: t(`quality.${rule}-remedy` as MessageKey, values),
  };
}
