/** Pages as the screens will build them: a catalog, a unit to read, a crowded desk. */
import type { JSX } from 'solid-js';
import { Button, ButtonLink } from '../button.tsx';
import { Card, CardGrid } from '../card.tsx';
import { Person } from '../cover.tsx';
import type { DocumentPage } from '../document.tsx';
import { Field, Select } from '../field.tsx';
import { ProgressBar } from '../figures.tsx';
import { Form, FormActions } from '../form.tsx';
import { Html } from '../html.tsx';
import { Badge, EmptyState } from '../notice.tsx';
import { Outline, type OutlineItem } from '../outline.tsx';
import { Breadcrumbs, PageHeader, Pagination, PreviousNext, Tabs } from '../page.tsx';
import { DataTable } from '../table.tsx';
import { Time } from '../time.tsx';
import { Gallery } from './pieces.tsx';
import { arabicProse, prose } from './prose.ts';

const courses = [
  {
    key: 'sea/tides',
    title: 'How tides work',
    subject: 'Earth science',
    summary: 'Why the sea rises twice a day, told with the Moon, the Sun and a bucket.',
  },
  {
    key: 'math/proof',
    title: 'First steps in proof',
    subject: 'Mathematics',
    summary: 'Read, write and enjoy short mathematical arguments.',
  },
  {
    key: 'cs/python',
    title: 'Python for people who count birds',
    subject: 'Computing',
    summary: 'Tables, charts and small programs for field work.',
  },
  {
    key: 'hist/paper',
    title: 'A history of paper',
    subject: 'History',
    summary: 'From mulberry bark to the e-reader in two thousand years.',
  },
  {
    key: 'lang/arabic',
    title: 'Arabic script',
    subject: 'Languages',
    summary: 'Twenty-eight letters and how they hold hands.',
  },
  {
    key: 'bio/soil',
    title: 'The life of soil',
    subject: 'Biology',
    summary: 'A handful of earth holds more creatures than there are people.',
  },
];

function Catalog(): JSX.Element {
  return (
    <>
      <PageHeader
        title="Courses"
        lead="Free to read, all of them. Join one to hand in answers and keep your progress."
      />
      <Form action="/courses" method="get">
        <Select
          name="subject"
          label="Subject"
          blank="All"
          optional
          options={[{ value: 'math', label: 'Mathematics' }]}
        />
        <Select
          name="level"
          label="Level"
          blank="Any"
          optional
          options={[{ value: 'intro', label: 'Introductory' }]}
        />
        <FormActions>
          <Button look="quiet">Filter</Button>
        </FormActions>
      </Form>
      <CardGrid each={courses}>
        {(course) => (
          <Card
            title={course.title}
            href={`/courses/${course.key}`}
            kicker={course.subject}
            cover={{ key: course.key }}
            meta={
              <>
                <span>4 weeks</span>
                <Badge tone="accent">Self-paced</Badge>
              </>
            }
          >
            <p>{course.summary}</p>
          </Card>
        )}
      </CardGrid>
      <Pagination page={1} pages={4} href={(page) => `/courses?page=${page}`} />
    </>
  );
}

const outline: OutlineItem[] = [
  {
    label: 'Why the sea moves',
    children: [
      { label: 'Welcome', href: '/u/welcome', state: 'done' },
      { label: 'The pull of the Moon', href: '/u/moon', state: 'started', current: true, note: '2 / 5' },
      { label: 'What the Sun adds', href: '/u/sun', state: 'new' },
    ],
  },
  {
    label: 'Forces',
    children: [
      { label: 'Gravity', href: '/u/gravity', state: 'new' },
      { label: 'Final test', state: 'locked', note: '9 Mar' },
    ],
  },
];

function CourseAside(): JSX.Element {
  return (
    <div class="stack">
      <ProgressBar label="How tides work" value={7} max={20} />
      <Outline items={outline} label="How tides work" />
    </div>
  );
}

function Reading(props: { html: string; title: string; lang?: string }): JSX.Element {
  return (
    <article>
      <PageHeader kicker="Why the sea moves" title={props.title} lang={props.lang} meta="6 minutes to read" />
      <Html html={props.html} lang={props.lang} />
      <PreviousNext
        label="Units"
        previous={{ href: '/u/welcome', label: 'Welcome' }}
        next={{ href: '/u/sun', label: 'What the Sun adds' }}
      />
    </article>
  );
}

