/** The files of a course: pictures as pictures, each with where it is used, and what can be done to it. */
import { For, type JSX, Show } from 'solid-js';
import { type CourseParams, StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Icon } from '#ui/icon.tsx';
import { enhance } from '#ui/island.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { Pagination } from '#ui/page.tsx';
import { SearchForm } from '#ui/search.tsx';
import { useView } from '#ui/view.tsx';
import { links } from './links.ts';
import { fileField, largestFile } from './schema.ts';
import type { AssetLine, OpenFiles } from './service/list.ts';

export interface FilesPageProps extends OpenFiles {
  again?: {
    form: 'upload' | 'replace' | 'rename' | 'remove';
    problems: readonly Problem[];
    values: FormValues;
  };
}

const nameOf = (path: string) => path.slice('assets/'.length);
const hrefOf = ({ path, sha256 }: AssetLine) =>
  `/assets/${sha256}/${encodeURIComponent(path.slice(path.lastIndexOf('/') + 1))}`;

export function sizeText(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return (bytes / 1000 ** power).toLocaleString(locale, {
    ...{ style: 'unit', unit: units[power], unitDisplay: 'short', maximumFractionDigits: power > 1 ? 1 : 0 },
  });
}

function Look(props: { asset: AssetLine }): JSX.Element {
  const { asset } = props;
  return (
    <Show
      when={asset.type.startsWith('image/')}
      fallback={<Icon name={asset.type.startsWith('video/') ? 'video' : 'file-text'} />}
    >
      <img src={hrefOf(asset)} alt="" loading="lazy" decoding="async" />
    </Show>
  );
}

function UsedIn(props: { asset: AssetLine }): JSX.Element {
  const { t } = useView();
  const { usedIn, withoutText } = props.asset;
  return (
    <>
      <Show when={usedIn.length > 0} fallback={<Badge>{t('assets.unused')}</Badge>}>
        <span class="muted">{t('assets.used', { count: usedIn.length })}</span>
      </Show>
      <Show when={withoutText.length > 0}>
        <Badge tone="warning" icon="triangle-alert">
          {t('assets.without-text')}
        </Badge>
      </Show>
    </>
  );
}

function Asset(props: { asset: AssetLine; of: FilesPageProps }): JSX.Element {
  const { locale } = useView();
  const { asset, of } = props;
  return (
    <li class="asset" aria-current={asset.path === of.chosen?.path ? 'true' : undefined}>
      <a href={`${studioLinks.files(of.params, { q: of.q, page: of.page, path: asset.path })}#file`}>
        <span class="asset-look">
          <Look asset={asset} />
        </span>
        <bdi class="asset-name">{nameOf(asset.path)}</bdi>
      </a>
      <span class="asset-facts">
        <span class="muted">{sizeText(asset.size, locale)}</span>
        <UsedIn asset={asset} />
      </span>
    </li>
  );
}

function Upload(props: { of: FilesPageProps }): JSX.Element {
  const { t } = useView();
  const { params, again } = props.of;
  const texts = () => ({
    drop: t('assets.drop'),
    sending: t('assets.sending', { name: '{name}', number: '{number}', of: '{of}' }),
    failed: t('assets.failed', { name: '{name}', why: '{why}' }),
  });
  return (
    <div {...enhance('screens/studio/files/islands/upload-files', { texts: texts() })}>
      <Form action={links.upload(params)} upload problems={again?.form === 'upload' ? again.problems : []}>
        <Field
          name={fileField}
          type="file"
          label={t('assets.add')}
          hint={t('assets.add-hint', { limit: largestFile / 1024 ** 2 })}
        />
        <FormActions>
          <Button icon="upload" look="quiet">
            {t('assets.upload')}
          </Button>
        </FormActions>
      </Form>
      <p class="form-status" role="status" />
    </div>
  );
}

