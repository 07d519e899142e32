/**
 * Terms: a *refusal* is an expected "no" (not allowed, not found, too late, wrong input). It has a stable code
 * that clients may branch on, and becomes a page or an RFC 9457 problem at the edge. Anything else that is
 * thrown is a bug and is answered with an id that the user can quote.
 */

/** What a refusal means for the caller, independent of HTTP. */
export type RefusalKind =
  | 'invalid' // the input is wrong: mend it and send again
  | 'unauthenticated' // sign in first
  | 'forbidden' // signed in, but may not
  | 'missing' // no such thing, or none that you may know of
  | 'conflict' // the state does not allow it (any more)
  | 'too-large'
  | 'too-many' // wait, then try again
  | 'unavailable'; // not your fault; try again soon

export const statusOfKind: Record<RefusalKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

/** One wrong field of an input: `path` as in the form (`email`, `answer.value`), `message` ready to show. */
export interface FieldProblem {
  path: string;
  message: string;
}

export interface RefusalDetails {
  /** Values for the message `refusals.<code>`. */
  values?: Record<string, string | number>;
  fields?: FieldProblem[];
  /** Seconds after which a repeat makes sense. */
  retryAfter?: number;
}

/** Declares a refusal code. Its text is the message `refusals.<code>`; `refusals.<code>.remedy` says what to do. */
export interface RefusalCode {
  code: string;
  kind: RefusalKind;
}

const declared = new Map<string, RefusalCode>();

/** Declares codes of a part, in its `schema.ts`: `export const refusals = declareRefusals({ closed: 'conflict' })`. */
export function declareRefusals<K extends string>(codes: Record<K, RefusalKind>): Record<K, RefusalCode> {
  const result = {} as Record<K, RefusalCode>;
  for (const [code, kind] of Object.entries(codes) as [K, RefusalKind][]) {
    const other = declared.get(code);
    if (other && other.kind !== kind) throw new Error(`refusal code ${code} is declared twice`);
    result[code] = { code, kind };
    declared.set(code, result[code]);
  }
  return result;
}

/** Every declared code: a test holds each against the message catalogs. */
export function listRefusalCodes(): RefusalCode[] {
  return [...declared.values()];
}

export class Refusal extends Error {
  readonly code: string;
  readonly kind: RefusalKind;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code.code);
    this.name = 'Refusal';
    this.code = code.code;
    this.kind = code.kind;
    this.details = details;
  }
}

/** Codes that any endpoint may answer with. */
export const commonRefusals = declareRefusals({
  'invalid-input': 'invalid',
  'sign-in-required': 'unauthenticated',
  'signed-out': 'unauthenticated',
  'not-allowed': 'forbidden',
  'not-found': 'missing',
  'csrf-failed': 'forbidden',
  'key-reused': 'invalid',
  'still-working': 'conflict',
  'too-many-requests': 'too-many',
  'body-too-large': 'too-large',
  'database-unavailable': 'unavailable',
  'storage-full': 'unavailable',
  'storage-read-only': 'unavailable',
  overloaded: 'unavailable',
});
