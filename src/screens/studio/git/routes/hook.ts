/** What forges call when somebody has pushed. */
import { everyone } from '#modules/access/index.ts';
import { enqueueSync, receiveHook } from '#modules/authoring/index.ts';
import { endpoint } from '#platform/endpoint.ts';

export const receiveGitHook = endpoint({
  method: 'POST',
  path: '/git/:id/hook',
  summary:
    'A forge (GitHub, GitLab, Gitea, Forgejo) says that somebody has pushed to the repository of a course',
  allow: { ...everyone, who: 'a forge, by its signature' },
  signed: true,
  raw: true,
  idempotency: 'own',
  bodyLimit: 5 * 1024 * 1024,
  rateLimit: { points: 60, seconds: 60 },
  run: ({ header, now, raw }, { params }) =>
    receiveHook({ header, now, body: raw ?? new Uint8Array() }, params.id, enqueueSync),
  page: (pulling) => ({
    file: Buffer.from(JSON.stringify({ pulling })),
    type: 'application/json; charset=utf-8',
    status: 202,
    headers: { 'cache-control': 'no-store' },
  }),
});
