/** Kinds of what libraries hold, as people call them. */
import type { MessageKey, Translate } from '#lib/messages.ts';

const callouts = ['note', 'tip', 'warning', 'example', 'details'];

export function kindLabel(t: Translate, kind: string): string {
  if (kind === 'unit' || kind === 'figure') return t(`libraries.kind-${kind}`);
  if (callouts.includes(kind))
    return t('libraries.kind-callout', { name: t(`content.${kind}` as MessageKey) });
  const key = `editor.kind-${kind}` as MessageKey;
  const text = t(key);
  return text === key ? kind : text;
}
