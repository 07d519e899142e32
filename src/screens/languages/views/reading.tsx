import { For, type JSX, Show } from 'solid-js';
import { directionOfText } from '#ui/html.tsx';
import { Icon } from '#ui/icon.tsx';
import { useView } from '#ui/view.tsx';
import { inLanguageHref, ownName } from '../rules/names.ts';

/** A page of a course, and the languages it can be read in. */
export interface CourseReading {
  /** Absent: there is no choice. */
  languages: readonly string[] | undefined;
  current: string;
  /** What the course was written in. */
  original: string;
  /** Of the page. */
  href: string;
}

/**
 * The languages of a course, each by its own name: plain links to the same page; within a form that `sends` them, buttons,
 * so that nothing typed is lost on the way.
 */
export function LanguageMenu(
  props: Pick<CourseReading, 'languages' | 'current' | 'href'> & {
    sends?: { name: string; value(language: string): string };
  },
): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.languages}>
      {(languages) => (
        <nav class="course-languages" aria-label={t('languages.menu')}>
          <Icon name="languages" />
          <ul>
            <For each={languages()}>
              {(language) => {
                const said = {
                  'aria-current': language === props.current ? ('true' as const) : undefined,
                  lang: language,
                  dir: directionOfText(language),
                };
                return (
                  <li>
                    <Show
                      when={props.sends}
                      fallback={
                        <a
                          href={inLanguageHref(props.href, language)}
                          hreflang={language}
                          rel="nofollow"
                          {...said}
                        >
                          {ownName(language)}
                        </a>
                      }
                    >
                      {(sends) => (
                        <button type="submit" name={sends().name} value={sends().value(language)} {...said}>
                          {ownName(language)}
                        </button>
                      )}
                    </Show>
                  </li>
                );
              }}
            </For>
          </ul>
        </nav>
      )}
    </Show>
  );
}

/** That what follows is not as the reader asked, or no longer as the original says. */
export function TranslationNote(props: {
  /** What the course is read in, and what this is written in. */
  reading: string;
  language: string | undefined;
  stale: boolean | undefined;
  /** What it was translated of. */
  original: string;
  href: string;
}): JSX.Element {
  const { t } = useView();
  return (
    <>
      <Show when={props.language !== undefined && props.language !== props.reading}>
        <p class="translation-note muted">
          <Icon name="languages" /> {t('languages.not-translated', { language: ownName(props.reading) })}
        </p>
      </Show>
      <Show when={props.stale}>
        <p class="translation-note muted">
          <Icon name="languages" /> {t('languages.stale')}{' '}
          <a href={inLanguageHref(props.href, props.original)} hreflang={props.original} rel="nofollow">
            {t('languages.read-original', { language: ownName(props.original) })}
          </a>
        </p>
      </Show>
    </>
  );
}
