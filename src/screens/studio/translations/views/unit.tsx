import { For, type JSX, Show } from 'solid-js';
import { ownName } from '#screens/languages/index.ts';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Checkbox, Field, TextArea } from '#ui/field.tsx';
import { fieldId } from '#ui/field-id.ts';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { Icon } from '#ui/icon.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { BackLink } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { Row, Translating } from '../service/unit.ts';
import { linesFor, Original, written } from './parts.tsx';

/** What was typed, where saving was refused. */
export interface Again {
  title: string;
  blocks: readonly string[];
  problems: readonly Problem[];
}

function RowFields(props: { row: Row; at: number; of: Translating; typed: string | undefined }): JSX.Element {
  const { t } = useView();
  const { row, at, of } = props;
  return (
    <div class="translation-row" classList={{ 'translation-changed': row.changes !== null || row.isNew }}>
      <div class="translation-side">
        <Show when={row.changes}>
          <Badge tone="warning">{t('languages.changed')}</Badge>
        </Show>
        <Show when={row.isNew}>
          <Badge tone="warning">{t('languages.new')}</Badge>
        </Show>
        <Original text={row.original} changes={row.changes} language={of.original.language} />
      </div>
      <TextArea
        name={`block-${at}`}
        label={t('languages.block', { number: at + 1 })}
        labelHidden
        optional
        error={of.mistakes.find((mistake) => mistake.at === at)?.text}
        rows={linesFor(row.original, row.text)}
        value={props.typed ?? row.text}
        {...written(of.params.language)}
      />
    </div>
  );
}

export function UnitPage(props: Translating & { again?: Again }): JSX.Element {
  const { t } = useView();
  const { params, original, rows, again } = props;
  const language = ownName(params.language);
  return (
    <div class="stack">
      <StudioHead {...props} current="translations" />
      <BackLink href={links.all(params)} label={t('languages.translations')} />
      <h2>
        <bdi lang={original.language}>{original.title}</bdi> <Icon name="arrow-right" />{' '}
        <span {...written(params.language)}>{language}</span>
      </h2>
      <Show when={props.begun && !props.marked}>
        <Callout>{t('languages.begun-here')}</Callout>
      </Show>
      <Show when={props.stale && props.marked}>
        <Callout tone="warning">{t('languages.stale-here')}</Callout>
      </Show>
      <Show when={props.mistakes.length > 0}>
        <Callout tone="danger" title={t('languages.mistakes')}>
          <ul>
            <For each={props.mistakes}>
              {({ text, at }) => (
                <li>
                  <Show when={at !== null}>
                    <a href={`#${fieldId(`block-${at}`)}`}>
                      {t('languages.block', { number: (at ?? 0) + 1 })}
                    </a>{' '}
                  </Show>
                  <span lang="en" dir="ltr">
                    {text}
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Callout>
      </Show>
      <p class="muted">{t('languages.how')}</p>
      <Form action={links.unit(params, params.language, params.unit)} problems={again?.problems}>
        <input type="hidden" name="base" value={props.base} />
        <div class="translation-row">
          <Original text={original.title} language={original.language} />
          <Field
            name="title"
            label={t('languages.title')}
            maxlength={500}
            value={again?.title ?? props.title}
            {...written(params.language)}
          />
        </div>
        <For each={rows}>
          {(row, at) => <RowFields row={row} at={at()} of={props} typed={again?.blocks[at()]} />}
        </For>
        <Checkbox name="done" label={t('languages.done')} hint={t('languages.done-hint')} />
        <FormActions>
          <Button>{t('languages.save')}</Button>
          <Show when={props.begun}>
            <ButtonLink look="plain" href={studioLinks.unit(params, `${params.unit}.${params.language}`)}>
              {t('languages.as-text')}
            </ButtonLink>
          </Show>
        </FormActions>
      </Form>
    </div>
  );
}
