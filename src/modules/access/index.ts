export { everyone, signedIn } from '#modules/accounts/index.ts';
export {
  anonymousOnly,
  may,
  mayAnywhere,
  mayGrant,
  mayInCourse,
  mayOnSite,
  maySomewhere,
  permissionsOfRole,
  placesWith,
  scopesOfRole,
} from './rules.ts';
export {
  GrantBody,
  type ListedGrant,
  type Permission,
  type Place,
  type Places,
  permissions,
  type Role,
  type RoleGrant,
  roles,
  type Scope,
  scopes,
} from './schema.ts';
export { findActor, forgetActor } from './service/find-actor.ts';
export {
  type GrantCall,
  grantRole,
  listGrants,
  refuseLastAdministrator,
  revokeRole,
} from './service/grants.ts';
