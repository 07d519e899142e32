/** Where the desks of administrators stand, for links between them. */
export const desks = {
  people: '/admin/people',
  organizations: '/admin/organizations',
  log: '/admin/log',
  outbox: '/dev/mail',
} as const;

export const personHref = (id: string): string => `${desks.people}/${id}`;
