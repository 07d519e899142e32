/** Where the desks of administrators stand, for links between them. */
export const desks = {
  people: '/admin/people',
  organizations: '/admin/organizations',
  outbox: '/dev/mail',
} as const;
