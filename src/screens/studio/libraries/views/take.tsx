/** What libraries hold, searched, looked at, and taken into a place of the course. */
import { For, type JSX, Show } from 'solid-js';
import { pathOf } from '#modules/reuse/index.ts';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Field, Select } from '#ui/field.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { BackLink, Pagination } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import type { Found, OpenTake } from '../service/find.ts';
import { kindLabel } from './labels.ts';
import { ShownParts } from './shown.tsx';

export interface TakePageProps extends OpenTake {
  problems?: readonly Problem[];
}

const places = ['section', 'unit', 'pool'] as const;
const placeOf = (target: OpenTake['target']) =>
  places.find((place) => target?.ref.startsWith(`${place}:`)) ?? 'unit';

const indented = (title: string, depth: number) => `${' '.repeat(depth * 2)}${title}`;

function Search(props: OpenTake): JSX.Element {
  const { t } = useView();
  const { params, query, targets, target, libraries, kinds } = props;
  return (
    <search>
      <Form action={studioLinks.take(params)} method="get" values={{ ...query }}>
        <Show when={query.line}>{(line) => <input type="hidden" name="line" value={line()} />}</Show>
        <Select
          name="into"
          label={t('libraries.into')}
          blank={target ? undefined : t('studio.choose')}
          options={targets.map(({ ref, title, depth }) => ({
            value: ref,
            label: indented(ref.startsWith('pool:') ? t('libraries.pool', { key: title }) : title, depth),
          }))}
        />
        <Field name="q" type="search" label={t('libraries.search')} optional enterkeyhint="search" />
        <Select
          name="library"
          label={t('libraries.library')}
          optional
          blank={t('libraries.all-libraries')}
          options={libraries.map(({ course }) => ({ value: pathOf(course), label: course.title }))}
        />
        <Show when={!target?.ref.startsWith('section:')}>
          <Select
            name="kind"
            label={t('libraries.kind')}
            optional
            blank={t('libraries.all-kinds')}
            options={kinds.map((kind) => ({ value: kind, label: kindLabel(t, kind) }))}
          />
        </Show>
        <FormActions>
          <Button look="quiet" icon="search">
            {t('libraries.find')}
          </Button>
        </FormActions>
      </Form>
    </search>
  );
}

const queryOf = ({ query: { page: _page, show: _show, ...query } }: OpenTake) => ({ ...query });

function Add(props: { of: OpenTake; found: Found; label: string; main?: boolean }): JSX.Element {
  const { t } = useView();
  const { target, params, query } = props.of;
  const { library, part, title } = props.found;
  return (
    <Show
      when={library.fits}
      fallback={
        <Badge tone="warning">{t('libraries.license-no-fit', { license: library.shared.license.id })}</Badge>
      }
    >
      <Show when={target}>
        {(into) => (
          <Form action={studioLinks.take(params)}>
            <input type="hidden" name="library" value={pathOf(library.course)} />
            <input type="hidden" name="part" value={part} />
            <input type="hidden" name="into" value={into().ref} />
            <Show when={query.line}>{(line) => <input type="hidden" name="line" value={line()} />}</Show>
            <Button
              size={props.main ? undefined : 'small'}
              icon="plus"
              look={props.main ? 'primary' : 'quiet'}
            >
              {props.label}
              <span class="visually-hidden"> {t('libraries.named', { title })}</span>
            </Button>
          </Form>
        )}
      </Show>
    </Show>
  );
}

function Line(props: { of: OpenTake; found: Found }): JSX.Element {
  const { t } = useView();
  const { found, of } = props;
  const { library, kind, title, unit, blocks, part } = found;
  const show = `${pathOf(library.course)} ${part}`;
  const href = `${studioLinks.take(of.params, { ...queryOf(of), page: of.query.page, show })}#shown`;
  return (
    <li class="library-line">
      <div>
        <a
          href={href}
          lang={library.shared.language}
          aria-current={of.query.show === show ? 'true' : undefined}
        >
          <bdi>{title}</bdi>
        </a>
        <p class="muted">
          {kindLabel(t, kind)} · <bdi>{library.course.title}</bdi>
          <Show when={unit} fallback={<> · {t('libraries.blocks', { count: blocks })}</>}>
            {(name) => (
              <>
                {' '}
                · <bdi>{name()}</bdi>
              </>
            )}
          </Show>
        </p>
      </div>
      <Add of={of} found={found} label={t('libraries.add')} />
    </li>
  );
}

function ShownPart(props: { of: OpenTake; shown: NonNullable<OpenTake['shown']> }): JSX.Element {
  const { t } = useView();
  const { shown, of } = props;
  const { course, shared } = shown.library;
  return (
    <section class="section stack" id="shown" aria-labelledby="shown-title">
      <h3 id="shown-title">{t('libraries.shown')}</h3>
      <p class="muted">
        {t('libraries.from', { library: course.title, release: shared.number })} · {shared.license.id}
      </p>
      <ShownParts parts={shown.parts} language={shared.language} />
      <div class="row">
        <Add main of={of} found={shown} label={t(`libraries.add-to-${placeOf(of.target)}`)} />
        <ButtonLink look="plain" href={studioLinks.take(of.params, { ...queryOf(of), page: of.query.page })}>
          {t('libraries.close')}
        </ButtonLink>
      </div>
    </section>
  );
}

export function TakePage(props: TakePageProps): JSX.Element {
  const { t } = useView();
  const { params, found, total, pages, query, target, shown } = props;
  return (
    <div class="stack">
      <StudioHead {...props} current="outline" />
      <Show
        when={placeOf(target) === 'unit' && target}
        fallback={<BackLink href={studioLinks.outline(params)} label={t('outline.outline')} />}
      >
        {(unit) => (
          <BackLink href={studioLinks.unit(params, unit().ref.slice('unit:'.length))} label={unit().title} />
        )}
      </Show>
      <h2>{target ? t('libraries.take-into', { title: target.title }) : t('outline.take')}</h2>
      <p class="muted">{t('libraries.into-hint')}</p>
      <For each={props.problems ?? []}>{({ message }) => <Callout tone="danger">{message}</Callout>}</For>
      <Show
        when={props.libraries.length > 0}
        fallback={
          <EmptyState
            icon="library"
            title={t('libraries.none')}
            actions={
              <ButtonLink href={studioLinks.courses({ kind: 'library' })} look="quiet">
                {t('libraries.to-libraries')}
              </ButtonLink>
            }
          >
            {t('libraries.none-text')}
          </EmptyState>
        }
      >
        <Search {...props} />
        <Show when={shown}>{(part) => <ShownPart of={props} shown={part()} />}</Show>
        <section class="section" aria-labelledby="found-title">
          <h3 id="found-title">{t('libraries.found', { count: total })}</h3>
          <Show when={!target}>
            <p class="muted">{t('libraries.choose-first')}</p>
          </Show>
          <ul class="library-list">
            <For each={found}>{(one) => <Line of={props} found={one} />}</For>
          </ul>
          <Pagination
            page={query.page}
            pages={pages}
            href={(page) => studioLinks.take(params, { ...queryOf(props), page })}
          />
        </section>
      </Show>
    </div>
  );
}
