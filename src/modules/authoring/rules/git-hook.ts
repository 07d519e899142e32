/**
 * What forges send when somebody has pushed. Terms: a *hook* is the address they call, a *delivery* one call of it.
 * Sources: GitHub, Validating webhook deliveries; GitLab, Webhooks (`X-Gitlab-Token`, and the signing token after
 * Standard Webhooks, https://www.standardwebhooks.com); Gitea, Webhooks.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface HookCall {
  header(name: string): string | null;
  body: Uint8Array;
  now: Date;
}

/** A secret that serves every kind of signature: GitLab's signing tokens must have this form. */
export const secretPrefix = 'whsec_';

const digest = (text: string) => createHash('sha256').update(text).digest();
/** Takes as long whatever differs, the length too. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const toleranceMs = 5 * 60_000;

function hasStandardSignature({ header, body, now }: HookCall, secret: string): boolean {
  const [id, sent] = [header('webhook-id') ?? '', header('webhook-timestamp') ?? ''];
  if (!/^\d{1,12}$/.test(sent) || Math.abs(now.getTime() - Number(sent) * 1000) > toleranceMs) return false;
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${sent}.`).update(body).digest('base64');
  // Several, while a key is being replaced.
  return (header('webhook-signature') ?? '').split(' ').some((one) => isSame(one, `v1,${signature}`));
}

/** Whether the delivery comes from somebody who knows the secret. The strongest proof it brings is the one that counts. */
export function isSigned(call: HookCall, secret: string): boolean {
  const { header, body } = call;
  const hex = () => createHmac('sha256', secret).update(body).digest('hex');
  const [hub, gitea, gitlab] = ['x-hub-signature-256', 'x-gitea-signature', 'x-gitlab-token'].map(header);
  if (header('webhook-signature') !== null) return hasStandardSignature(call, secret);
  if (hub != null) return isSame(hub, `sha256=${hex()}`);
  if (gitea != null) return isSame(gitea, hex());
  return gitlab != null && isSame(gitlab, secret);
}

export interface Delivery {
  /** By this a delivery that comes twice is known. */
  id: string | null;
  /** The branch that was pushed to; null: this is about something else. */
  branch: string | null;
}

const deliveryHeaders = [
  'x-github-delivery',
  'x-gitea-delivery',
  'webhook-id',
  'idempotency-key',
  'x-gitlab-event-uuid',
];

function payloadOf({ header, body }: HookCall): unknown {
  const text = Buffer.from(body).toString();
  const form = header('content-type')?.startsWith('application/x-www-form-urlencoded');
  try {
    return JSON.parse(form ? (new URLSearchParams(text).get('payload') ?? '') : text);
  } catch {
    return null;
  }
}

export function readDelivery(call: HookCall): Delivery {
  const id =
    deliveryHeaders
      .map(call.header)
      .find((value) => value)
      ?.slice(0, 200) ?? null;
  const { ref } = (payloadOf(call) ?? {}) as { ref?: unknown };
  const [, branch = null] = typeof ref === 'string' ? (/^refs\/heads\/(.+)$/s.exec(ref) ?? []) : [];
  return { id, branch };
}
