import { For, type JSX, Show } from 'solid-js';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { TextArea } from '#ui/field.tsx';
import { enhance } from '#ui/island.tsx';
import { fileField, givenFiles, ownFiles, visibleTests } from './rules.ts';
import { type Battery, type CodeAnswer, type CodeSettings, longestFile } from './settings.ts';

type Props = ActivityViewProps<CodeSettings, CodeAnswer>;

const languageNames: Record<CodeSettings['language'], string> = {
  python: 'Python',
  javascript: 'JavaScript',
  ruby: 'Ruby',
  c: 'C',
  cpp: 'C++',
  sql: 'SQL',
};

function Listing(props: { name: string; content: string }): JSX.Element {
  return (
    <figure class="code-listing">
      <figcaption>
        <bdi dir="ltr">{props.name}</bdi>
      </figcaption>
      <pre dir="ltr" tabindex="0">
        <code>{props.content}</code>
      </pre>
    </figure>
  );
}

function Cases(props: Props & { battery: Battery }): JSX.Element {
  const { t } = props;
  return (
    <table class="code-cases">
      <caption class="visually-hidden">{t('code.cases')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('code.case')}</th>
          <th scope="col">{t('code.input')}</th>
          <th scope="col">{t('code.expected')}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.battery.cases}>
          {(one) => (
            <tr>
              <th scope="row" dir="auto">
                {one.name}
              </th>
              <td>
                <pre dir="ltr">{one.stdin}</pre>
              </td>
              <td>
                <pre dir="ltr">{one.expected}</pre>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

/** What learners may know of the judging: the tests that they can run themselves, and that there are others. */
function VisibleTests(props: Props): JSX.Element {
  const { t } = props;
  const { settings } = props.activity;
  const shown = visibleTests(settings);
  const hidden = settings.batteries.length > shown.length;
  return (
    <>
      <Show when={shown.length > 0}>
        <details class="code-tests">
          <summary>{t('code.visible-tests')}</summary>
          <For each={shown}>
            {(battery) => (
              <>
                <For each={Object.entries(battery.files)}>
                  {([name, content]) => <Listing name={name} content={content} />}
                </For>
                <Show when={battery.cases.length > 0}>
                  <Cases {...props} battery={battery} />
                </Show>
              </>
            )}
          </For>
        </details>
      </Show>
      <Show when={hidden}>
        <p class="muted code-note">{t(shown.length > 0 ? 'code.more-tests' : 'code.hidden-tests')}</p>
      </Show>
    </>
  );
}

export function CodeView(props: Props): JSX.Element {
  const { t } = props;
  const { settings } = props.activity;
  const { language, seconds } = settings;
  const editor = (name: string) =>
    props.disabled
      ? {}
      : enhance(
          'activities/code/islands/editor',
          { language, name, leave: t('code.leave-editor') },
          'visible',
        );
  return (
    <div class="code-exercise">
      <For each={givenFiles(settings)}>
        {({ name, content }) => (
          <details class="code-given">
            <summary>
              {t('code.given')} <bdi dir="ltr">{name}</bdi>
            </summary>
            <Listing name={name} content={content} />
          </details>
        )}
      </For>
      <For each={ownFiles(settings)}>
        {({ name, content }, place) => {
          const island = editor(name);
          return (
            <div class="code-file" {...island}>
              <TextArea
                name={props.fieldName(fileField(place()))}
                label={t('code.file', { name })}
                hint={t('code.limits', { language: languageNames[language], seconds })}
                value={props.answer?.[name] ?? content}
                rows={settings.lines}
                maxlength={longestFile}
                dir="ltr"
                class="code-text"
                spellcheck={false}
                autocapitalize="off"
                autocomplete="off"
                wrap="off"
                disabled={props.disabled}
              />
            </div>
          );
        }}
      </For>
      <VisibleTests {...props} />
    </div>
  );
}
