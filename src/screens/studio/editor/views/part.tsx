/** The rows of one part of an activity: options, hints, tests. Rows come and go by buttons that send the form. */
import { For, type JSX, Show } from 'solid-js';
import { clockOfDuration } from '#lib/clock-time.ts';
import type { AssetUse, AuthorField, AuthorPart } from '#modules/content/contract.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Checkbox, Field, Select, TextArea } from '#ui/field.tsx';
import { FieldGroup } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { isNeeded, isSingle } from '../rules/activity-fields.ts';
import type { ActivityValues } from '../rules/activity-source.ts';
import type { Row } from '../rules/attributes.ts';
import { fieldHint, fieldLabel, partLabel, wordLabel } from './labels.ts';
import { MomentControl } from './moment.tsx';

/** Of the `datalist` with the course's files for such a field. */
export const assetList = (use: AssetUse) => `assets-${use}`;

interface ControlProps {
  name: string;
  field: AuthorField;
  value: string;
  /** Of the activity: they may say what the field does not. */
  values?: ActivityValues;
}

export function AuthorControl(props: ControlProps): JSX.Element {
  const { t } = useView();
  const { name, field, value } = props;
  const label = fieldLabel(t, field.name);
  const hint = field.kind === 'asset' ? t(`editor.hint-asset-${field.use}`) : fieldHint(t, field.name);
  const optional = !isNeeded(field, props.values);
  if (field.kind === 'flag')
    return <Checkbox name={name} label={label} hint={hint} checked={value === 'true'} />;
  if (field.kind === 'word') {
    // A word that means nothing stays until the author chooses another.
    const words = [...new Set([...field.words, ...(value ? [value] : [])])].map((word) => ({
      ...{ value: word, label: wordLabel(t, word) },
    }));
    return (
      <Select
        name={name}
        label={label}
        hint={hint}
        value={value}
        blank={optional ? t('editor.as-usual') : undefined}
        options={words}
        optional={optional}
      />
    );
  }
  if (field.kind === 'moment') {
    const blank = t('editor.as-usual');
    return <MomentControl name={name} label={label} value={value} words={field.words} blank={blank} />;
  }
  return (
    <Field
      name={name}
      label={label}
      hint={hint}
      value={field.kind === 'length' ? clockOfDuration(value) : value}
      inputmode={field.kind === 'number' ? 'decimal' : undefined}
      list={field.kind === 'asset' ? assetList(field.use) : undefined}
      dir={field.kind === 'asset' || field.kind === 'length' ? 'ltr' : 'auto'}
      optional={optional}
    />
  );
}

interface RowProps {
  part: AuthorPart;
  row: Row;
  /** `part.options.0`. */
  at: string;
  /** Row 0 of a table: it names the columns. */
  isHead: boolean;
  /** Of the program, where the part holds its files. */
  language: string;
}

