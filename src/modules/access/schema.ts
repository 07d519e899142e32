/**
 * Terms: a *role* is what a person is in some place; a *grant* gives a role a place: the whole site, an organization or
 * one course (`org/course`). A *permission* is what an endpoint asks for; roles are made of permissions.
 */
import { Type } from 'typebox';
import { declareRefusals } from '#platform/refusal.ts';

export const roles = ['admin', 'owner', 'author', 'teacher', 'assistant'] as const;
export type Role = (typeof roles)[number];
export const scopes = ['site', 'organization', 'course'] as const;
export type Scope = (typeof scopes)[number];

export const permissions = [
  // People, organizations, mail, everything.
  'site.administer',
  // Settings and staff of an organization and its courses.
  'organization.manage',
  // What holds for a learner in all courses: extra time, later deadlines.
  'people.accommodate',
  'course.create',
  'course.edit',
  'course.publish',
  // Roster, grades and answers of learners.
  'course.teach',
  // Judging what is allotted to one; who teaches may judge everything.
  'course.mark',
  // Pages as learners see them, also before the course opens; answers do not count.
  'course.view-as-staff',
] as const;
export type Permission = (typeof permissions)[number];

/** Where something is wanted: nothing is the whole site. */
export interface Place {
  organization?: string;
  /** `org/course`. */
  course?: string;
}

/** Everywhere, or the organizations (with all their courses) and single courses (`org/course`) of somebody's grants. */
export type Places = 'everywhere' | { organizations: string[]; courses: string[] };

export interface RoleGrant {
  personId: string;
  role: Role;
  scope: Scope;
  target: string;
}

export interface ListedGrant extends RoleGrant {
  name: string;
  email: string;
  grantedAt: Date;
}

export const GrantBody = Type.Object(
  {
    role: Type.Enum([...roles] as Role[]),
    scope: Type.Enum([...scopes] as Scope[]),
    target: Type.String({ maxLength: 200, default: '' }),
  },
  { additionalProperties: false },
);

export const refusals = declareRefusals({
  'last-administrator': 'conflict',
  'address-not-proven': 'conflict',
  'no-such-place': 'invalid',
});
