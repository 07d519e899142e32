/** The front matter of a unit as fields. */
import { For, type JSX, Show } from 'solid-js';
import type { UnitDraft } from '#modules/content/index.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Checkbox, Field, Select, TextArea } from '#ui/field.tsx';
import { FieldGroup } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { attributionFields, examFields, type FrontFields } from '../rules/unit-file.ts';
import { fieldHint, fieldLabel, wordLabel } from './labels.ts';

const dates = ['opens', 'due', 'late-until', 'closes'] as const;
const licenses = [
  'CC-BY-4.0',
  'CC-BY-SA-4.0',
  'CC-BY-NC-4.0',
  'CC-BY-NC-SA-4.0',
  'CC0-1.0',
  'all-rights-reserved',
];

/** Fields of an exam that are words of a list; the others are numbers, or words that stand for some. */
const examWords: Partial<Record<(typeof examFields)[number], readonly string[]>> = {
  order: ['fixed', 'shuffled'],
  navigation: ['in-order', 'one-way', 'free'],
};

interface FrontProps {
  fields: FrontFields;
  draft: UnitDraft | null;
}

function Category(props: FrontProps): JSX.Element {
  const { t } = useView();
  const known = props.draft?.course.grading?.categories ?? [];
  const value = props.fields.category ?? '';
  const strange = value !== '' && !known.some(({ key }) => key === value);
  const options = [
    ...known.map(({ key, title }) => ({ value: key, label: title })),
    ...(strange ? [{ value, label: value }] : []),
  ];
  return (
    <Show when={options.length > 0}>
      <Select
        name="category"
        label={fieldLabel(t, 'category')}
        hint={fieldHint(t, 'category')}
        blank={t('editor.practice')}
        value={value}
        options={options}
        optional
      />
    </Show>
  );
}

function ExamFields(props: FrontProps): JSX.Element {
  const { t } = useView();
  const value = (name: string) => props.fields[`exam.${name}`] ?? '';
  return (
    <FieldGroup legend={t('editor.exam')} hint={t('editor.exam-hint')}>
      <Checkbox name="exam" label={t('editor.is-exam')} checked={props.fields.exam === 'true'} />
      <For each={examFields}>
        {(name) => (
          <Show
            when={examWords[name]}
            fallback={
              <Field
                name={`exam.${name}`}
                label={fieldLabel(t, `exam-${name}`)}
                hint={fieldHint(t, `exam-${name}`)}
                value={value(name)}
                optional
              />
            }
          >
            {(words) => (
              <Select
                name={`exam.${name}`}
                label={fieldLabel(t, `exam-${name}`)}
                value={value(name)}
                blank={t('editor.as-usual')}
                options={words().map((word) => ({ value: word, label: wordLabel(t, word) }))}
                optional
              />
            )}
          </Show>
        )}
      </For>
    </FieldGroup>
  );
}

export function FrontMatter(props: FrontProps): JSX.Element {
  const { t } = useView();
  const text = (name: string, hint?: string) => (
    <Field
      name={name}
      label={fieldLabel(t, name.replace('.', '-'))}
      hint={hint ?? fieldHint(t, name.replace('.', '-'))}
      value={props.fields[name] ?? ''}
      optional={name !== 'title'}
      dir="auto"
      maxlength={500}
    />
  );
  return (
    <>
      {text('title')}
      <Disclosure summary={t('editor.front-more')}>
        <div class="stack">
          <Category {...props} />
          <FieldGroup legend={t('editor.license-group')} hint={t('editor.license-hint')}>
            <Select
              name="license"
              label={fieldLabel(t, 'license')}
              blank={t('editor.as-course')}
              value={props.fields.license ?? ''}
              options={[...new Set([...licenses, props.fields.license ?? ''])]
                .filter(Boolean)
                .map((id) => ({ value: id, label: id }))}
              optional
            />
            <For each={attributionFields}>{(name) => text(`attribution.${name}`)}</For>
          </FieldGroup>
          <FieldGroup legend={t('editor.dates-group')} hint={t('editor.dates-hint')}>
            <For each={dates}>{(name) => text(name)}</For>
          </FieldGroup>
          <ExamFields {...props} />
        </div>
      </Disclosure>
    </>
  );
}

/** Where the front matter cannot be read it is written as it stands. */
export function BrokenFront(props: { head: string }): JSX.Element {
  const { t } = useView();
  return (
    <TextArea
      name="head"
      label={t('editor.head')}
      hint={t('editor.head-hint')}
      value={`\n${props.head}`}
      rows={8}
      dir="ltr"
      spellcheck={false}
    />
  );
}