function Controls(props: RowProps): JSX.Element {
  const { t } = useView();
  const { part, row, at } = props;
  const text = (name: string, label: string, rows = 1, optional = true) => (
    <TextArea
      name={`${at}.${name}`}
      label={label}
      value={`\n${row[name] ?? ''}`}
      rows={rows}
      dir="auto"
      optional={optional}
    />
  );
  const line = (name: string, label: string, optional = true) => (
    <Field name={`${at}.${name}`} label={label} value={row[name] ?? ''} dir="auto" optional={optional} />
  );
  const fields = (list: readonly AuthorField[]) => (
    <div class="row-fields fields-abreast">
      <For each={list}>
        {(field) => (
          <AuthorControl name={`${at}.${field.name}`} field={field} value={row[field.name] ?? ''} />
        )}
      </For>
    </div>
  );
  if (part.kind === 'list')
    return (
      <>
        {text('text', t('editor.row-text'), 1, false)}
        <Show when={part.list === 'boxes'}>
          <Checkbox name={`${at}.checked`} label={t('editor.row-right')} checked={row.checked === 'true'} />
        </Show>
        <Show when={part.feedback}>{text('feedback', t('editor.row-feedback'))}</Show>
        <Disclosure summary={t('editor.row-more')} open={Boolean(row.id || row.value)}>
          <div class="row-fields fields-abreast">
            <Show when={part.value}>{line('value', t('editor.row-value'))}</Show>
            {line('id', t('editor.row-id'))}
          </div>
        </Disclosure>
      </>
    );
  if (part.kind === 'pairs')
    return (
      <div class="row-fields fields-abreast">
        {line('left', t(props.isHead ? 'editor.row-head-left' : 'editor.row-left'))}
        {line('right', t(props.isHead ? 'editor.row-head-right' : 'editor.row-right-side'), props.isHead)}
      </div>
    );
  if (part.kind === 'leaves')
    return (
      <>
        {fields(part.fields)}
        <Show when={part.label}>
          {text('caption', t(`editor.row-caption-${part.name === 'case' ? 'name' : 'feedback'}`))}
        </Show>
      </>
    );
  if (part.kind === 'fences') {
    const other = row.language === props.language ? '' : (row.language ?? '');
    return (
      <>
        <Select
          name={`${at}.role`}
          label={t('editor.row-role')}
          value={row.role}
          options={part.roles.map((role) => ({ value: role, label: wordLabel(t, role) }))}
        />
        {fields(part.fields)}
        {text('content', t('editor.row-content'), 8, row.role === 'starter')}
        <Disclosure summary={t('editor.row-more')} open={other !== ''}>
          <Field
            name={`${at}.language`}
            label={t('editor.row-language')}
            hint={t('editor.row-language-hint')}
            value={other}
            dir="ltr"
            optional
          />
        </Disclosure>
      </>
    );
  }
  return (
    <>
      <Show when={part.keyed}>{line('id', t('editor.row-key'), false)}</Show>
      <Show when={part.fields.length > 0}>{fields(part.fields)}</Show>
      {text('body', t('editor.row-body'), 4, part.fields.length > 0 && !part.keyed)}
    </>
  );
}

export function PartRows(props: { part: AuthorPart; rows: readonly Row[]; language: string }): JSX.Element {
  const { t } = useView();
  const { part, rows } = props;
  const name = partLabel(t, part.name);
  const isHead = (at: number) => part.kind === 'pairs' && at === 0;
  const titleOf = (at: number) =>
    isHead(at)
      ? t('editor.row-head')
      : t('editor.row', { part: name, number: part.kind === 'pairs' ? at : at + 1 });
  const press = (what: string, at: number, icon: 'arrow-up' | 'arrow-down' | 'trash-2') => (
    <Button look="plain" size="small" icon={icon} iconOnly name="go" value={`${what}:${part.name}:${at}`}>
      {t(`editor.row-${what as 'up' | 'down' | 'remove'}`, { row: titleOf(at) })}
    </Button>
  );
  const first = part.kind === 'pairs' ? 1 : 0;
  return (
    <FieldGroup legend={name} hint={fieldHint(t, `part-${part.name}`)}>
      <For each={rows}>
        {(row, index) => (
          <fieldset class="author-row" id={`part-${part.name}-${index()}`}>
            <legend>{titleOf(index())}</legend>
            <Controls
              part={part}
              row={row}
              at={`part.${part.name}.${index()}`}
              isHead={isHead(index())}
              language={props.language}
            />
            <Show when={!isHead(index())}>
              <div class="author-row-buttons">
                <Show when={index() > first}>{press('up', index(), 'arrow-up')}</Show>
                <Show when={index() < rows.length - 1}>{press('down', index(), 'arrow-down')}</Show>
                {press('remove', index(), 'trash-2')}
              </div>
            </Show>
          </fieldset>
        )}
      </For>
      <Show when={!(isSingle(part) && rows.length > 0)}>
        <Button look="quiet" size="small" icon="plus" name="go" value={`add:${part.name}`}>
          {t('editor.row-add', { part: name })}
        </Button>
      </Show>
    </FieldGroup>
  );
}
