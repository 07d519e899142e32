/** The page of one file: what it is, how it looks where that is harmless, and the way to have it. */
import { type JSX, Match, Show, Switch } from 'solid-js';
import { ButtonLink } from '#ui/button.tsx';
import { Callout } from '#ui/notice.tsx';
import { PageHeader } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';

/** What may be seen of a file without its bytes running anywhere. */
export type Preview = { kind: 'picture' } | { kind: 'text'; text: string; cut: boolean } | { kind: 'none' };

export interface FilePageProps {
  name: string;
  type: string;
  size: number;
  contentHref: string;
  pictureHref: string;
  preview: Preview;
}

function Text(props: { text: string; cut: boolean }): JSX.Element {
  const { t } = useView();
  return (
    <>
      <section class="table-scroll" tabindex="0" aria-label={t('tasks.file-text')}>
        <pre class="file-text" dir="auto">
          {props.text}
        </pre>
      </section>
      <Show when={props.cut}>
        <p class="muted">{t('tasks.file-cut')}</p>
      </Show>
    </>
  );
}

export function FilePage(props: FilePageProps): JSX.Element {
  const { t, locale } = useView();
  const size = () =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 }).format(
      props.size / 1000,
    );
  const text = () => (props.preview.kind === 'text' ? props.preview : null);
  return (
    <>
      <PageHeader
        title={props.name}
        kicker={t('tasks.file-title')}
        lead={
          <>
            <code>{props.type}</code> · {size()}
          </>
        }
        actions={
          <ButtonLink href={props.contentHref} look="quiet" icon="download">
            {t('tasks.file-download')}
          </ButtonLink>
        }
      />
      <Switch>
        <Match when={props.preview.kind === 'picture'}>
          <img class="file-picture" src={props.pictureHref} alt={props.name} />
        </Match>
        <Match when={text()}>{(shown) => <Text text={shown().text} cut={shown().cut} />}</Match>
        <Match when={props.preview.kind === 'none'}>
          <Callout>
            <p>{t('tasks.file-no-preview')}</p>
          </Callout>
        </Match>
      </Switch>
    </>
  );
}
