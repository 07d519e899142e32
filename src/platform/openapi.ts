/** The API document, OpenAPI 3.1, from the list of endpoints; JSON Schema shapes go in as they are. */
import type { TObject, TSchema } from 'typebox';
import type { Endpoint } from './endpoint.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: unknown;
}

const pathParameters = (path: string): Parameter[] =>
  [...path.matchAll(/:([a-zA-Z]+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters(shape: TObject | undefined): Parameter[] {
  const required = new Set<string>((shape as { required?: string[] } | undefined)?.required ?? []);
  return Object.entries((shape?.properties ?? {}) as Record<string, TSchema>).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.has(name),
    schema,
  }));
}

const problem = {
  description: 'Refused; `code` is stable',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const problemSchema = {
  type: 'object',
  required: ['title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'Cause and remedy in the language of the request' },
    code: { type: 'string' },
    fields: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    requestId: { type: 'string' },
  },
};

function contentOf({ body, describedBody, upload }: Endpoint['spec']): object {
  if (!upload) return { 'application/json': { schema: describedBody?.() ?? body } };
  const properties = {
    ...(body as TObject).properties,
    [upload.field]: { type: 'string', format: 'binary' },
  };
  return { 'multipart/form-data': { schema: { ...body, properties } } };
}

/** What a call that changes something carries beside its body. */
const unsafeHeaders = ({ idempotency }: Endpoint['spec']): Parameter[] => [
  { name: 'x-csrf-token', in: 'header', required: true, schema: { type: 'string' } },
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: idempotency === 'key',
    schema: idempotency === 'key' ? { type: 'string', format: 'uuid' } : { type: 'string', maxLength: 200 },
  },
];

const signingIn = `Programs sign in as browsers do, and keep the cookies that they get: GET /api/v1/session gives a token; \
POST /sign-in takes the fields \`email\`, \`password\` and \`_csrf\` (that token) as a form. \
After that GET /api/v1/session gives the token of the session, which unsafe calls carry as \`x-csrf-token\`. \
They may carry an \`Idempotency-Key\`, and some must: a repeat with the same key gets the first answer and has no second effect.`;

/** An empty requirement says that the cookie may be missing. */
function securityOf(who: string): object[] {
  const session = { session: [] };
  return /every(one|body)|visitors/.test(who) ? [{}, session] : [session];
}

function operationOf({ spec }: Endpoint): object {
  const unsafe = spec.method !== 'GET';
  return {
    operationId: `${spec.method.toLowerCase()}${spec.path.replace(/[^a-zA-Z]+(.)/g, (_, c: string) => c.toUpperCase())}`,
    summary: spec.summary,
    'x-allow': spec.allow.who,
    parameters: [
      ...pathParameters(spec.path),
      ...queryParameters(spec.query),
      ...(unsafe ? unsafeHeaders(spec) : []),
    ],
    security: securityOf(spec.allow.who),
    ...(unsafe && spec.body ? { requestBody: { required: true, content: contentOf(spec) } } : {}),
    responses: {
      [spec.successStatus ?? 200]: {
        description: 'Done',
        content: { 'application/json': { schema: spec.jsonShape ?? {} } },
      },
      default: problem,
    },
  };
}

export function openApiDocument(endpoints: readonly Endpoint[], baseUrl: string, version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints.filter(({ spec }) => spec.json)) {
    const path = `/api/v1${endpoint.spec.path.replace(/:([a-zA-Z]+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [endpoint.spec.method.toLowerCase()]: operationOf(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lectern',
      version,
      description: signingIn,
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: baseUrl }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: `${baseUrl.startsWith('https:') ? '__Host-' : ''}lectern.session`,
        },
      },
    },
  };
}

export interface DocumentedCall {
  method: string;
  path: string;
  summary: string;
  who: string;
  query: object | null;
  body: object | null;
}

let documented: DocumentedCall[] = [];

/** The calls of the running site, for its own page about them. */
export const listDocumented = (): DocumentedCall[] => documented;

export function documentCalls(endpoints: readonly Endpoint[]): void {
  documented = endpoints
    .filter(({ spec }) => spec.json)
    .map(({ spec }) => ({
      method: spec.method,
      path: `/api/v1${spec.path}`,
      summary: spec.summary,
      who: spec.allow.who,
      query: spec.query ?? null,
      body: spec.describedBody?.() ?? spec.body ?? null,
    }));
}
