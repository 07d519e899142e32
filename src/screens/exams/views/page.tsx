import { For, type JSX, Show } from 'solid-js';
import { LanguageMenu } from '#screens/languages/index.ts';
import { Button } from '#ui/button.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Icon } from '#ui/icon.tsx';
import { enhance } from '#ui/island.tsx';
import { Kept } from '#ui/kept.tsx';
import { useView } from '#ui/view.tsx';
import type { ExamLinks } from '../links.ts';
import { drawnWith, type PlacedQuestion, placesOf, seedOfQuestion } from '../rules.ts';
import type { QuestionPage } from '../service/taking.ts';
import { Clock, QuestionCard } from './facts.tsx';

type PageProps = QuestionPage & { links: ExamLinks };

/** The questions by number: those that may be opened are buttons, so that nothing typed is lost on the way. */
function QuestionList(props: { places: PlacedQuestion[]; page: number }): JSX.Element {
  const { t } = useView();
  return (
    <nav class="exam-questions" aria-label={t('exams.questions')}>
      <ol>
        <For each={props.places}>
          {(place) => (
            <li>
              <button
                type="submit"
                name="go"
                value={String(place.page)}
                disabled={!place.open}
                aria-current={place.page === props.page ? 'step' : undefined}
                aria-label={t(place.answered ? 'exams.question-answered' : 'exams.question-open', {
                  number: place.number,
                })}
              >
                {place.number}
                <Show when={place.answered}>
                  <Icon name="check" />
                </Show>
              </button>
            </li>
          )}
        </For>
      </ol>
    </nav>
  );
}

function Actions(props: PageProps): JSX.Element {
  const { t } = useView();
  const { page, pages, paper } = props;
  const last = page === pages.length;
  return (
    <FormActions>
      <Button name="go" value={last ? 'summary' : 'next'} iconEnd="arrow-right">
        {t(last ? 'exams.to-summary' : 'exams.next')}
      </Button>
      <Show when={page > 1 && paper.exam.navigation !== 'one-way'}>
        <Button name="go" value="previous" look="quiet" icon="arrow-left">
          {t('exams.previous')}
        </Button>
      </Show>
      <Button name="go" value="stay" look="plain" icon="save">
        {t('exams.save')}
      </Button>
      <p class="form-status muted" role="status" />
    </FormActions>
  );
}

/** One page of questions; all of it is one form. */
export function QuestionsPage(props: PageProps): JSX.Element {
  const { t, person, links: site } = useView();
  const { sitting, paper, page, pages, keys, links, release } = props;
  const places = placesOf(props);
  const numbers = new Map(places.map(({ key, number }) => [key, number]));
  const going = places.map((place) => `${place.page}${place.open ? 'o' : ''}${place.answered ? 'a' : ''}`);
  const { language } = release.course;
  const action = links.page(sitting.number, page);
  const last = page === pages.length;
  return (
    <div class="exam">
      <header class="exam-bar">
        <Kept of={`exam-title ${sitting.releaseId} ${language} ${pages.length} ${action}`}>
          {() => (
            <div>
              <h1 class="exam-title" lang={paper.language ?? language}>
                {paper.title}
              </h1>
              <Show when={pages.length > 1}>
                <p class="muted">{t('exams.page', { page, pages: pages.length })}</p>
              </Show>
            </div>
          )}
        </Kept>
        <Show when={sitting.endsAt}>{(endsAt) => <Clock endsAt={endsAt()} now={props.now} />}</Show>
      </header>
      <Form
        action={action}
        improved={enhance('screens/exams/islands/answers', {
          learnerId: person?.id ?? '',
          version: sitting.version,
          finishUrl: links.finish(sitting.number),
          unitUrl: links.unit,
          reviewUrl: links.review(sitting.number),
          signIn: { href: site.signIn.split('?')[0], label: t('ui.sign-in') },
          texts: {
            saving: t('exams.saving'),
            saved: t('exams.saved'),
            waiting: t('exams.waiting'),
            over: t('exams.handing-in'),
            signedOut: t('exams.signed-out'),
          },
        })}
      >
        <input type="hidden" name="drawn" value={drawnWith(keys, sitting.answers)} />
        <Kept of={`exam-languages ${sitting.releaseId} ${language} ${action}`}>
          {() => (
            <>
              {/* Enter in a field presses the first button: it goes on, and changes no language. */}
              <button type="submit" name="go" value={last ? 'summary' : 'next'} hidden tabindex="-1" />
              <LanguageMenu
                languages={release.course.languages}
                current={language}
                href={action}
                sends={{ name: 'go', value: (chosen) => `in-${chosen}` }}
              />
            </>
          )}
        </Kept>
        <div class="exam-page">
          <For each={keys}>
            {(key) => {
              const question = paper.questions.get(key);
              return question ? (
                <QuestionCard
                  question={question}
                  number={numbers.get(key) ?? 0}
                  answer={sitting.answers[key]}
                  seed={seedOfQuestion(question.activity, sitting)}
                  releaseId={`${sitting.releaseId} ${language}`}
                  language={question.activity.language ?? language}
                />
              ) : null;
            }}
          </For>
        </div>
        <Kept of={`exam-actions ${page} ${paper.exam.navigation} ${going}`}>
          {() => (
            <>
              <Actions {...props} />
              <Show when={pages.length > 1}>
                <QuestionList places={places} page={page} />
              </Show>
            </>
          )}
        </Kept>
      </Form>
    </div>
  );
}
