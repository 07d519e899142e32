/** The one question: may this actor do that there? Pure over the grants that the actor carries. */
import type { Actor } from '#platform/actor.ts';
import type { Allow } from '#platform/endpoint.ts';
import type { Permission, Place, Places, Role, RoleGrant, Scope } from './schema.ts';

const assistant: Permission[] = ['course.view-as-staff', 'course.mark'];
const teacher: Permission[] = [...assistant, 'course.teach'];
const author: Permission[] = ['course.view-as-staff', 'course.edit', 'course.publish', 'course.create'];
const owner: Permission[] = [
  ...new Set([...teacher, ...author]),
  'organization.manage',
  'people.accommodate',
];

/** What a role may, where it holds. */
export const permissionsOfRole: Record<Role, readonly Permission[]> = {
  admin: [...owner, 'site.administer'],
  owner,
  author,
  teacher,
  assistant,
};

/** Where a role can be given. */
export const scopesOfRole: Record<Role, readonly Scope[]> = {
  admin: ['site'],
  owner: ['organization', 'course'],
  author: ['organization', 'course'],
  teacher: ['organization', 'course'],
  assistant: ['organization', 'course'],
};

const organizationOf = (place: Place) => place.organization ?? place.course?.split('/')[0];

/** A grant on the site holds everywhere, one on an organization in its courses too. */
function holdsAt(grant: { scope: Scope; target: string }, place: Place): boolean {
  if (grant.scope === 'site') return true;
  if (grant.scope === 'organization') return grant.target === organizationOf(place);
  return place.course !== undefined && grant.target === place.course;
}

export function may(actor: Actor, permission: Permission, place: Place = {}): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'anonymous') return false;
  return actor.grants.some(
    (grant) => holdsAt(grant, place) && (permissionsOfRole[grant.role as Role] ?? []).includes(permission),
  );
}

/** Whether the actor holds the permission anywhere: for a link to a desk that lists only what they may. */
export function mayAnywhere(actor: Actor, permission: Permission): boolean {
  if (actor.kind !== 'person') return actor.kind === 'system';
  return actor.grants.some((grant) => permissionsOfRole[grant.role as Role]?.includes(permission));
}

/** Where the actor holds the permission: for lists that show only those places. */
export function placesWith(actor: Actor, permission: Permission): Places {
  if (may(actor, permission)) return 'everywhere';
  const grants = actor.kind === 'person' ? actor.grants : [];
  const targets = (scope: Scope) =>
    grants
      .filter((grant) => grant.scope === scope && permissionsOfRole[grant.role as Role]?.includes(permission))
      .map(({ target }) => target);
  return { organizations: targets('organization'), courses: targets('course') };
}

/** Who may give or take a role: administrators any; managers of an organization what is below them, in it. */
export function mayGrant(actor: Actor, { role, scope, target }: Omit<RoleGrant, 'personId'>): boolean {
  if (may(actor, 'site.administer')) return true;
  if (scope === 'site' || role === 'admin') return false;
  const organization = scope === 'course' ? target.split('/')[0] : target;
  if (role === 'owner' && scope === 'organization') return false;
  return may(actor, 'organization.manage', { organization });
}

export const anonymousOnly: Allow = { who: 'visitors', check: (actor) => actor.kind === 'anonymous' };

export const mayOnSite = (permission: Permission): Allow => ({
  who: permission,
  check: (actor) => may(actor, permission),
});

/** Whoever holds the permission in one place at least; the use case then shows only those places. */
export const maySomewhere = (permission: Permission): Allow => ({
  who: `${permission} somewhere`,
  check: (actor) => mayAnywhere(actor, permission),
});

export const mayInCourse = <Input>(
  permission: Permission,
  placeOf: (input: Input) => Place,
): Allow<Input> => ({
  who: `${permission} in the course`,
  check: (actor, input) => may(actor, permission, placeOf(input)),
});
