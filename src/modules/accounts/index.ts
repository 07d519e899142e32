export { everyone, isTimeZone, ownPath, passwordProblem, signedIn } from './rules.ts';
export type { NewPerson, Person, Session } from './schema.ts';
export { announceChange } from './service/announce.ts';
export { sessionCookieName } from './service/better-auth.ts';
export { readSession, sessionCookie } from './service/cookie.ts';
export {
  createPerson,
  findPersonByEmail,
  getPerson,
  listPeople,
  listPeopleByEmail,
  listPeopleByIds,
  namesOfPeople,
  oneTimeSignInLink,
  restorePerson,
  suspendPerson,
} from './service/people.ts';
export { keepReading } from './service/readings.ts';
export { touchSeen } from './service/settings.ts';
export type { PeopleFound } from './store.ts';
