/**
 * A grader of protocol v1, small and whole: it behaves as mooc-grader does by the protocol's description (metas with
 * `max-points`, `wait`, calls with form encoding), and badly where a test asks for it.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface GraderRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  form: FormData;
}

export interface TestGrader {
  address: string;
  requests: GraderRequest[];
  /** What the next requests of an exercise get instead. */
  misbehave(path: string, how: ((response: ServerResponse, request: GraderRequest) => void) | null): void;
  /** As it should, every exercise. */
  behave(): void;
  /** Calls back as mooc-grader does. */
  call(
    url: string,
    fields: Record<string, string>,
    encoding?: 'form' | 'multipart',
  ): Promise<{ success: boolean; errors: string[] }>;
  close(): Promise<void>;
}

const page = (head: string, body: string) =>
  `<!DOCTYPE html><html><head><title>Exercise</title>${head}</head><body>Menu of the grader<div id="exercise">${body}</div></body></html>`;

const lastModified = 'Wed, 01 Oct 2025 10:00:00 GMT';

const formPage = (body: string) =>
  page(
    '<meta name="DC.Title" content="Add up">',
    `<form method="post" action="">${body}<input type="submit" value="Submit"></form>`,
  );

/** By path. */
export type TestExercises = Record<string, TestExercise>;
export interface TestExercise {
  /** The whole page with the form. */
  form: string;
  /** The page that answers what was handed in. */
  grade(request: GraderRequest): string;
}

function gradeSum({ form }: GraderRequest): string {
  const right = form.get('sum') === '2';
  const head = `<meta name="points" value="${right ? 5 : 0}"><meta name="max-points" value="5"><meta name="status" value="accepted">`;
  return page(head, `<p class="alert">${right ? 'Well done' : 'Not <img src=x onerror=alert(1)> quite'}</p>`);
}

function gradeFile({ form }: GraderRequest): string {
  const file = form.get('file1');
  if (!(file instanceof File)) return page('<meta name="status" value="rejected">', '<p>No file came.</p>');
  return page(
    `<meta name="points" value="${file.size}"><meta name="max_points" content="20">`,
    `<p>${file.name}</p>`,
  );
}

const acceptCode = (): string =>
  page('<meta name="status" value="accepted"><meta name="wait" value="yes">', '<p>Accepted for grading.</p>');

const ownExercises: TestExercises = {
  '/c/sync': {
    form: formPage(
      '<p>What is <b>1 + 1</b>?</p><label for="id_sum">Sum</label><input type="text" id="id_sum" name="sum"><script>alert(1)</script>',
    ),
    grade: gradeSum,
  },
  '/c/async': {
    form: formPage(
      '<p>Write it.</p><label>Code <textarea name="code" onfocus="alert(1)">start</textarea></label>',
    ),
    grade: acceptCode,
  },
  '/c/files': {
    form: formPage('<p>Your program</p><input type="file" name="file1">'),
    grade: gradeFile,
  },
};

const fixture = (name: string) => readFile(join(import.meta.dirname, 'fixtures', `${name}.html`), 'utf8');

/** Feedback with which the grader of the test course calls later, when a Python program is graded. */
export const pythonFeedback = (): Promise<string> => fixture('python-feedback');

/** What mooc-grader answers about exercises of the test course of A+, written down after its templates. */
export async function recordedExercises(): Promise<TestExercises> {
  const pages = {
    received: await fixture('python-received'),
    fileMissing: await fixture('python-rejected'),
    right: await fixture('category-right'),
    wrong: await fixture('category-wrong'),
    drawn: await fixture('randomized-form'),
    graded: await fixture('randomized-graded'),
    tampered: await fixture('randomized-rejected'),
  };
  return {
    '/testc/links1_chapter1_examplepython1': {
      form: formPage('<input type="file" name="file1">'),
      grade: ({ form }) => (form.get('file1') instanceof File ? pages.received : pages.fileMissing),
    },
    '/testc/questionnaire_category_category-ex1': {
      form: pages.wrong,
      grade: ({ form }) => (form.get('field_0') === 'b' ? pages.right : pages.wrong),
    },
    '/testc/questionnaire_single_multiple_choice_questionnaire-randomized': {
      form: pages.drawn,
      grade: ({ form }) => (form.has('field_1_checksum') ? pages.graded : pages.tampered),
    },
  };
}

async function formOf(request: IncomingMessage): Promise<FormData> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const type = request.headers['content-type'];
  if (!type) return new FormData();
  return new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData();
}

export async function openTestGrader(exercises: TestExercises = ownExercises): Promise<TestGrader> {
  const requests: GraderRequest[] = [];
  const bad = new Map<string, (response: ServerResponse, request: GraderRequest) => void>();
  const answer = async (message: IncomingMessage, response: ServerResponse) => {
    const url = new URL(message.url ?? '/', 'http://grader');
    const request: GraderRequest = {
      method: message.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: message.headers,
      form: await formOf(message),
    };
    requests.push(request);
    const misbehaviour = bad.get(url.pathname);
    if (misbehaviour) return misbehaviour(response, request);
    const exercise = exercises[url.pathname];
    if (!exercise) return response.writeHead(404).end();
    if (request.method === 'POST') return response.end(exercise.grade(request));
    // Stale at once: every look asks whether something has changed.
    response.setHeader('expires', new Date().toUTCString());
    if (message.headers['if-modified-since'] === lastModified) return response.writeHead(304).end();
    response.setHeader('last-modified', lastModified);
    return response.end(exercise.form);
  };
  const server: Server = createServer((message, response) => void answer(message, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    misbehave(path, how) {
      if (how) bad.set(path, how);
      else bad.delete(path);
    },
    behave: () => bad.clear(),
    async call(url, fields, encoding = 'form') {
      const body = encoding === 'form' ? new URLSearchParams(fields) : new FormData();
      if (body instanceof FormData) for (const [name, value] of Object.entries(fields)) body.set(name, value);
      const response = await fetch(url, { method: 'POST', body });
      return (await response.json()) as { success: boolean; errors: string[] };
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
