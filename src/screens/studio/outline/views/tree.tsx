/** The rows of the outline: sections with their units, each with what it holds and what can be done to it. */
import { For, type JSX, Show } from 'solid-js';
import { isLockedFile } from '#modules/content/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { Icon } from '#ui/icon.tsx';
import { Badge } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { CourseParams } from '../schema.ts';
import type { OpenOutline, SectionLine, UnitLine } from '../service/outline.ts';
import { DateList } from './dates.tsx';
import { ProblemMarks } from './problems.tsx';
import { typeName } from './type-name.ts';

export interface OutlinePageProps extends OpenOutline {
  /** A form as it was refused: `sections`, `units` with the key of the section, `unlisted`, or `items`. */
  again?: { form: string; problems: readonly Problem[]; values: Record<string, unknown> };
}

/** The form that the boxes and arrows of all rows belong to: it stands below the tree. */
export const formId = 'outline-form';

interface RowProps {
  of: OutlinePageProps;
  item: SectionLine | UnitLine;
}

const refOf = ({ kind, key }: { kind: string; key: string }) => `${kind}:${key}`;
export const anchorOf = (ref: string): string => ref.replace(':', '-');

function Steps(props: RowProps): JSX.Element {
  const { t } = useView();
  const { params } = props.of;
  const ref = refOf(props.item);
  const step = (direction: 'up' | 'down') => (
    <button
      type="submit"
      form={formId}
      formaction={links.moveItem(params, ref)}
      name="step"
      value={direction}
      class="button button-plain button-icon button-small"
      aria-label={t(`outline.move-${direction}`, { title: props.item.title })}
    >
      <Icon name={direction === 'up' ? 'arrow-up' : 'arrow-down'} />
    </button>
  );
  return (
    <span class="studio-actions">
      {step('up')}
      {step('down')}
      <ButtonLink href={links.item(params, ref)} look="plain" size="small" iconOnly icon="ellipsis">
        {t('outline.change-of', { title: props.item.title })}
      </ButtonLink>
    </span>
  );
}

function Category(props: RowProps): JSX.Element {
  const found = () => props.of.categories.find(({ key }) => key === props.item.category);
  return (
    <Show when={props.item.category}>
      {(category) => (
        <Badge tone="accent">
          <bdi>{found()?.title ?? category()}</bdi>
        </Badge>
      )}
    </Show>
  );
}

function Box(props: RowProps): JSX.Element {
  const { t } = useView();
  return (
    <>
      <span class="studio-grip" aria-hidden="true">
        <Icon name="grip-vertical" />
      </span>
      <input
        type="checkbox"
        form={formId}
        name="items"
        value={refOf(props.item)}
        aria-label={t('outline.choose', { title: props.item.title })}
      />
    </>
  );
}

