/** What was handed in, with the comments at its places and the form for another one. */
import { type JSX, Show } from 'solid-js';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select, TextArea } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Html, WrittenIn } from '#ui/html.tsx';
import { Icon } from '#ui/icon.tsx';
import { enhance } from '#ui/island.tsx';
import { useView } from '#ui/view.tsx';
import { isPicture } from '../rules.ts';
import { PinnedAnswer } from './answer.tsx';
import type { TaskPageProps } from './task-props.ts';

const pinForm = 'pin-form';

function PinForm({ page, to, again }: TaskPageProps): JSX.Element {
  const { t } = useView();
  const { open, query } = page;
  const refused = again?.form === 'pin' ? again : null;
  const { files } = open.answer;
  const side = { type: 'number', min: '0', max: '100', step: 'any', optional: true } as const;
  return (
    <details class="disclosure" id={pinForm} open={refused !== null}>
      <summary>
        <Icon name="chevron-right" />
        {t('marking.pin-add')}
      </summary>
      <div class="disclosure-body">
        <Form
          action={to.pins(open.task.id, query)}
          problems={refused?.problems}
          values={refused?.values}
          improved={enhance('screens/marking/islands/pin-place', {})}
        >
          <p class="field-hint">{t('marking.pin-hint')}</p>
          <div class="row">
            <Field name="from" label={t('marking.pin-from')} type="number" min="1" optional />
            <Field name="to" label={t('marking.pin-to')} type="number" min="1" optional />
          </div>
          <Show when={files.length > 0}>
            <Select
              name="file"
              label={t('marking.pin-file')}
              optional
              blank={t('marking.pin-in-answer')}
              options={files.map(({ name }) => ({ value: name, label: name }))}
            />
            <Disclosure summary={t('marking.pin-region', { number: '' })} open={files.some(isPicture)}>
              <p class="field-hint">{t('marking.pin-region-hint')}</p>
              <div class="row">
                <Field name="page" label={t('marking.pin-page-number')} type="number" min="1" optional />
                <Field name="x" label={t('marking.pin-x')} {...side} />
                <Field name="y" label={t('marking.pin-y')} {...side} />
                <Field name="width" label={t('marking.pin-width')} {...side} />
                <Field name="height" label={t('marking.pin-height')} {...side} />
              </div>
            </Disclosure>
          </Show>
          <TextArea name="body" id="pin-body" label={t('marking.pin-body')} rows={2} dir="auto" />
          <FormActions>
            <Button look="quiet" icon="plus">
              {t('marking.pin-button')}
            </Button>
          </FormActions>
        </Form>
      </div>
    </details>
  );
}

export function Work(props: TaskPageProps): JSX.Element {
  const { t } = useView();
  const { page, to } = props;
  const { open, query, viewer, release } = page;
  const remove = (pin: { id: string; markerId?: string }) =>
    pin.markerId === viewer.id && (
      <Form action={to.removePin(open.task.id, pin.id, query)}>
        <Button look="plain" size="small" icon="trash-2">
          {t('marking.pin-remove')}
        </Button>
      </Form>
    );
  return (
    <section class="work" aria-labelledby="work-title">
      <h2 id="work-title">{t('marking.answer')}</h2>
      <WrittenIn value={release.course.language}>
        <Show when={open.activity.prompt}>
          <Disclosure summary={t('marking.question')}>
            <Html html={open.activity.prompt} />
          </Disclosure>
        </Show>
        <Show when={open.activity.solution}>
          {(solution) => (
            <Disclosure summary={t('marking.solution')}>
              <Html html={solution()} />
            </Disclosure>
          )}
        </Show>
      </WrittenIn>
      <PinnedAnswer
        answer={open.answer}
        pins={open.pins}
        action={remove}
        pinForm={open.part ? pinForm : undefined}
      />
      <Show when={open.part}>
        <PinForm {...props} />
      </Show>
    </section>
  );
}
