/** Accommodations of an organization, or of the site, for those who set them. */
import { translateTo } from '#lib/messages.ts';
import { may, maySomewhere, placesWith } from '#modules/access/index.ts';
import { listPeopleByEmail } from '#modules/accounts/index.ts';
import { listOrganizations } from '#modules/catalog/index.ts';
import { accommodate, endAccommodation, listAccommodations } from '#modules/enrollment/index.ts';
import type { Actor } from '#platform/actor.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { AccommodationBody, EndAccommodationBody } from '../schema.ts';
import { AccommodationsPage, type AccommodationsPageProps } from '../views/accommodations.tsx';
import { accommodationOfForm, problemTexts } from './forms.ts';

const allow = maySomewhere('people.accommodate');

/** '' is the site. */
function requirePlace(actor: Actor, organization: string): void {
  if (!may(actor, 'people.accommodate', organization === '' ? {} : { organization }))
    throw new Refusal(commonRefusals['not-allowed']);
}

async function openAccommodations({ actor }: Call): Promise<AccommodationsPageProps> {
  const where = placesWith(actor, 'people.accommodate');
  const organizations = await listOrganizations();
  const mine =
    where === 'everywhere'
      ? organizations
      : organizations.filter(({ key }) => where.organizations.includes(key));
  const places = [...(where === 'everywhere' ? [{ key: '', name: '' }] : []), ...mine];
  return { places, rows: await listAccommodations(where === 'everywhere' ? null : where.organizations) };
}

const accommodationsPage = (call: Call, props: AccommodationsPageProps): Page => ({
  title: translateTo(call.locale)('times.accommodations'),
  robots: 'noindex',
  body: () => <AccommodationsPage {...props} />,
});

export const showAccommodations = endpoint({
  method: 'GET',
  path: '/accommodations',
  summary: 'Who has an accommodation, in the organizations that the caller looks after',
  allow,
  run: (call) => openAccommodations(call),
  page: (props, call) => accommodationsPage(call, props),
  json: ({ rows }) => ({ accommodations: rows }),
});

export const setAccommodation = endpoint({
  method: 'POST',
  path: '/accommodations',
  summary: 'Sets what holds for a person in all courses of an organization; replaces what was set there',
  body: AccommodationBody,
  fromForm: accommodationOfForm,
  allow,
  async run(call, { body }) {
    const { address, note, ...accommodation } = body;
    requirePlace(call.actor, accommodation.organization);
    const [person] = await listPeopleByEmail([address.trim().toLowerCase()]);
    if (!person)
      throw new Refusal(commonRefusals['invalid-input'], {
        fields: [{ path: 'address', message: 'nobody-of-address' }],
      });
    await accommodate(call, person.id, accommodation, note);
  },
  page: () => ({
    redirect: links.accommodations,
    flash: { message: 'times.flash-accommodated', tone: 'success' },
  }),
  async refused(refusal, call, { body }) {
    const t = translateTo(call.locale);
    const labels = {
      ...{
        address: t('times.address'),
        organization: t('times.organization'),
        timeFactor: t('times.time-factor'),
      },
      ...{ laterBy: t('times.later-days'), validUntil: t('times.valid-until'), note: t('times.note') },
    };
    const problems = problemsOf(refusal, t, labels, problemTexts).map((problem) =>
      problem.path === 'laterBy' ? { ...problem, path: 'days' } : problem,
    );
    return accommodationsPage(call, {
      ...(await openAccommodations(call)),
      again: { problems, values: body },
    });
  },
  json: () => ({ saved: true }),
});

export const endAccommodations = endpoint({
  method: 'POST',
  path: '/accommodations/end',
  summary: 'Ends an accommodation; deadlines that it moved are where they were',
  body: EndAccommodationBody,
  allow,
  async run(call, { body }) {
    requirePlace(call.actor, body.organization);
    await endAccommodation(call, body.learner, body.organization);
  },
  page: () => ({ redirect: links.accommodations, flash: { message: 'times.flash-ended', tone: 'success' } }),
  json: () => ({ ended: true }),
});
