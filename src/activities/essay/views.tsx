import { type JSX, Show } from 'solid-js';
import { promptId } from '#activities/mark.tsx';
import { countWords } from '#lib/words.ts';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { learnerHtml } from '#modules/content/index.ts';
import { TextArea } from '#ui/field.tsx';
import { fieldId } from '#ui/field-id.ts';
import { enhance } from '#ui/island.tsx';
import { lengthAsked } from './rules.ts';
import { type EssayAnswer, type EssaySettings, longestEssay } from './settings.ts';

type Props = ActivityViewProps<EssaySettings, EssayAnswer>;

/** What the editor says; texts of islands are props. */
const editorTexts = (t: Props['t']) => ({
  toolbar: t('tasks.editor-toolbar'),
  bold: t('tasks.editor-bold'),
  italic: t('tasks.editor-italic'),
  heading: t('tasks.editor-heading'),
  list: t('tasks.editor-list'),
  numbers: t('tasks.editor-numbers'),
  quote: t('tasks.editor-quote'),
  code: t('tasks.editor-code'),
  link: t('tasks.editor-link'),
  preview: t('tasks.editor-preview'),
  write: t('tasks.editor-write'),
  failed: t('tasks.editor-preview-failed'),
  // The number is put in by the browser.
  words: t('tasks.essay-words', { count: '{count}' }),
});

/** The text as it reads; also how staff and reviewers see it. */
function Written(props: Props & { text: string }): JSX.Element {
  return (
    <article
      class="essay-text prose"
      dir="auto"
      aria-describedby={promptId(props.fieldName)}
      innerHTML={learnerHtml(props.text)}
    />
  );
}

function Editor(props: Props): JSX.Element {
  const { settings } = props.activity;
  const asked = lengthAsked(settings, props.t);
  const id = fieldId(props.fieldName('value'));
  const texts = editorTexts(props.t);
  const island = enhance('activities/essay/islands/editor', { texts, locale: props.locale });
  return (
    <div class="essay-editor" {...island}>
      <TextArea
        name={props.fieldName('value')}
        label={props.t('tasks.your-text')}
        hint={[asked, props.t('tasks.essay-markdown')].filter(Boolean).join(' ')}
        value={props.answer ?? undefined}
        rows={settings.lines}
        maxlength={longestEssay}
        placeholder={settings.placeholder ?? undefined}
        dir="auto"
      />
      <p class="essay-words muted" id={`${id}-words`} data-words>
        {props.t('tasks.essay-words', { count: String(countWords(props.answer ?? '')) })}
      </p>
    </div>
  );
}

export function EssayView(props: Props): JSX.Element {
  return (
    <div class="essay">
      <Show when={props.disabled} fallback={<Editor {...props} />}>
        <Show when={props.answer}>{(text) => <Written {...props} text={text()} />}</Show>
      </Show>
    </div>
  );
}