function Places(props: { asset: AssetLine; params: CourseParams }): JSX.Element {
  const { t } = useView();
  const { usedIn, withoutText } = props.asset;
  return (
    <Show when={usedIn.length > 0} fallback={<p class="muted">{t('assets.unused-hint')}</p>}>
      <h3>{t('assets.where')}</h3>
      <ul>
        <For each={usedIn}>
          {(file) => (
            <li>
              <code dir="ltr">{file}</code>{' '}
              <Show when={withoutText.includes(file)}>
                <Badge tone="warning">{t('assets.without-text')}</Badge>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function Change(props: { asset: AssetLine; of: FilesPageProps }): JSX.Element {
  const { t } = useView();
  const { asset, of } = props;
  const { params, again } = of;
  const problems = (form: string) => (again?.form === form ? again.problems : []);
  return (
    <div class="asset-forms">
      <Form action={links.upload(params)} upload problems={problems('replace')}>
        <input type="hidden" name="replace" value={asset.path} />
        <Field
          id="replace-file"
          name={fileField}
          type="file"
          label={t('assets.replace')}
          hint={t('assets.replace-hint')}
        />
        <FormActions>
          <Button look="quiet" icon="refresh-cw">
            {t('assets.replace')}
          </Button>
        </FormActions>
      </Form>
      <Form
        action={links.rename(params)}
        problems={problems('rename')}
        values={again?.form === 'rename' ? again.values : { to: nameOf(asset.path) }}
      >
        <input type="hidden" name="path" value={asset.path} />
        <Field
          name="to"
          label={t('assets.rename')}
          hint={t('assets.rename-hint')}
          dir="auto"
          autocomplete="off"
        />
        <FormActions>
          <Button look="quiet" icon="pencil">
            {t('assets.rename')}
          </Button>
        </FormActions>
      </Form>
      <Form action={links.remove(params)} problems={problems('remove')}>
        <input type="hidden" name="path" value={asset.path} />
        <p class="muted">{t(asset.usedIn.length > 0 ? 'assets.remove-used' : 'assets.remove-hint')}</p>
        <FormActions>
          <Button look="danger" icon="trash-2" disabled={asset.usedIn.length > 0}>
            {t('outline.remove')}
          </Button>
        </FormActions>
      </Form>
    </div>
  );
}

function Chosen(props: { asset: AssetLine; of: FilesPageProps }): JSX.Element {
  const { t, locale } = useView();
  const { asset, of } = props;
  return (
    <section class="card section" id="file" aria-labelledby="file-title">
      <h2 id="file-title">
        <bdi>{nameOf(asset.path)}</bdi>
      </h2>
      <p class="row">
        <code dir="ltr">{asset.path}</code>
        <span class="muted">
          {sizeText(asset.size, locale)} · <bdi dir="ltr">{asset.type}</bdi>
        </span>
        <ButtonLink href={hrefOf(asset)} look="plain" size="small" icon="external-link">
          {t('assets.open')}
        </ButtonLink>
        <ButtonLink
          href={studioLinks.files(of.params, { q: of.q, page: of.page })}
          look="plain"
          size="small"
          icon="x"
        >
          {t('ui.close')}
        </ButtonLink>
      </p>
      <Show when={asset.type.startsWith('image/')}>
        <p class="asset-large">
          <img src={hrefOf(asset)} alt={t('assets.preview', { name: nameOf(asset.path) })} />
        </p>
      </Show>
      <Show when={asset.withoutText.length > 0}>
        <Callout tone="warning" title={t('assets.without-text')}>
          {t('assets.without-text-hint')}
        </Callout>
      </Show>
      <Places asset={asset} params={of.params} />
      <Change asset={asset} of={of} />
    </section>
  );
}

export function FilesPage(props: FilesPageProps): JSX.Element {
  const { t, locale } = useView();
  const { params, q } = props;
  return (
    <div class="stack">
      <StudioHead {...props} current="files" />
      <Upload of={props} />
      <Show when={props.chosen}>{(asset) => <Chosen asset={asset()} of={props} />}</Show>
      <Show when={q || props.pages > 1 || props.total > 12}>
        <SearchForm action={studioLinks.files(params)} q={q} label={t('assets.search')} />
      </Show>
      <Show
        when={props.assets.length > 0}
        fallback={
          <EmptyState icon="image" title={t(q ? 'assets.nothing-found' : 'assets.none')}>
            {t('assets.none-hint')}
          </EmptyState>
        }
      >
        <p class="muted">
          {t('assets.count', { count: props.total })} · {sizeText(props.size, locale)}
        </p>
        <ul class="assets">
          <For each={props.assets}>{(asset) => <Asset asset={asset} of={props} />}</For>
        </ul>
      </Show>
      <Pagination
        page={props.page}
        pages={props.pages}
        href={(page) => studioLinks.files(params, { q, page })}
      />
    </div>
  );
}
