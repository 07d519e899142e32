import { For, type JSX, Show } from 'solid-js';
import type { Run } from '#modules/catalog/index.ts';
import type { Reply } from '#modules/marking/index.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox, TextArea } from '#ui/field.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { DeskLinks } from '../links.ts';
import { DeskHead } from './head.tsx';

export interface RepliesPageProps {
  run: Run;
  replies: readonly Reply[];
  viewerId: string;
  to: DeskLinks;
  problems?: readonly Problem[];
}

export function RepliesPage(props: RepliesPageProps): JSX.Element {
  const { t } = useView();
  const { to } = props;
  return (
    <>
      <DeskHead
        run={props.run}
        title={t('marking.replies')}
        lead={t('marking.replies-lead')}
        above={[{ href: to.desk(), label: t('marking.title') }]}
      />
      <Show
        when={props.replies.length > 0}
        fallback={
          <EmptyState icon="message-square" title={t('marking.replies-empty')}>
            {t('marking.replies-empty-text')}
          </EmptyState>
        }
      >
        <ul class="replies">
          <For each={props.replies}>
            {(reply) => (
              <li>
                <p dir="auto">{reply.body}</p>
                <div class="row">
                  <Show when={reply.shared}>
                    <Badge icon="users">{t('marking.reply-shared')}</Badge>
                  </Show>
                  <Show when={reply.personId === props.viewerId}>
                    <Form action={to.removeReply(reply.id)}>
                      <Button
                        look="plain"
                        size="small"
                        icon="trash-2"
                        aria-label={t('marking.reply-remove-name', { text: reply.body.slice(0, 40) })}
                      >
                        {t('marking.reply-remove')}
                      </Button>
                    </Form>
                  </Show>
                </div>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <section class="section">
        <h2>{t('marking.reply-new')}</h2>
        <Form action={to.replies} problems={props.problems}>
          <TextArea name="body" label={t('marking.reply-body')} rows={3} dir="auto" />
          <Checkbox name="shared" label={t('marking.reply-shared')} />
          <FormActions>
            <Button>{t('marking.save')}</Button>
          </FormActions>
        </Form>
      </section>
    </>
  );
}
