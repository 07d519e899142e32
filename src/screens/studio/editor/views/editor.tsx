/** The unit editor: a text and its preview side by side. All of it works as a form; a script makes it comfortable. */
import { type JSX, Show } from 'solid-js';
import type { UnitEvidence } from '#modules/analytics/index.ts';
import { isLockedFile } from '#modules/content/index.ts';
import { EvidenceLine } from '#screens/studio/evidence/index.ts';
import { LockNote, StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { enhance } from '#ui/island.tsx';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { type FrontFields, frontFields, linesIn, splitFile } from '../rules/unit-file.ts';
import type { Looked, OpenUnit } from '../service/open-unit.ts';
import { EditorBar } from './bar.tsx';
import { BrokenFront, FrontMatter } from './front.tsx';
import { islandTexts } from './island-texts.ts';
import { PictureDialog } from './picture.tsx';
import { UnitPreview } from './preview.tsx';
import { RemarkList, remarksOf } from './problems.tsx';

export interface EditorProps {
  open: OpenUnit;
  looked: Looked;
  /** What is in the text box: the draft's text, or what was typed. */
  text: string;
  base: number;
  /** As they were typed; else those of the text. */
  fields?: FrontFields;
  problems?: readonly Problem[];
  /** It is not what the draft has. */
  unsaved?: boolean;
}

/** An activity that has a form is edited there. */
const editLink =
  ({ open }: EditorProps, hasForm: (type: string) => boolean) =>
  (activity: { key: string; type: string }) =>
    hasForm(activity.type)
      ? `${studioLinks.unitActivities(open.params, open.params.unit)}/${encodeURIComponent(activity.key)}`
      : null;

function Write(props: EditorProps): JSX.Element {
  const { t } = useView();
  const { head, body } = splitFile(props.text);
  const fields = props.fields ?? frontFields(head);
  return (
    <>
      <input type="hidden" name="base" value={props.base} />
      <Show when={fields} fallback={<BrokenFront head={head} />}>
        {(known) => (
          <>
            {/* What the fields do not show of it (comments, order) stays as it is. */}
            <input type="hidden" name="head" value={head} />
            <FrontMatter fields={known()} draft={props.looked.draft} />
          </>
        )}
      </Show>
      <div class="field editor-text">
        <label for="editor-body">{t('editor.text')}</label>
        <p class="field-hint" id="editor-body-hint">
          {t('editor.text-hint')}
        </p>
        {/* The first line break after the tag is not part of the text. */}
        <textarea
          id="editor-body"
          name="body"
          rows={28}
          dir="auto"
          lang={props.looked.draft?.course.language}
          spellcheck={true}
          aria-describedby="editor-body-hint"
        >{`\n${body}`}</textarea>
      </div>
    </>
  );
}

/** Somebody else decides on it: it is read, with all that stands in its file. */
function Locked(props: EditorProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="field editor-text">
      <label for="editor-body">{t('editor.text')}</label>
      <textarea
        id="editor-body"
        rows={28}
        dir="auto"
        lang={props.looked.draft?.course.language}
        readonly
      >{`\n${props.text}`}</textarea>
    </div>
  );
}

/** What is known of a question from those who answered it; nothing of one that nobody has seen. */
const evidenceOf =
  ({ open, evidence }: BesideProps) =>
  ({ key }: { key: string }) => {
    const known = evidence?.blocks.find(({ block }) => block.kind === 'activity' && block.key === key);
    if (!known || known.learners === null) return null;
    const href = `${studioLinks.unitEvidence(open.params, open.params.unit)}#evidence-${key}`;
    return <EvidenceLine evidence={known} href={href} />;
  };

type BesideProps = EditorProps & { evidence: UnitEvidence | null };

export function EditorPage(props: BesideProps & { hasForm(type: string): boolean }): JSX.Element {
  const view = useView();
  const { t } = view;
  const { open, looked, text } = props;
  const { params } = open;
  const locked = isLockedFile(open.lock, open.file);
  const { head } = splitFile(text);
  const skipped = linesIn(head);
  const remarks = remarksOf(
    { problems: looked.draft?.problems ?? [], findings: looked.findings },
    t,
    text,
    skipped,
  );
  const preview = studioLinks.unitPreview(params, params.unit);
  return (
    <div class="stack editor-page">
      <StudioHead {...open} current="outline" />
      <LockNote of={open} here={[]} file={open.file} />
      <EditorBar open={open} locked={locked} />
      <Show when={props.unsaved}>
        <Callout tone="warning">
          <p>{t('editor.unsaved')}</p>
        </Callout>
      </Show>
      <div class="editor-panes">
        <Show when={!locked} fallback={<Locked {...props} />}>
          <Form
            action={studioLinks.unit(params, params.unit)}
            problems={props.problems}
            improved={enhance('screens/studio/editor/islands/unit-editor', {
              preview,
              pictures: `/api/v1${studioLinks.unit(params, params.unit)}/pictures`,
              save: `/api/v1${studioLinks.unit(params, params.unit)}`,
              unit: studioLinks.unit(params, params.unit),
              activities: studioLinks.unitActivities(params, params.unit),
              skipped,
              texts: islandTexts(t),
            })}
          >
            <Write {...props} />
            <FormActions>
              <Button icon="save" data-save>
                {t('editor.save')}
              </Button>
              <Button look="quiet" icon="eye" formaction={preview} data-preview-button>
                {t('editor.preview')}
              </Button>
              <p class="form-status muted" role="status" data-status />
            </FormActions>
          </Form>
        </Show>
        <div class="editor-preview">
          <div class="editor-preview-bar">
            <h2 id="preview-heading">{t('editor.preview')}</h2>
            <span class="editor-looks" data-looks />
          </div>
          {/* The keyboard scrolls it. */}
          <section
            class="editor-preview-page"
            id="unit-preview"
            tabindex="0"
            aria-labelledby="preview-heading"
          >
            <Show when={looked.draft} fallback={<p>{t('editor.course-broken')}</p>}>
              {(draft) => (
                <UnitPreview
                  draft={draft()}
                  links={{
                    edit: locked ? () => null : editLink(props, props.hasForm),
                    beside: evidenceOf(props),
                  }}
                />
              )}
            </Show>
          </section>
        </div>
      </div>
      <section aria-labelledby="remarks-heading">
        <h2 id="remarks-heading">{t('editor.remarks')}</h2>
        <RemarkList remarks={remarks} />
      </section>
      <Show when={!locked}>
        <PictureDialog params={params} />
      </Show>
    </div>
  );
}
