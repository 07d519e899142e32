/** A unit block by block, with what is said of each beside it. */
import { For, type JSX, Show } from 'solid-js';
import { ActivityPreview } from '#screens/studio/editor/index.ts';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { TextArea } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Html, WrittenIn } from '#ui/html.tsx';
import { BackLink } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import type { CommentedBlock, UnitComments } from '../service/comments.ts';
import { CommentView } from './comment.tsx';

export interface UnitCommentsProps extends UnitComments {
  /** A form that was refused. */
  again?: { form: string; problems: readonly Problem[]; values: FormValues };
}

function Say(props: { block: CommentedBlock; of: UnitCommentsProps }): JSX.Element {
  const { t } = useView();
  const { block, of } = props;
  const { line } = block;
  const again = of.again?.form === `line ${line}` ? of.again : undefined;
  return (
    <Disclosure
      summary={
        <>
          {t('together.say')} <span class="visually-hidden">{t('together.at-line', { line })}</span>
        </>
      }
      open={again !== undefined}
    >
      <Form
        action={studioLinks.unitComments(of.params, of.params.unit)}
        problems={again?.problems}
        values={again?.values}
      >
        <input type="hidden" name="revision" value={of.draft.revision} />
        <input type="hidden" name="line" value={line} />
        <TextArea name="body" id={`body-${line}`} label={t('together.comment')} rows={2} optional />
        <TextArea
          name="replacement"
          id={`replacement-${line}`}
          label={t('together.replacement')}
          hint={t('together.replacement-hint')}
          rows={Math.min(12, block.text.split('\n').length + 1)}
          value={block.text}
          dir="auto"
          optional
        />
        <FormActions>
          <Button size="small">{t('together.send')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

function Block(props: { block: CommentedBlock; of: UnitCommentsProps }): JSX.Element {
  const { t } = useView();
  const { block, of } = props;
  return (
    <section class="commented" aria-label={t('together.block-at', { line: block.line })}>
      <div class="commented-block">
        <Show when={block.activity} fallback={<Shown block={block} />}>
          {(activity) => <ActivityPreview activity={activity()} line={block.line} edit={null} />}
        </Show>
      </div>
      <div class="commented-said">
        <For each={block.comments}>{(comment) => <CommentView comment={comment} of={of} />}</For>
        <Say block={block} of={of} />
      </div>
    </section>
  );
}

/** What shows nothing by itself stands as it is written. */
function Shown(props: { block: CommentedBlock }): JSX.Element {
  return (
    <Show
      when={props.block.html}
      fallback={
        <pre class="commented-source" dir="auto" tabindex="0">
          {props.block.text}
        </pre>
      }
    >
      {(html) => <Html html={html()} />}
    </Show>
  );
}

export function UnitCommentsPage(props: UnitCommentsProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <StudioHead {...props} current="comments" />
      <BackLink href={studioLinks.unit(props.params, props.params.unit)} label={t('together.to-editor')} />
      <h2>{t('together.comments-on', { title: props.title })}</h2>
      <Show when={props.again?.form === 'outcome' && props.again}>
        {(again) => <ErrorSummary problems={again().problems} />}
      </Show>
      <Show when={props.orphans.length > 0}>
        <section class="stack" aria-labelledby="orphans">
          <h3 id="orphans">{t('together.orphans')}</h3>
          <p class="muted">{t('together.orphans-hint')}</p>
          <For each={props.orphans}>
            {(comment) => <CommentView comment={comment} of={props} showBlock />}
          </For>
        </section>
      </Show>
      <WrittenIn value={props.language}>
        <div class="commented-unit">
          <For each={props.blocks}>{(block) => <Block block={block} of={props} />}</For>
        </div>
      </WrittenIn>
      <Show when={props.settled.length > 0}>
        <Disclosure summary={t('together.settled', { count: props.settled.length })}>
          <div class="stack">
            <For each={props.settled}>
              {(comment) => <CommentView comment={comment} of={props} showBlock />}
            </For>
          </div>
        </Disclosure>
      </Show>
    </div>
  );
}
