/** Files on their way into an answer: whole, with the form of the activity, or announced and sent in pieces. */
import { Type } from 'typebox';
import { signedIn } from '#modules/access/index.ts';
import { BeginUpload, largestFile } from '#modules/attempts/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { links } from '../links.ts';
import { FilesInput } from '../schema.ts';
import { announceFile, sendFile } from '../service/answering.ts';
import { openUnit } from '../service/reading.ts';
import { refusedText, unitPage } from './reading.tsx';

export const sendFiles = endpoint({
  method: 'POST',
  path: '/learn/:organization/:course/:run/:unit/:activity/files',
  summary: 'Send a file for an answer, and hand in what is there (`intent=submit`)',
  body: FilesInput,
  allow: signedIn,
  priority: 'submission',
  idempotency: 'own',
  upload: { field: 'file', maxBytes: largestFile },
  fromForm({ intent, ...fields }: Record<string, string | string[]>) {
    const lists = Object.entries(fields).map(([name, value]) => [name, [value].flat()] as const);
    return { intent: intent === 'keep' ? 'keep' : 'submit', fields: Object.fromEntries(lists) };
  },
  run: (call, { params, body }) => sendFile(call, params, body),
  page: (_result, _call, { params }) => ({
    redirect: `${links(params).unit(params.unit)}#${params.activity}`,
  }),
  // What was sent is a draft by now, and shows again.
  async refused(refusal, call, { params }) {
    const problem = { path: `${params.activity}.value`, message: refusedText(refusal, call) };
    return unitPage(await openUnit(call, params), call, params, {
      activity: params.activity,
      fields: [problem],
      answer: undefined,
    });
  },
  json: ({ file, receipt }) => ({ file, receipt }),
});

export const announceUpload = endpoint({
  method: 'POST',
  path: '/learn/:organization/:course/:run/:unit/:activity/uploads',
  summary: 'Announce a file that will be sent in pieces',
  body: BeginUpload,
  allow: signedIn,
  priority: 'submission',
  successStatus: 201,
  jsonShape: Type.Object({ id: Type.String(), received: Type.Integer(), chunk: Type.Integer() }),
  run: (call, { params, body }) => announceFile(call, params, body),
  json: (upload) => upload,
});