const learners = Array.from({ length: 24 }, (_, index) => ({
  name: ['Ada Lindqvist', 'Mei Chen', 'Omar Haddad', 'Ines Ferreira', 'Juan de la Cruz'][index % 5] ?? '',
  id: `learner-${index}`,
  scores: Array.from({ length: 9 }, (_, column) => ((index * 7 + column * 3) % 21) / 2),
  seen: `2026-02-${String(28 - (index % 20)).padStart(2, '0')}T08:30:00Z`,
}));

function Gradebook(): JSX.Element {
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/teach', label: 'Teaching' },
          { href: '/teach/tides', label: 'How tides work' },
        ]}
      />
      <PageHeader
        title="Gradebook"
        actions={
          <ButtonLink href="/export" look="quiet" icon="download">
            Download CSV
          </ButtonLink>
        }
      />
      <Tabs
        label="Groups"
        tabs={[
          { href: '#all', label: 'Everyone', count: 248, current: true },
          { href: '#wait', label: 'Waiting for you', count: 7 },
          { href: '#risk', label: 'Not seen for two weeks', count: 19 },
        ]}
      />
      <DataTable
        caption="Points of each learner"
        captionHidden
        wide
        rowKeys
        columns={[
          {
            header: 'Learner',
            rowHeader: true,
            sort: { href: '?sort=name', direction: 'ascending' },
            cell: (row) => <Person name={row.name} id={row.id} href={`/teach/${row.id}`} />,
          },
          {
            header: 'Last seen',
            cell: (row) => <Time at={row.seen} relative />,
            sort: { href: '?sort=seen' },
          },
          ...Array.from({ length: 9 }, (_, column) => ({
            header: `Quiz ${column + 1}`,
            numeric: true,
            cell: (row: (typeof learners)[number]) => row.scores[column]?.toFixed(1),
          })),
          {
            header: 'State',
            cell: (row) =>
              (row.scores[0] ?? 0) > 5 ? (
                <Badge tone="success">On track</Badge>
              ) : (
                <Badge tone="warning">Needs a word</Badge>
              ),
          },
        ]}
        rows={learners}
      />
    </>
  );
}

function SignIn(): JSX.Element {
  return (
    <>
      <PageHeader title="Sign in" />
      <Form
        action="/sign-in"
        values={{ email: 'ada@example' }}
        problems={[
          { path: 'email', message: 'Enter an e-mail address, like name@example.org' },
          { path: 'password', message: 'Enter your password' },
        ]}
      >
        <Field name="email" label="E-mail" type="email" autocomplete="username" />
        <Field name="password" label="Password" type="password" autocomplete="current-password" />
        <FormActions>
          <Button>Sign in</Button>
          <a href="/forgot">Forgot your password?</a>
        </FormActions>
      </Form>
    </>
  );
}

const nothing = () => (
  <>
    <PageHeader title="My courses" />
    <EmptyState
      icon="book-open"
      title="You have not joined a course"
      actions={<ButtonLink href="/courses">Browse courses</ButtonLink>}
    >
      <p>Every course can be read without joining. Join one to hand in answers and see your progress here.</p>
    </EmptyState>
  </>
);

/** Sample pages by name, as `renderDocument` takes them. */
export const samplePages: Record<string, DocumentPage> = {
  gallery: { title: 'Gallery', body: () => <Gallery /> },
  catalog: { title: 'Courses', description: 'All courses', body: () => <Catalog /> },
  reading: {
    title: 'The pull of the Moon',
    shell: 'reading',
    aside: () => <CourseAside />,
    body: () => <Reading title="The pull of the Moon" html={prose} lang="en" />,
  },
  'reading-arabic': {
    title: 'جاذبية القمر',
    shell: 'reading',
    aside: () => <CourseAside />,
    body: () => <Reading title="جاذبية القمر" html={arabicProse} lang="ar" />,
  },
  gradebook: { title: 'Gradebook', body: () => <Gradebook /> },
  'sign-in': { title: 'Sign in', shell: 'plain', status: 422, body: () => <SignIn /> },
  empty: { title: 'My courses', body: nothing },
};
