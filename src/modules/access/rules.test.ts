import { describe, expect, test } from 'vitest';
import { type Actor, anonymous, type Grant, system } from '#platform/actor.ts';
import { may, mayAnywhere, mayGrant, mayInCourse } from './rules.ts';
import { permissions } from './schema.ts';

const holding = (...grants: Grant[]): Actor => ({
  kind: 'person',
  id: '1',
  name: 'Ada',
  email: 'ada@example.org',
  locale: null,
  timeZone: null,
  sessionId: 's',
  grants,
});
const admin = holding({ role: 'admin', scope: 'site', target: '' });
const owner = holding({ role: 'owner', scope: 'organization', target: 'nova' });
const teacher = holding({ role: 'teacher', scope: 'course', target: 'nova/algebra' });
const algebra = { course: 'nova/algebra' };

describe('may', () => {
  test('the program and an administrator may everything everywhere', () => {
    for (const permission of permissions) {
      expect(may(system('seed'), permission, algebra)).toBe(true);
      expect(may(admin, permission, algebra)).toBe(true);
      expect(may(admin, permission)).toBe(true);
    }
  });

  test('a visitor and a learner may nothing that asks for a role', () => {
    for (const permission of permissions) {
      expect(may(anonymous, permission, algebra)).toBe(false);
      expect(may(holding(), permission, algebra)).toBe(false);
    }
  });

  test('a role in an organization holds in its courses and nowhere else', () => {
    expect(may(owner, 'course.publish', algebra)).toBe(true);
    expect(may(owner, 'course.create', { organization: 'nova' })).toBe(true);
    expect(may(owner, 'course.publish', { course: 'orbit/algebra' })).toBe(false);
    expect(may(owner, 'course.publish', { course: 'nova2/algebra' })).toBe(false);
    expect(may(owner, 'site.administer')).toBe(false);
  });

  test('a role in a course holds in that course only', () => {
    expect(may(teacher, 'course.teach', algebra)).toBe(true);
    expect(may(teacher, 'course.teach', { course: 'nova/algebra-2' })).toBe(false);
    expect(may(teacher, 'course.teach', { organization: 'nova' })).toBe(false);
    expect(may(teacher, 'course.edit', algebra)).toBe(false);
  });

  test('an assistant sees as staff but does not teach', () => {
    const assistant = holding({ role: 'assistant', scope: 'course', target: 'nova/algebra' });
    expect(may(assistant, 'course.view-as-staff', algebra)).toBe(true);
    expect(may(assistant, 'course.teach', algebra)).toBe(false);
  });

  test('a role that nobody knows gives nothing', () => {
    expect(may(holding({ role: 'wizard', scope: 'site', target: '' }), 'course.edit', algebra)).toBe(false);
  });
});

test('whoever may somewhere sees the desk, a learner does not', () => {
  expect(mayAnywhere(teacher, 'course.teach')).toBe(true);
  expect(mayAnywhere(teacher, 'course.edit')).toBe(false);
  expect(mayAnywhere(anonymous, 'course.teach')).toBe(false);
});

test('giving a role needs a higher one', () => {
  const inCourse = { scope: 'course', target: 'nova/algebra' } as const;
  const inOrganization = { scope: 'organization', target: 'nova' } as const;
  expect(mayGrant(admin, { role: 'admin', scope: 'site', target: '' })).toBe(true);
  expect(mayGrant(owner, { role: 'teacher', ...inCourse })).toBe(true);
  expect(mayGrant(owner, { role: 'author', ...inOrganization })).toBe(true);
  expect(mayGrant(owner, { role: 'owner', ...inOrganization })).toBe(false);
  expect(mayGrant(owner, { role: 'admin', scope: 'site', target: '' })).toBe(false);
  expect(mayGrant(owner, { role: 'teacher', scope: 'course', target: 'orbit/algebra' })).toBe(false);
  expect(mayGrant(teacher, { role: 'assistant', ...inCourse })).toBe(false);
});

test('an endpoint asks for a permission at the place its input names', () => {
  const allow = mayInCourse('course.teach', (input: { params: { org: string; course: string } }) => ({
    course: `${input.params.org}/${input.params.course}`,
  }));
  expect(allow.check(teacher, { params: { org: 'nova', course: 'algebra' } })).toBe(true);
  expect(allow.check(teacher, { params: { org: 'nova', course: 'physics' } })).toBe(false);
});
