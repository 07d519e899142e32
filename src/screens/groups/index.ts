/** Pages about groups, as endpoints, and the part of an activity's card about them. */
import { joinAGroup, leaveMyGroup, makeMyGroup, placeLearners, removeMember, showGroups } from './routes.tsx';

export { links as groupLinks } from './links.ts';
export { OwnGroup, type OwnGroupProps } from './views/own-group.tsx';

export const endpoints = [makeMyGroup, joinAGroup, leaveMyGroup, showGroups, placeLearners, removeMember];
