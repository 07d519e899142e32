/** Every component in every state on one page: looked at by people, held to the rules by tests. */
import { For, type JSX } from 'solid-js';
import { Button, ButtonLink } from '../button.tsx';
import { Copyable } from '../copy.tsx';
import { Avatar, Cover } from '../cover.tsx';
import { Dialog, Disclosure } from '../dialog.tsx';
import { Checkbox, CheckboxGroup, Field, RadioGroup, Select, TextArea } from '../field.tsx';
import { Meter, ProgressBar, Stats } from '../figures.tsx';
import { FieldGroup, Form, FormActions } from '../form.tsx';
import { Icon } from '../icon.tsx';
import { iconNames } from '../icons.ts';
import { Badge, Callout, EmptyState, Toast, type Tone } from '../notice.tsx';
import { Breadcrumbs, PageHeader, Pagination, PreviousNext, Tabs } from '../page.tsx';
import { DataTable } from '../table.tsx';
import { Time } from '../time.tsx';
import { useView } from '../view.tsx';

const tones: Tone[] = ['neutral', 'accent', 'success', 'warning', 'danger'];
const looks = ['primary', 'quiet', 'danger', 'plain'] as const;

function Section(props: { title: string; children: JSX.Element }): JSX.Element {
  return (
    <section class="section stack">
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Buttons(): JSX.Element {
  return (
    <Section title="Buttons">
      <div class="row">
        <For each={looks}>{(look) => <Button look={look}>Save {look}</Button>}</For>
        <Button disabled>Disabled</Button>
      </div>
      <div class="row">
        <ButtonLink href="#top" icon="plus">
          New course
        </ButtonLink>
        <ButtonLink href="#top" look="quiet" iconEnd="arrow-right">
          Continue
        </ButtonLink>
        <Button size="small" look="quiet" icon="pencil">
          Edit
        </Button>
        <Button look="plain" icon="trash-2" iconOnly>
          Delete the unit
        </Button>
      </div>
    </Section>
  );
}

function Notices(): JSX.Element {
  return (
    <Section title="Notices">
      <div class="row">
        <For each={tones}>{(tone) => <Badge tone={tone}>{tone}</Badge>}</For>
        <Badge tone="success" icon="check">
          Handed in
        </Badge>
      </div>
      <For each={tones}>
        {(tone) => (
          <Callout tone={tone} title={`A ${tone} remark`}>
            <p>
              What happened, what is safe, and what to do. <a href="#top">Read more</a>
            </p>
          </Callout>
        )}
      </For>
      <Toast tone="success">Your answer is safe: it arrived at 09:00.</Toast>
      <Toast tone="danger">The file was not taken: it is larger than 20 MB.</Toast>
      <EmptyState
        icon="book-open"
        title="No courses yet"
        actions={<ButtonLink href="#top">Browse courses</ButtonLink>}
      >
        <p>Courses that you join are listed here.</p>
      </EmptyState>
    </Section>
  );
}

const people = [
  { value: 'self', label: 'At your own pace', hint: 'Start today, take the time that you need.' },
  { value: 'run', label: 'With the next group', hint: 'Starts on 6 April; deadlines every Monday.' },
  { value: 'closed', label: 'By invitation', disabled: true },
];

function Forms(): JSX.Element {
  return (
    <Section title="Forms">
      <Form
        action="#"
        values={{ name: 'Ada Lindqvist', pace: 'self', subject: 'science', topics: ['tides'] }}
        problems={[
          { path: 'email', message: 'Enter an e-mail address, like name@example.org' },
          { path: 'terms', message: 'Agree to the terms to go on' },
        ]}
      >
        <FieldGroup legend="About you" hint="Your teachers see this.">
          <Field name="name" label="Name" autocomplete="name" />
          <Field name="email" label="E-mail" type="email" hint="We write only when you ask for it." />
          <Field name="nickname" label="Nickname" optional />
          <Field name="amount" label="Acceleration" type="number" suffix="m/s²" size={6} />
          <Select
            name="subject"
            label="Subject"
            blank="Choose"
            options={[{ value: 'science', label: 'Science' }]}
          />
          <TextArea name="about" label="About the course" optional rows={3} />
          <Field name="file" label="Essay" type="file" hint="PDF, at most 20 MB." />
        </FieldGroup>
        <RadioGroup name="pace" label="How do you want to learn?" options={people} />
        <CheckboxGroup
          name="topics"
          label="Topics"
          inline
          optional
          options={[
            { value: 'tides', label: 'Tides' },
            { value: 'moon', label: 'The Moon' },
          ]}
        />
        <Checkbox name="terms" label="I agree to the terms" />
        <FormActions>
          <Button>Save</Button>
          <ButtonLink href="#top" look="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </Form>
    </Section>
  );
}

const rows = [
  { name: 'Quiz 1: Why the sea moves', due: '2026-03-09T12:00:00Z', points: 9.5, of: 10 },
  { name: 'Quiz 2: Forces', due: '2026-03-16T12:00:00Z', points: 7, of: 10 },
];

function Numbers(): JSX.Element {
  return (
    <Section title="Numbers and tables">
      <Stats
        stats={[
          { label: 'Learners', value: '1,248', note: '32 more than last week' },
          { label: 'Finished', value: '61%' },
          { label: 'Waiting for you', value: '7' },
        ]}
      />
      <ProgressBar label="Course progress" value={13} max={20} text="13 of 20 units" />
      <ProgressBar label="Course progress" labelHidden value={0.35} />
      <Meter label="Points" value={16.5} max={20} low={8} high={12} optimum={20} text="16.5 of 20" />
      <DataTable
        caption="Assignments"
        columns={[
          {
            header: 'Assignment',
            rowHeader: true,
            cell: (row) => row.name,
            sort: { href: '#top', direction: 'ascending' },
          },
          { header: 'Due', cell: (row) => <Time at={row.due} style="deadline" />, sort: { href: '#top' } },
          { header: 'Points', numeric: true, cell: (row) => `${row.points} / ${row.of}` },
        ]}
        rows={rows}
        current={(row) => row.points === 7}
      />
      <Pagination page={4} pages={12} href={(page) => `#page-${page}`} />
    </Section>
  );
}

function Opening(): JSX.Element {
  const { now } = useView();
  return (
    <Section title="Things that open, times">
      <Disclosure summary="Why this number?">
        <p>9.5 of 10 points, no deduction: handed in before the deadline.</p>
      </Disclosure>
      <Copyable text="01960000-7c3e-7a10-9d55-2b6f" />
      <p>
        <a href="#top" data-dialog="leave">
          Leave the course
        </a>
      </p>
      <Dialog
        id="leave"
        title="Leave this course?"
        actions={
          <Button look="danger" type="button">
            Leave
          </Button>
        }
      >
        <p>Your answers and points are kept; you can join again.</p>
      </Dialog>
      <p>
        <Time at={new Date(now.getTime() - 7_300_000)} relative />,{' '}
        <Time at={new Date(now.getTime() + 90_000_000)} relative />, <Time at={now} style="date" />
      </p>
    </Section>
  );
}

const keys = Array.from({ length: 16 }, (_, index) => `demo/course-${index}`);
const names = ['Ada Lindqvist', 'Mei Chen', 'Omar Haddad', 'Ines', 'Juan de la Cruz', 'نور الهدى'];

function Pictures(): JSX.Element {
  return (
    <Section title="Pictures">
      <div class="row">
        <For each={names}>{(name) => <Avatar name={name} />}</For>
        <Avatar name="Ada Lindqvist" size="small" />
        <Avatar name="Ada Lindqvist" size="large" />
      </div>
      <div class="card-grid">
        <For each={keys}>{(key) => <Cover key={key} />}</For>
      </div>
      <div class="row">
        <For each={iconNames}>{(name) => <Icon name={name} />}</For>
        <Icon name="circle-check" label="Done" />
      </div>
    </Section>
  );
}

export function Gallery(): JSX.Element {
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '#top', label: 'Courses' },
          { href: '#top', label: 'How tides work' },
        ]}
      />
      <PageHeader
        kicker="Design system"
        title="Gallery"
        lead="Every piece of the house in every state. If it looks wrong here, it is wrong everywhere."
        meta={<Badge tone="accent">Light and dark</Badge>}
        actions={<Button look="quiet">Print</Button>}
      />
      <Tabs
        label="Parts of the course"
        tabs={[
          { href: '#top', label: 'Course', current: true },
          { href: '#top', label: 'Progress' },
          { href: '#top', label: 'Discussion', count: 12 },
        ]}
      />
      <Buttons />
      <Notices />
      <Forms />
      <Numbers />
      <Opening />
      <Pictures />
      <PreviousNext
        label="Units"
        previous={{ href: '#top', label: 'The pull of the Moon' }}
        next={{ href: '#top', label: 'Spring and neap tides' }}
      />
    </>
  );
}
