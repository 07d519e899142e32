import { type JSX, Show } from 'solid-js';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Kept } from '#ui/kept.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { PageHeader } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import type { ExamLinks } from '../links.ts';
import type { Summary } from '../service/taking.ts';
import { Clock } from './facts.tsx';

/** Before handing in: what is answered, what is not, and the way back to it. */
export function SummaryPage(props: Summary & { links: ExamLinks }): JSX.Element {
  const { t } = useView();
  const { sitting, paper, lines, links } = props;
  const missing = lines.filter(({ answered }) => !answered).length;
  return (
    <div class="stack exam">
      <PageHeader title={t('exams.summary-title')} kicker={<bdi>{paper.title}</bdi>} />
      <Show when={sitting.endsAt}>{(endsAt) => <Clock endsAt={endsAt()} now={props.now} />}</Show>
      <Kept of={`exam-answered ${missing} ${lines.length}`}>
        {() => (
          <Callout tone={missing > 0 ? 'warning' : 'success'}>
            {t('exams.answered-count', { answered: lines.length - missing, questions: lines.length })}
          </Callout>
        )}
      </Kept>
      <DataTable
        caption={t('exams.questions')}
        captionHidden
        rows={lines}
        columns={[
          {
            header: t('exams.question'),
            rowHeader: true,
            cell: ({ number, title, open, page, key }) => {
              const text = (
                <>
                  {t('learn.question', { number })}
                  <Show when={title}>
                    {' · '}
                    <bdi>{title}</bdi>
                  </Show>
                </>
              );
              return open ? <a href={`${links.page(sitting.number, page)}#${key}`}>{text}</a> : text;
            },
          },
          {
            header: t('exams.state'),
            cell: ({ answered, problem }) => (
              <>
                <Badge
                  tone={problem ? 'warning' : answered ? 'success' : 'neutral'}
                  icon={problem ? 'triangle-alert' : answered ? 'check' : 'minus'}
                >
                  {t(problem ? 'exams.unreadable' : answered ? 'exams.answered' : 'exams.not-answered')}
                </Badge>
                <Show when={problem}>
                  {' '}
                  <small>{problem}</small>
                </Show>
              </>
            ),
          },
        ]}
      />
      <Kept of={`exam-finish ${links.finish(sitting.number)} ${props.resume}`}>
        {() => (
          <>
            <p>{t('exams.finish-text')}</p>
            <Form action={links.finish(sitting.number)}>
              <FormActions>
                <Button icon="check">{t('exams.finish')}</Button>
                <ButtonLink href={links.page(sitting.number, props.resume)} look="quiet" icon="arrow-left">
                  {t('exams.back-to-questions')}
                </ButtonLink>
              </FormActions>
            </Form>
          </>
        )}
      </Kept>
    </div>
  );
}
