import { Type } from 'typebox';
import { signedIn } from '#modules/access/index.ts';
import { learnerHtml } from '#modules/content/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { PreviewInput } from '../schema.ts';

export const previewText = endpoint({
  method: 'POST',
  path: '/preview',
  summary: 'How Markdown of a person will read; nothing is stored',
  body: PreviewInput,
  allow: signedIn,
  idempotency: 'none',
  jsonShape: Type.Object({ html: Type.String() }),
  run: (_call, { body }) => ({ html: learnerHtml(body.text) }),
  json: (preview) => preview,
});