function Activities(props: { unit: UnitLine; params: CourseParams }): JSX.Element {
  const { t } = useView();
  const { unit } = props;
  return (
    <Show when={unit.activities.length > 0}>
      <details class="disclosure studio-activities">
        <summary>
          <Icon name="chevron-right" />
          {t('outline.activities', { count: unit.activities.length })}
          {' · '}
          {t('outline.points', { points: unit.points })}
        </summary>
        <ul>
          <For each={unit.activities}>
            {({ key, type, title, points }) => (
              <li>
                <a href={`${links.unit(props.params, unit.key)}#${key}`}>
                  <bdi>{title ?? key}</bdi>
                </a>{' '}
                <span class="muted">
                  {typeName(type, t)} · {t('outline.points', { points })}
                </span>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  );
}

function Unit(props: { of: OutlinePageProps; item: UnitLine }): JSX.Element {
  const { t } = useView();
  const { item } = props;
  const { params } = props.of;
  return (
    <li class="studio-unit" id={anchorOf(refOf(item))} data-item={refOf(item)} data-title={item.title}>
      <div class="studio-row">
        <Box {...props} />
        <div class="studio-what">
          <a class="studio-name" href={links.unit(params, item.key)} lang={props.of.course.language}>
            <bdi>{item.title}</bdi>
          </a>
          <span class="studio-facts">
            <Show when={isLockedFile(props.of.lock, item.file)}>
              <Badge icon="lock">{t('blueprints.locked')}</Badge>
            </Show>
            <Show when={item.exam}>
              <Badge icon="clock">{t('outline.exam')}</Badge>
            </Show>
            <Category {...props} />
            <Show when={Object.values(item.problems).some(Boolean)}>
              <a class="studio-problems" href={links.unitCheck(params, item.key)}>
                <ProblemMarks {...item.problems} />
              </a>
            </Show>
            <DateList dates={item.dates} />
            <Activities unit={item} params={params} />
          </span>
        </div>
        <Steps {...props} />
      </div>
    </li>
  );
}

function AddUnit(props: { of: OutlinePageProps; section: SectionLine }): JSX.Element {
  const { t } = useView();
  const { section } = props;
  const { again, params } = props.of;
  const refused = () => (again?.form === `units ${section.key}` ? again : undefined);
  return (
    <Disclosure
      summary={
        section.sections.length > 0
          ? t('outline.add-unit-to', { title: section.title })
          : t('outline.add-unit')
      }
      open={Boolean(refused()) || (section.units.length === 0 && section.sections.length === 0)}
    >
      <Form action={links.units(params)} problems={refused()?.problems} values={refused()?.values}>
        <input type="hidden" name="section" value={section.key} />
        <Field
          id={`unit-title-${section.key}`}
          name="title"
          label={t('outline.title-of-unit')}
          maxlength={500}
          autocomplete="off"
        />
        <FormActions>
          <Button look="quiet" size="small" icon="plus">
            {t('outline.add')}
          </Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

/** A page with more units than this shows its sections folded, to be looked over. */
const crowded = 60;

const countUnits = (sections: readonly SectionLine[]): number =>
  sections.reduce((sum, { units, sections: inner }) => sum + units.length + countUnits(inner), 0);

interface SectionProps {
  of: OutlinePageProps;
  item: SectionLine;
  depth: number;
}

function Within(props: SectionProps): JSX.Element {
  const { of, item, depth } = props;
  return (
    <>
      <ol class="studio-units" data-units={item.key}>
        <For each={item.units}>{(unit) => <Unit of={of} item={unit} />}</For>
      </ol>
      <ol class="studio-sections" data-sections={item.key}>
        <For each={item.sections}>{(section) => <Section of={of} item={section} depth={depth + 1} />}</For>
      </ol>
      <AddUnit of={of} section={item} />
    </>
  );
}

/** What stands in a section of the top can be folded away. */
function Fold(props: SectionProps): JSX.Element {
  const { t } = useView();
  const { sections, again } = props.of;
  return (
    <details
      class="disclosure studio-fold"
      open={again !== undefined || countUnits(sections ?? []) <= crowded}
    >
      <summary>
        <Icon name="chevron-right" />
        {t('outline.units-within', { count: countUnits([props.item]) })}
      </summary>
      <Within {...props} />
    </details>
  );
}

export function Section(props: SectionProps): JSX.Element {
  const { item, depth } = props;
  const { params, course } = props.of;
  const title = () => (
    <a href={links.item(params, refOf(item))} class="studio-name" lang={course.language}>
      <bdi>{item.title}</bdi>
    </a>
  );
  return (
    <li class="studio-section" id={anchorOf(refOf(item))} data-item={refOf(item)} data-title={item.title}>
      <div class="studio-row">
        <Box {...props} />
        <div class="studio-what">
          <Show when={depth === 0} fallback={<h3>{title()}</h3>}>
            <h2>{title()}</h2>
          </Show>
          <span class="studio-facts">
            <Category {...props} />
            <DateList dates={item.dates} />
          </span>
        </div>
        <Steps {...props} />
      </div>
      <Show when={depth === 0} fallback={<Within {...props} />}>
        <Fold {...props} />
      </Show>
    </li>
  );
}
