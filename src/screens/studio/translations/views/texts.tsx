import { For, type JSX, Show } from 'solid-js';
import { ownName } from '#screens/languages/index.ts';
import { StudioHead } from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox, Field, TextArea } from '#ui/field.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { Icon } from '#ui/icon.tsx';
import { Callout } from '#ui/notice.tsx';
import { BackLink } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { TranslatingTexts } from '../service/texts.ts';
import { linesFor, Original, written } from './parts.tsx';

export interface AgainTexts {
  texts: Readonly<Record<string, string>>;
  about: string;
  problems: readonly Problem[];
}

function Line(props: {
  row: TranslatingTexts['rows'][number];
  of: TranslatingTexts;
  typed?: string;
}): JSX.Element {
  const { row, of } = props;
  const common = {
    name: `text:${row.path}`,
    label: row.path,
    labelHidden: true,
    optional: true,
    value: props.typed ?? row.text,
    ...written(of.params.language),
  };
  return (
    <div class="translation-row">
      <Original text={row.original} language={of.language} />
      <Show when={row.original.length > 80} fallback={<Field {...common} />}>
        <TextArea {...common} rows={linesFor(row.original)} />
      </Show>
    </div>
  );
}

export function TextsPage(props: TranslatingTexts & { again?: AgainTexts }): JSX.Element {
  const { t } = useView();
  const { params, again } = props;
  return (
    <div class="stack">
      <StudioHead {...props} current="translations" />
      <BackLink href={links.all(params)} label={t('languages.translations')} />
      <h2>
        {t('languages.course-texts')} <Icon name="arrow-right" />{' '}
        <span {...written(params.language)}>{ownName(params.language)}</span>
      </h2>
      <Show when={props.stale}>
        <Callout tone="warning">
          <p>{t('languages.stale-here')}</p>
        </Callout>
      </Show>
      <Form action={links.texts(params, params.language)} problems={again?.problems}>
        <input type="hidden" name="base" value={props.base} />
        <For each={props.rows}>{(row) => <Line row={row} of={props} typed={again?.texts[row.path]} />}</For>
        <Show when={props.about}>
          {(about) => (
            <div class="translation-row">
              <Original text={about().original} language={props.language} />
              <TextArea
                name="about"
                label={t('languages.about')}
                optional
                rows={linesFor(about().original)}
                value={again?.about ?? about().text}
                {...written(params.language)}
              />
            </div>
          )}
        </Show>
        <Checkbox name="done" label={t('languages.done')} hint={t('languages.done-hint')} />
        <FormActions>
          <Button>{t('languages.save')}</Button>
        </FormActions>
      </Form>
    </div>
  );
}
