import { For, type JSX, Show } from 'solid-js';
import { LanguageField, ownName } from '#screens/languages/index.ts';
import { StudioHead } from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { Meter } from '#ui/figures.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { Icon } from '#ui/icon.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { Cell, Overview } from '../service/overview.ts';
import { StateBadge, written } from './parts.tsx';

interface Line {
  key: string | null;
  title: string;
  cells: readonly Cell[];
}

function Progress(props: { of: Overview }): JSX.Element {
  const { t } = useView();
  const { languages, units } = props.of;
  const ready = (language: string) =>
    units.filter(({ cells }) => cells.some((cell) => cell.language === language && cell.state === 'ready'))
      .length;
  return (
    <ul class="translation-progress">
      <For each={languages.slice(1)}>
        {(language) => (
          <li>
            <Meter
              label={ownName(language)}
              value={ready(language)}
              max={Math.max(1, units.length)}
              text={t('languages.ready-of', { ready: ready(language), total: units.length })}
            />
          </li>
        )}
      </For>
    </ul>
  );
}

function Table(props: { of: Overview }): JSX.Element {
  const { t } = useView();
  const { languages, texts, units, params } = props.of;
  const lines: Line[] = [{ key: null, title: t('languages.course-texts'), cells: texts }, ...units];
  const hrefOf = ({ key }: Line, language: string) =>
    key === null ? links.texts(params, language) : links.unit(params, language, key);
  return (
    <DataTable
      caption={t('languages.table')}
      captionHidden
      rows={lines}
      // Beside each other as long as they fit; else under each other on a phone.
      wide={languages.length > 4}
      columns={[
        {
          header: t('languages.page'),
          rowHeader: true,
          cell: (line) => (line.key === null ? line.title : <bdi lang={languages[0]}>{line.title}</bdi>),
        },
        ...languages.slice(1).map((language, at) => ({
          header: ownName(language),
          cell: (line: Line) => (
            <a href={hrefOf(line, language)} class="translation-cell">
              <StateBadge state={line.cells[at]?.state ?? 'missing'} /> <Icon name="pencil" />
              <span class="visually-hidden">
                {t('languages.translate-into', { title: line.title, language: ownName(language) })}
              </span>
            </a>
          ),
        })),
      ]}
    />
  );
}

export function OverviewPage(
  props: Overview & { problems?: readonly Problem[]; value?: string },
): JSX.Element {
  const { t } = useView();
  const [own, ...others] = props.languages;
  return (
    <div class="stack">
      <StudioHead {...props} current="translations" />
      <h2>{t('languages.translations')}</h2>
      <p>
        {t('languages.written-in')} <span {...written(own)}>{ownName(own)}</span>
      </p>
      <Show
        when={others.length > 0}
        fallback={
          <EmptyState icon="languages" title={t('languages.none')}>
            <p>{t('languages.none-text')}</p>
          </EmptyState>
        }
      >
        <Progress of={props} />
        <Table of={props} />
      </Show>
      <Form
        action={links.all(props.params)}
        problems={props.problems}
        values={{ language: props.value ?? '' }}
      >
        <LanguageField
          label={t('languages.add-label')}
          blank={t('languages.choose')}
          without={props.languages}
          needed
        />
        <FormActions>
          <Button look="quiet">{t('languages.add')}</Button>
        </FormActions>
      </Form>
    </div>
  );
}
