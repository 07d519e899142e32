/** What forges call things: who serves an address, and how a commit is told what came of it. */
import type { Forge, GitOutcome } from '../schema/git.ts';

export type StatusState = 'success' | 'failure' | 'error';

export interface CommitStatus {
  commit: string;
  state: StatusState;
  description: string;
  /** Where the whole of it stands. */
  target: string;
}

/** A forge by its address, where the address tells. */
export function forgeAt(url: string): Forge {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  if (/(?:^|\.)github\./.test(host)) return 'github';
  if (/(?:^|\.)gitlab\./.test(host)) return 'gitlab';
  if (/(?:^|\.)(?:gitea|forgejo|codeberg)\./.test(host)) return 'gitea';
  return 'other';
}

export const stateOf: Record<GitOutcome, StatusState> = {
  unchanged: 'success',
  merged: 'success',
  sent: 'success',
  'sent-aside': 'success',
  mistakes: 'failure',
  conflict: 'failure',
  refused: 'error',
};

/** As long as all of them take it. */
const longest = 140;
const name = 'lectern';

export interface StatusRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** The request that sets the status of a commit; null: this forge knows no such thing. */
export function statusRequest(
  forge: Forge,
  repository: string,
  token: string,
  { commit, state, description, target }: CommitStatus,
): StatusRequest | null {
  const { origin, host, pathname } = new URL(repository);
  const path = pathname.replace(/^\/|\/$|\.git\/?$/g, '');
  const text = description.length > longest ? `${description.slice(0, longest - 1)}…` : description;
  const request = (url: string, authorization: string, body: object): StatusRequest => ({
    url,
    headers: {
      authorization,
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'Lectern',
    },
    body: JSON.stringify(body),
  });
  const common = { state, description: text, target_url: target };
  if (forge === 'github') {
    const api = host === 'github.com' ? 'https://api.github.com' : `${origin}/api/v3`;
    return request(`${api}/repos/${path}/statuses/${commit}`, `Bearer ${token}`, {
      ...common,
      context: name,
    });
  }
  if (forge === 'gitea')
    return request(`${origin}/api/v1/repos/${path}/statuses/${commit}`, `token ${token}`, {
      ...common,
      context: name,
    });
  if (forge === 'gitlab') {
    const project = `${origin}/api/v4/projects/${encodeURIComponent(path)}`;
    const told = { ...common, state: state === 'success' ? 'success' : 'failed', name };
    return request(`${project}/statuses/${commit}`, `Bearer ${token}`, told);
  }
  return null;
}
