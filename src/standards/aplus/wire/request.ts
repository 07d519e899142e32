/**
 * What a platform sends to a grading service of protocol v1: its query, and the learner's fields and files as a
 * multipart form (RFC 7578) when something is handed in.
 */
import { randomUUID } from 'node:crypto';

export interface GraderQuery {
  maxPoints: number;
  /** 0: as often as wanted. */
  maxSubmissions: number;
  /** Where the service sends what it finds later. */
  submissionUrl: string;
  /** Address of the exercise's page, where forms lead. */
  postUrl: string;
  /** Numbers of the people who hand in; none: nobody is signed in. */
  uids: readonly string[];
  /** How many-th try this is or would be. */
  ordinalNumber: number;
  language: string;
}

/** The address of the service with the query, beside whatever query it has already. */
export function graderUrl(service: string, query: GraderQuery): string {
  const url = new URL(service);
  const params: Record<string, string | number> = {
    max_points: query.maxPoints,
    max_submissions: query.maxSubmissions,
    submission_url: query.submissionUrl,
    post_url: query.postUrl,
    // Sorted as text, as A+ does it: personal tasks of groups hang on the order.
    uid: query.uids.toSorted().join('-'),
    ordinal_number: query.ordinalNumber,
    lang: query.language,
  };
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value));
  return url.href;
}

export interface FormFile {
  field: string;
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** A name inside the quotes of a part's head, as browsers write it. */
const quoted = (text: string): string =>
  text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');

export function multipartForm(
  fields: readonly (readonly [name: string, value: string])[],
  files: readonly FormFile[],
): { contentType: string; body: Buffer } {
  const boundary = `lectern-${randomUUID()}`;
  const part = (head: string, content: Uint8Array) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ];
  const parts = [
    ...fields.flatMap(([name, value]) => part(`name="${quoted(name)}"`, Buffer.from(value))),
    ...files.flatMap(({ field, name, type, bytes }) =>
      part(`name="${quoted(field)}"; filename="${quoted(name)}"\r\nContent-Type: ${type}`, bytes),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ];
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(parts) };
}
