/** What is wrong with a unit, and what readers may stumble over, by line: the mistakes first. */
import { For, type JSX, Show } from 'solid-js';
import type { SourceProblem } from '#modules/content/index.ts';
import { type Finding, findingText } from '#screens/studio/quality/index.ts';
import { Icon } from '#ui/icon.tsx';
import type { IconName } from '#ui/icons.ts';
import { useView } from '#ui/view.tsx';

type Severity = 'error' | 'warning' | 'advice';

export interface Remark {
  severity: Severity;
  /** Of the text box; null: of the unit as a whole, or of its front matter. */
  line: number | null;
  message: string;
  remedy: string;
  /** The line itself, so that it is found without numbers. */
  quote: string;
  /** The compiler speaks English. */
  english: boolean;
}

const ranks: readonly Severity[] = ['error', 'warning', 'advice'];
const icons: Record<Severity, IconName> = {
  error: 'circle-x',
  warning: 'triangle-alert',
  advice: 'lightbulb',
};
const tones: Record<Severity, string> = { error: 'danger', warning: 'warning', advice: 'accent' };

/** `skipped`: lines of the file before the text box. */
export function remarksOf(
  { problems, findings }: { problems: readonly SourceProblem[]; findings: readonly Finding[] },
  t: ReturnType<typeof useView>['t'],
  text: string,
  skipped: number,
): Remark[] {
  const lines = text.split('\n');
  const at = (line: number | null) => ({
    line: line !== null && line > skipped ? line - skipped : null,
    quote: (line === null ? '' : (lines[line - 1] ?? '')).trim().slice(0, 80),
  });
  const mistakes = problems.map(({ severity, line, message, remedy }) => ({
    ...{ severity, message, remedy, english: true },
    ...at(line),
  }));
  const advice = findings.map((found) => ({
    ...{ severity: 'advice' as const, english: false },
    ...findingText(t, found),
    ...at(found.line),
  }));
  return [...mistakes, ...advice].toSorted(
    (a, b) => ranks.indexOf(a.severity) - ranks.indexOf(b.severity) || (a.line ?? 0) - (b.line ?? 0),
  );
}

export function RemarkList(props: {
  remarks: readonly Remark[];
  hrefOf?(line: number): string;
}): JSX.Element {
  const { t } = useView();
  const facts = JSON.stringify(
    props.remarks.map(({ severity, line, message, remedy }) => ({
      severity,
      line,
      message: `${message} ${remedy}`,
    })),
  );
  return (
    <div class="remarks" id="unit-remarks" data-remarks={facts}>
      <Show
        when={props.remarks.length > 0}
        fallback={
          <p class="remarks-none">
            <Icon name="circle-check" /> {t('editor.no-remarks')}
          </p>
        }
      >
        <ol class="remark-list">
          <For each={props.remarks}>
            {({ severity, line, message, remedy, quote, english }) => (
              <li class={`remark tone-${tones[severity]}`}>
                <Icon name={icons[severity]} />
                <div>
                  <p lang={english ? 'en' : undefined} dir={english ? 'ltr' : undefined}>
                    <span class="visually-hidden">{t(`editor.severity-${severity}`)}: </span>
                    {message} <span class="muted">{remedy}</span>
                  </p>
                  <Show when={line !== null}>
                    <p class="remark-place muted">
                      <Show
                        when={props.hrefOf}
                        fallback={
                          <span data-remark-line={line ?? undefined}>
                            {t('editor.line', { line: line ?? 0 })}
                          </span>
                        }
                      >
                        {(hrefOf) => (
                          <a href={hrefOf()(line ?? 1)}>{t('editor.line', { line: line ?? 0 })}</a>
                        )}
                      </Show>{' '}
                      <code dir="auto">{quote}</code>
                    </p>
                  </Show>
                </div>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </div>
  );
}
