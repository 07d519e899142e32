/** A blueprint: how far its releases go, what it locks, and how far the courses that follow it are. */
import { For, type JSX, Show } from 'solid-js';
import type { ChildState } from '#modules/reuse/index.ts';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions, type Problem } from '#ui/form.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { TableSection } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { links } from './links.ts';
import type { OpenBlueprint } from './service.ts';

export interface BlueprintPageProps extends OpenBlueprint {
  problems?: readonly Problem[];
}

const pushes = ['offer', 'draft', 'release'] as const;
const parts = ['outline', 'grading', 'dates'] as const;

function Settings(props: BlueprintPageProps): JSX.Element {
  const { t } = useView();
  const { blueprint, params, units } = props;
  const locked = blueprint?.locked ?? [];
  return (
    <Form action={studioLinks.blueprint(params)} problems={props.problems}>
      <RadioGroup
        name="push"
        label={t('blueprints.push')}
        value={blueprint?.push ?? 'offer'}
        options={pushes.map((push) => ({
          value: push,
          label: t(`blueprints.push-${push}`),
          hint: t(`blueprints.push-${push}-hint`),
        }))}
      />
      <FieldGroup legend={t('blueprints.locks')} hint={t('blueprints.locks-hint')}>
        <Checkbox
          name="lock-all"
          label={t('blueprints.lock-all')}
          hint={t('blueprints.lock-all-hint')}
          checked={locked.includes('all')}
        />
        <CheckboxGroup
          columns
          name="locked"
          label={t('blueprints.lock-parts')}
          value={locked}
          options={parts.map((part) => ({ value: part, label: t(`blueprints.lock-${part}`) }))}
        />
        <Show when={units.length > 0}>
          <CheckboxGroup
            columns
            name="locked"
            id="field-locked-units"
            label={t('blueprints.lock-units')}
            value={locked}
            options={units.map(({ file, title }) => ({ value: `unit:${file}`, label: title }))}
          />
        </Show>
      </FieldGroup>
      <FormActions>
        <Button icon="save">{t(blueprint ? 'blueprints.save' : 'blueprints.make')}</Button>
      </FormActions>
    </Form>
  );
}

function StateBadge(props: ChildState): JSX.Element {
  const { t } = useView();
  const { update } = props;
  if (!update) return <Badge tone="success">{t('blueprints.up-to-date')}</Badge>;
  const { newest, release } = update.from;
  return (
    <Show
      when={update.clashes > 0}
      fallback={<Badge tone="warning">{t('blueprints.behind', { release, newest })}</Badge>}
    >
      <Badge tone="danger" icon="triangle-alert">
        {t('blueprints.clashes', { release, newest, count: update.clashes })}
      </Badge>
    </Show>
  );
}

function Children(props: BlueprintPageProps): JSX.Element {
  const { t } = useView();
  const { params } = props;
  return (
    <TableSection<ChildState>
      title={t('blueprints.children', { count: props.children.length })}
      rowKeys
      rows={props.children}
      empty={
        <EmptyState icon="copy" title={t('blueprints.none')}>
          {t('blueprints.none-text')}
        </EmptyState>
      }
      columns={[
        {
          header: t('blueprints.course'),
          rowHeader: true,
          cell: ({ course }) => (
            <a
              href={studioLinks.updates({ organization: course.organization.key, course: course.key })}
              lang={course.language}
            >
              <bdi>{course.title}</bdi>
            </a>
          ),
        },
        { header: t('blueprints.state'), cell: (child) => <StateBadge {...child} /> },
        {
          header: t('blueprints.learners-see'),
          cell: ({ released, changed }) =>
            released === null
              ? t('outline.never-released')
              : t(changed ? 'blueprints.release-and-more' : 'blueprints.release', { number: released }),
        },
        {
          header: t('blueprints.end-following'),
          cell: ({ course }) => (
            <Form action={links.removeChild(params)}>
              <input type="hidden" name="child" value={course.key} />
              <Button look="plain" size="small">
                {t('blueprints.remove')}
                <span class="visually-hidden"> {course.title}</span>
              </Button>
            </Form>
          ),
        },
      ]}
    >
      <Show when={props.others.length > 0}>
        <Form action={links.children(params)}>
          <Select
            name="child"
            label={t('blueprints.add')}
            hint={t('blueprints.add-hint')}
            options={props.others.map(({ key, title }) => ({ value: key, label: title }))}
          />
          <FormActions>
            <Button look="quiet" icon="plus">
              {t('blueprints.add-it')}
            </Button>
          </FormActions>
        </Form>
      </Show>
    </TableSection>
  );
}

function Follows(
  props: NonNullable<OpenBlueprint['follows']> & Pick<OpenBlueprint, 'params' | 'units'>,
): JSX.Element {
  const { t } = useView();
  const { course, blueprint, units } = props;
  const named = (part: string) => {
    const unit = units.find(({ file }) => part === `unit:${file}`);
    if (unit) return t('blueprints.lock-unit', { title: unit.title });
    const known = (['all', ...parts] as const).find((one) => one === part);
    return known ? t(`blueprints.lock-${known}`) : part;
  };
  return (
    <Callout title={t('blueprints.follows', { title: course.title })} icon="copy">
      <p>{t(`blueprints.told-${blueprint.push}`)}</p>
      <Show when={blueprint.locked.length > 0}>
        <p>{t('blueprints.told-locked')}</p>
        <ul>
          <For each={blueprint.locked}>{(part) => <li>{named(part)}</li>}</For>
        </ul>
      </Show>
      <p>
        <a href={studioLinks.updates(props.params)}>{t('outline.updates')}</a>
      </p>
    </Callout>
  );
}

export function BlueprintPage(props: BlueprintPageProps): JSX.Element {
  const { t } = useView();
  const { blueprint, follows, rights, params } = props;
  return (
    <div class="stack">
      <StudioHead {...props} current="blueprint" />
      <Show
        when={follows}
        fallback={
          <>
            <Show when={blueprint}>
              <Children {...props} />
            </Show>
            <section class="section stack" aria-labelledby="blueprint-title">
              <h2 id="blueprint-title">{t(blueprint ? 'blueprints.settings' : 'blueprints.make')}</h2>
              <p>{t('blueprints.lead')}</p>
              <Show when={rights.publish} fallback={<p class="muted">{t('blueprints.may-not')}</p>}>
                <Settings {...props} />
                <Show when={blueprint}>
                  <Disclosure summary={t('blueprints.end')}>
                    <p>{t('blueprints.end-text')}</p>
                    <Form action={links.end(params)}>
                      <Button look="danger">{t('blueprints.end')}</Button>
                    </Form>
                  </Disclosure>
                </Show>
              </Show>
            </section>
          </>
        }
      >
        {(known) => <Follows {...known()} params={params} units={props.units} />}
      </Show>
    </div>
  );
}
