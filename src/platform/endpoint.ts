/**
 * Terms: an *endpoint* is one value: method, path, input, who may, what it does, and how the answer looks as a page,
 * as JSON or both. From the list of all endpoints come the routes (`/…` for people, `/api/v1/…` for programs), the
 * OpenAPI document, the URLs and the route × role matrix.
 */
import type { Static, TObject, TSchema } from 'typebox';
import { type Query, withQuery } from '#lib/query.ts';
import type { Actor } from './actor.ts';
import type { Refusal } from './refusal.ts';
import type { Upload, UploadRule } from './upload.ts';

/** The part of a path `/a/:b/:c` that has names, as an object type `{ b: string; c: string }`. */
export type PathParams<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer Tail}`
    ? { [K in Name]: string } & PathParams<`/${Tail}`>
    : { [K in Rest]: string }
  : Record<never, never>;

export interface Reading {
  asked: string | null;
  kept: string | null;
}

/** What a use case is told of its caller. Nothing below the edge reads a request or a clock. */
export interface Call {
  actor: Actor;
  now: Date;
  /** The id that logs, audit and the error page share. */
  requestId: string;
  locale: string;
  /** The language to read courses in: as the address asks (`?in=es`), and as this browser keeps it. */
  reading?: Reading;
  /** Client address, for rate limits and audit; behind a trusted proxy the forwarded one. */
  ip: string;
  /** `Idempotency-Key` header or the hidden form field, where one came. */
  idempotencyKey: string | null;
  /** One request header, for the few endpoints that hand a request on to a library (sign-in) or send ranges. */
  header(name: string): string | null;
  /** Token for unsafe calls of this browser. */
  csrf(): string;
  /** The file that came with the call, where its endpoint takes one; gone when the call is answered. */
  upload?: Upload | null;
  /** The body as it came, where its endpoint takes it so. */
  raw?: Uint8Array | null;
}

/** Who may. `who` names it in the API document and the matrix; `check` decides without I/O where it can. */
export interface Allow<Input = unknown> {
  who: string;
  check(actor: Actor, input: Input): boolean | Promise<boolean>;
}

export interface Page {
  title: string;
  /** Renders the page's content; called once, inside the document's shell. */
  body: () => unknown;
  status?: number;
  /** One of the document shells of `ui`: `site` (default), `reading` (course navigation beside text), `plain`. */
  shell?: 'site' | 'reading' | 'plain';
  /** Navigation beside the text; shell `reading` only. */
  aside?: () => unknown;
  /** For search engines and previews. */
  description?: string;
  /** JSON-LD objects for the head. */
  structuredData?: object[];
  /** All that its text can be read in, where there is a choice: BCP 47. */
  languages?: readonly string[];
  /** May be kept by the page cache and by a CDN: the same for every anonymous reader of that language. */
  cache?: { seconds: number; tags: string[] };
  robots?: 'noindex';
}

export interface RedirectTo {
  redirect: string;
  /** Message shown once on the next page (key of the catalog, with values). */
  flash?: {
    message: string;
    values?: Record<string, string | number>;
    tone?: 'success' | 'warning' | 'danger';
  };
  cookies?: string[];
}

export interface Download {
  file: Uint8Array | NodeJS.ReadableStream;
  type: string;
  name?: string;
  status?: number;
  headers?: Record<string, string>;
}

export type Answer = Page | RedirectTo | Download;

export interface EndpointInput {
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
}

type Shape<T extends TSchema | undefined> = T extends TSchema ? Static<T> : Record<string, never>;

export interface EndpointSpec<
  Path extends string,
  Query extends TObject | undefined,
  Body extends TSchema | undefined,
  Result,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: Path;
  /** One line for the API document. */
  summary: string;
  query?: Query;
  body?: Body;
  allow: Allow<{ params: PathParams<Path>; query: Shape<Query>; body: Shape<Body> }>;
  /** What the description of the API says of the body, where more is known than its shape; asked for when all parts are there. */
  describedBody?(): TSchema;
  /** The use case: a service verb, called with the caller and the checked input. */
  run(
    call: Call,
    input: { params: PathParams<Path>; query: Shape<Query>; body: Shape<Body> },
  ): Result | Promise<Result>;
  /** The answer for a person. */
  page?(
    result: Awaited<Result>,
    call: Call,
    input: { params: PathParams<Path>; query: Shape<Query>; body: Shape<Body> },
  ): Answer | Promise<Answer>;
  /**
   * The page where a form is refused: the same form with what was typed and what is wrong. Absent: the general page
   * of refusals.
   */
  refused?(
    refusal: Refusal,
    call: Call,
    input: { params: PathParams<Path>; query: Record<string, unknown>; body: Record<string, unknown> },
  ): Answer | Promise<Answer>;
  /** Status of a good JSON answer; 200 without it. */
  successStatus?: number;
  /** The answer for a program; the shape is documented by `jsonShape`. */
  json?(result: Awaited<Result>, call: Call): unknown;
  jsonShape?: TSchema;
  /**
   * How a repeat with the same key is recognized. `stored` (default for unsafe methods): the platform keeps the
   * answer of the first call. `own`: the use case knows its own ids. `key`: it takes the key, a UUID, for the id of what
   * it writes. `none`: repeating is harmless.
   */
  idempotency?: 'stored' | 'own' | 'key' | 'none';
  /** For programs that prove themselves by a token or signature in the request: no cookie counts, so no form token is asked. */
  signed?: boolean;
  /** Shed order under overload; the last class is never shed before the others. */
  priority?: 'background' | 'browsing' | 'reading' | 'submission';
  /** Requests per window and client address + account key, for endpoints that check a credential. */
  rateLimit?: { points: number; seconds: number; key?: (input: { body: Shape<Body> }) => string };
  /** Body limit in bytes where it differs from the default 1 MiB. */
  bodyLimit?: number;
  /**
   * The body is a multipart form with one file, which the call gets as `upload`. `allow` is asked before anything of
   * it is read, with an empty body, and again with all of it.
   */
  upload?: UploadRule;
  /** The body is not read but handed to the call as `raw`: for signatures over its very bytes. */
  raw?: boolean;
  /** For programs that send texts as a multipart form: without files, as long as the body may be. */
  multipart?: boolean;
  /** Turns form fields (strings, repeated names as arrays) into the body's shape where names alone do not. */
  fromForm?(fields: Record<string, string | string[]>): unknown;
}

export interface Endpoint<Path extends string = string> {
  readonly spec: EndpointSpec<Path, TObject | undefined, TSchema | undefined, unknown>;
  /** `/…` address of the page; encodes every value. */
  url(params: PathParams<Path>, query?: Query): string;
  /** `/api/v1/…` address. */
  apiUrl(params: PathParams<Path>, query?: Query): string;
}

function fillPath(path: string, params: Record<string, string>, query?: Query) {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`no value for :${name} of ${path}`);
    return encodeURIComponent(value);
  });
  return withQuery(filled, query);
}

export function endpoint<
  const Path extends string,
  Query extends TObject | undefined = undefined,
  Body extends TSchema | undefined = undefined,
  Result = unknown,
>(spec: EndpointSpec<Path, Query, Body, Result>): Endpoint<Path> {
  return {
    // The list of endpoints forgets the particular shapes; each was checked where it was written.
    spec: spec as unknown as Endpoint<Path>['spec'],
    url: (params, query) => fillPath(spec.path, params as Record<string, string>, query),
    apiUrl: (params, query) => `/api/v1${fillPath(spec.path, params as Record<string, string>, query)}`,
  };
}
