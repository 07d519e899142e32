/**
 * A grader of protocol v1, small and whole: it behaves as mooc-grader does by the protocol's description (metas with
 * `max-points`, `wait`, calls with form encoding), and badly where a test asks for it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

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
  /** Calls back as mooc-grader does. */
  call(url: string, fields: Record<string, string>): Promise<{ success: boolean; errors: string[] }>;
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

const forms: Record<string, string> = {
  '/c/sync':
    '<p>What is <b>1 + 1</b>?</p><label for="id_sum">Sum</label><input type="text" id="id_sum" name="sum"><script>alert(1)</script>',
  '/c/async': '<p>Write it.</p><label>Code <textarea name="code" onfocus="alert(1)">start</textarea></label>',
  '/c/files': '<p>Your program</p><input type="file" name="file1">',
};

function grade({ path, form }: GraderRequest): string {
  if (path === '/c/sync') {
    const right = form.get('sum') === '2';
    const head = `<meta name="points" value="${right ? 5 : 0}"><meta name="max-points" value="5"><meta name="status" value="accepted">`;
    return page(
      head,
      `<p class="alert">${right ? 'Well done' : 'Not <img src=x onerror=alert(1)> quite'}</p>`,
    );
  }
  if (path === '/c/files') {
    const file = form.get('file1');
    if (!(file instanceof File)) return page('<meta name="status" value="rejected">', '<p>No file came.</p>');
    return page(
      `<meta name="points" value="${file.size}"><meta name="max_points" content="20">`,
      `<p>${file.name}</p>`,
    );
  }
  return page(
    '<meta name="status" value="accepted"><meta name="wait" value="yes">',
    '<p>Accepted for grading.</p>',
  );
}

async function formOf(request: IncomingMessage): Promise<FormData> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const type = request.headers['content-type'];
  if (!type) return new FormData();
  return new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData();
}

export async function openTestGrader(): Promise<TestGrader> {
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
    if (request.method === 'POST') return response.end(grade(request));
    if (message.headers['if-modified-since'] === lastModified) return response.writeHead(304).end();
    response.setHeader('last-modified', lastModified);
    return response.end(formPage(forms[url.pathname] ?? ''));
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
    async call(url, fields) {
      const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
      return (await response.json()) as { success: boolean; errors: string[] };
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
