import { expect, test } from 'vitest';
import { forgeAt, statusRequest } from './git-forge.ts';

const commit = 'a'.repeat(40);
const status = {
  commit,
  state: 'failure' as const,
  description: 'x'.repeat(300),
  target: 'https://learn.example.org/',
};

test.each([
  ['https://github.com/school/course.git', 'github'],
  ['https://github.school.example/a/b', 'github'],
  ['https://gitlab.com/school/group/course', 'gitlab'],
  ['https://codeberg.org/school/course.git', 'gitea'],
  ['https://git.school.example/a/b', 'other'],
  ['https://notgithub.com/a/b', 'other'],
  ['no address', 'other'],
])('%s is served by %s', (url, forge) => {
  expect(forgeAt(url)).toBe(forge);
});

test.each([
  [
    'github',
    'https://github.com/school/course.git',
    `https://api.github.com/repos/school/course/statuses/${commit}`,
  ],
  ['github', 'https://github.example/s/c', `https://github.example/api/v3/repos/s/c/statuses/${commit}`],
  ['gitea', 'https://git.example/s/c.git/', `https://git.example/api/v1/repos/s/c/statuses/${commit}`],
  [
    'gitlab',
    'https://gitlab.com/s/g/c.git',
    `https://gitlab.com/api/v4/projects/s%2Fg%2Fc/statuses/${commit}`,
  ],
] as const)('%s is told of a commit of %s', (forge, repository, url) => {
  const request = statusRequest(forge, repository, 'token', status);
  expect(request?.url).toBe(url);
  const body = JSON.parse(request?.body ?? '');
  expect(body.description).toHaveLength(140);
  expect(body.state).toBe(forge === 'gitlab' ? 'failed' : 'failure');
});

test('a server that nobody knows is told nothing', () => {
  expect(statusRequest('other', 'https://git.example/a/b', 'token', status)).toBeNull();
});
