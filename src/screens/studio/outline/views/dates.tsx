/** Dates as a course says them: a time of the clock on the wall, or a length after the learner's start. */
import { For, type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import { instantOf, isDuration, isWallTime } from '#lib/wall-time.ts';
import { durationText } from '#screens/learn/index.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Icon } from '#ui/icon.tsx';
import { formatTime } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { type DateName, type Dates, dateNames } from '../rules/course-file.ts';

export const dateLabels = (t: Translate): Record<DateName, string> => ({
  opens: t('times.opens'),
  due: t('times.due'),
  'late-until': t('times.late-until'),
  closes: t('times.closes'),
});

/** Course sources know no zone: the clock shows what was written. What is no date stands as it is. */
export function dateText(text: string, t: Translate, locale: string): string {
  if (isDuration(text)) return t('times.after-start', { duration: durationText(text, t) });
  return isWallTime(text) ? formatTime(instantOf(text, 'UTC'), 'datetime', locale, 'UTC') : text;
}

export function DateList(props: { dates: Dates }): JSX.Element {
  const { t, locale } = useView();
  const labels = dateLabels(t);
  const named = dateNames.flatMap((name) => {
    const text = props.dates[name];
    return text ? [`${labels[name]}: ${dateText(text, t, locale)}`] : [];
  });
  return (
    <Show when={named.length > 0}>
      <span class="studio-dates">
        <Icon name="calendar" /> {named.join(' · ')}
      </span>
    </Show>
  );
}

/** What is no time of a clock stands in the second field of a date. */
export const dateValues = (dates: Dates): Record<string, string> =>
  Object.fromEntries(
    dateNames.flatMap((name) => {
      const text = dates[name];
      if (!text) return [];
      return isWallTime(text) ? [[name, text.slice(0, 16)]] : [[`${name}-instead`, text]];
    }),
  );

/** Two fields a date: a clock, and below, folded, a length. The form around has their values and problems. */
export function DateFields(props: { open?: boolean }): JSX.Element {
  const { t } = useView();
  const labels = dateLabels(t);
  return (
    <>
      <div class="studio-date-fields">
        <For each={dateNames}>
          {(name) => <Field name={name} type="datetime-local" label={labels[name]} optional />}
        </For>
      </div>
      <Disclosure summary={t('outline.durations')} open={props.open}>
        <p class="muted">{t('outline.durations-hint')}</p>
        <div class="studio-date-fields">
          <For each={dateNames}>
            {(name) => (
              <Field
                name={`${name}-instead`}
                label={t('times.instead-of', { moment: labels[name] })}
                optional
                dir="ltr"
                autocomplete="off"
              />
            )}
          </For>
        </div>
      </Disclosure>
    </>
  );
}
