/** What learner and staff say to each other about a submission. */
import { For, type JSX, Show } from 'solid-js';
import { Button } from '#ui/button.tsx';
import { Person } from '#ui/cover.tsx';
import { Checkbox, TextArea } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Badge } from '#ui/notice.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';

interface ShownMessage {
  id: string;
  author: string | null;
  byStaff: boolean;
  body: string;
  sentAt: Date;
}

interface TalkProps {
  messages: readonly ShownMessage[];
  action: string;
  hint: string;
  /** The learner may ask that the grade be looked at again. */
  mayAskRegrade?: boolean;
  regrade?: boolean;
  problems?: readonly Problem[];
  values?: FormValues;
}

export function Talk(props: TalkProps): JSX.Element {
  const { t } = useView();
  return (
    <section class="section talk" id="talk">
      <h2>
        {t('marking.talk')}{' '}
        <Show when={props.regrade}>
          <Badge tone="warning" icon="flag">
            {t('marking.regrade-asked')}
          </Badge>
        </Show>
      </h2>
      <Show when={props.messages.length > 0} fallback={<p class="muted">{t('marking.talk-empty')}</p>}>
        <ol class="messages">
          <For each={props.messages}>
            {(message) => (
              <li classList={{ 'from-staff': message.byStaff }} id={`message-${message.id}`}>
                <p class="message-head">
                  <Person name={message.author ?? t('marking.staff')} /> <Time at={message.sentAt} relative />
                </p>
                <p class="message-body" dir="auto" lang="">
                  {message.body}
                </p>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <Form action={props.action} problems={props.problems} values={props.values}>
        <TextArea name="body" label={t('marking.message')} hint={props.hint} rows={3} dir="auto" />
        <Show when={props.mayAskRegrade}>
          <Checkbox name="regrade" label={t('marking.ask-regrade')} hint={t('marking.ask-regrade-hint')} />
        </Show>
        <FormActions>
          <Button look="quiet" icon="message-square">
            {t('marking.send')}
          </Button>
        </FormActions>
      </Form>
    </section>
  );
}
