/** Two versions of the same lines, side by side. Nothing was saved; what was typed is all here. */
import { For, type JSX, Show } from 'solid-js';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { RadioGroup, TextArea } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { OpenUnit } from '../service/open-unit.ts';
import type { Conflict } from '../service/save-unit.ts';

const choices = ['mine', 'theirs', 'both', 'own'] as const;

/** So many lines that stand around a clash show where it is. */
const around = 3;

function Context(props: { text: string; end: 'first' | 'last' }): JSX.Element {
  const lines = () => {
    const all = props.text.replace(/\n$/, '').split('\n');
    return (props.end === 'first' ? all.slice(0, around) : all.slice(-around)).join('\n').trim();
  };
  return (
    <Show when={lines()}>
      <pre class="conflict-around" dir="auto">
        {lines()}
      </pre>
    </Show>
  );
}

function Side(props: { title: string; text: string }): JSX.Element {
  const { t } = useView();
  return (
    <section class="conflict-side">
      <h3>{props.title}</h3>
      <Show when={props.text.trim()} fallback={<p class="muted">{t('editor.conflict-nothing')}</p>}>
        {/* The keyboard scrolls it. */}
        <pre dir="auto" tabindex="0">
          {props.text}
        </pre>
      </Show>
    </section>
  );
}

export function ConflictPage(props: { open: OpenUnit; conflict: Conflict }): JSX.Element {
  const { t } = useView();
  const { open, conflict } = props;
  const { params } = open;
  const { parts } = conflict;
  const textAt = (at: number) => {
    const part = parts[at];
    return typeof part === 'string' ? part : '';
  };
  const clashes = parts.flatMap((part, at) => (typeof part === 'string' ? [] : [{ part, at }]));
  return (
    <div class="stack">
      <StudioHead {...open} current="outline" />
      <Callout tone="warning" title={t('editor.conflict-title')}>
        <p>{t('editor.conflict-text', { count: clashes.length })}</p>
      </Callout>
      <Form action={`${studioLinks.unit(params, params.unit)}/resolutions`}>
        <input type="hidden" name="base" value={conflict.base} />
        <input type="hidden" name="theirs" value={conflict.theirs} />
        {/* A text area keeps every line as it is. */}
        <div hidden>
          <textarea name="mine" aria-label={t('editor.mine')}>{`\n${conflict.mine}`}</textarea>
        </div>
        <For each={clashes}>
          {({ part, at }, index) => (
            <FieldGroup legend={t('editor.clash', { number: index() + 1, total: clashes.length })}>
              <Context text={textAt(at - 1)} end="last" />
              <div class="conflict-sides">
                <Side title={t('editor.mine')} text={part.mine} />
                <Side title={t('editor.theirs')} text={part.theirs} />
              </div>
              <Context text={textAt(at + 1)} end="first" />
              <RadioGroup
                name={`choice.${index()}`}
                label={t('editor.choose')}
                value="mine"
                options={choices.map((choice) => ({ value: choice, label: t(`editor.choose-${choice}`) }))}
              />
              <TextArea
                name={`text.${index()}`}
                label={t('editor.own-text')}
                value={`\n${part.mine}`}
                rows={Math.min(12, part.mine.split('\n').length + 2)}
                dir="auto"
                optional
              />
            </FieldGroup>
          )}
        </For>
        <FormActions>
          <Button icon="save">{t('editor.save-resolution')}</Button>
        </FormActions>
      </Form>
    </div>
  );
}
