/** Results of tests, as learners and staff see them alike; of hidden ones learners get no output in the first place. */
import { For, type JSX, Show } from 'solid-js';
import type { TestCase } from '#modules/content/contract.ts';
import { Icon } from '#ui/icon.tsx';
import { Badge } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';

const tones = { passed: 'success', failed: 'danger', error: 'danger', skipped: 'neutral' } as const;
const icons = {
  passed: 'circle-check',
  failed: 'circle-x',
  error: 'circle-alert',
  skipped: 'minus',
} as const;

function Text(props: { title: string; text: string }): JSX.Element {
  return (
    <div class="case-text">
      <p class="case-label">{props.title}</p>
      <pre dir="ltr" tabindex="0">
        <samp>{props.text}</samp>
      </pre>
    </div>
  );
}

function CaseHead(props: { of: TestCase; points: boolean }): JSX.Element {
  const { t, locale } = useView();
  const number = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  return (
    <span class="case-head">
      <Badge tone={tones[props.of.status]} icon={icons[props.of.status]}>
        {t(`code.status-${props.of.status}`)}
      </Badge>
      <bdi class="case-name" dir="ltr">
        {props.of.name}
      </bdi>
      <Show when={props.of.hidden}>
        <span class="muted">
          <Icon name="lock" /> {t('code.hidden')}
        </span>
      </Show>
      <Show when={props.points}>
        <span class="case-points muted">
          {t('code.case-points', { points: number(props.of.points), max: number(props.of.max) })}
        </span>
      </Show>
    </span>
  );
}

function Case(props: { of: TestCase; points: boolean }): JSX.Element {
  const { t } = useView();
  const { of } = props;
  if (!of.output && of.expected === undefined) return <CaseHead of={of} points={props.points} />;
  return (
    <details open={of.status !== 'passed' && of.status !== 'skipped'}>
      <summary>
        <CaseHead of={of} points={props.points} />
      </summary>
      <Show when={of.output}>{(text) => <Text title={t('code.output')} text={text()} />}</Show>
      <Show when={of.expected !== undefined}>
        <Text title={t('code.expected')} text={of.expected ?? ''} />
      </Show>
      <Show when={of.duration}>
        {(ms) => <p class="muted case-duration">{t('code.duration', { ms: Math.round(ms()) })}</p>}
      </Show>
    </details>
  );
}

/** `points`: what each gave; without them where nothing counts. */
export function CaseList(props: { cases: readonly TestCase[]; points?: boolean }): JSX.Element {
  const { t } = useView();
  const passed = () => props.cases.filter(({ status }) => status === 'passed').length;
  return (
    <section class="cases" aria-label={t('code.results')}>
      <p class="cases-count">{t('code.passed-of', { passed: passed(), total: props.cases.length })}</p>
      <ol class="case-list">
        <For each={props.cases}>
          {(one) => (
            <li>
              <Case of={one} points={props.points ?? true} />
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}
