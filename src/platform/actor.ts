/**
 * Terms: the *actor* is who asks; it is an argument of every use case, never ambient. It carries the roles it was
 * granted so that permission is decided without another query.
 */

export interface Grant {
  role: string;
  /** Where the role holds: the whole site, one organization or one course (its key `org/course`). */
  scope: 'site' | 'organization' | 'course';
  /** '' for the site, the organization's key, or `org/course`. */
  target: string;
}

export interface PersonActor {
  kind: 'person';
  id: string;
  name: string;
  email: string;
  /** Whether they proved that the address is theirs; false shows a reminder. */
  emailVerified?: boolean;
  locale: string | null;
  timeZone: string | null;
  /** Languages they chose to read courses in, by `org/course`. */
  readings?: Readonly<Record<string, string>>;
  grants: readonly Grant[];
  sessionId: string;
}

export interface AnonymousActor {
  kind: 'anonymous';
}

/** The program itself: jobs, the command line, the seed. May do everything; audited under its name. */
export interface SystemActor {
  kind: 'system';
  name: string;
}

export type Actor = PersonActor | AnonymousActor | SystemActor;

export const anonymous: AnonymousActor = { kind: 'anonymous' };
export const system = (name: string): SystemActor => ({ kind: 'system', name });
