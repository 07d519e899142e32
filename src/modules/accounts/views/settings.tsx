/** A person's own account: profile and password, and where they are signed in. */
import Bowser from 'bowser';
import { type JSX, Show } from 'solid-js';
import { localeNames, locales } from '#lib/messages.ts';
import { Button } from '#ui/button.tsx';
import { Field, Select } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { PageHeader, Tabs } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { paths } from '../schema.ts';
import type { OwnSession, Settings } from '../service/settings.ts';
import { NewPasswordField } from './sign-in.tsx';

function Frame(props: { current: string; children: JSX.Element }): JSX.Element {
  const { t } = useView();
  const tab = (href: string, label: string) => ({ href, label, current: href === props.current });
  return (
    <div class="stack">
      <PageHeader title={t('accounts.settings')} />
      <Tabs
        label={t('accounts.settings')}
        tabs={[
          tab(paths.settings, t('accounts.profile')),
          tab(paths.password, t('accounts.password')),
          tab(paths.sessions, t('accounts.sessions')),
        ]}
      />
      {props.children}
    </div>
  );
}

/** Reminds of an address that is not proven; for the top of any page of a signed-in person. */
export function VerifyReminder(props: { email: string }): JSX.Element {
  const { t } = useView();
  return (
    <Callout tone="warning" title={t('accounts.unverified-title')}>
      <p>{t('accounts.unverified-text', { email: props.email })}</p>
      <Form action={paths.verifyAgain}>
        <FormActions>
          <Button look="quiet" size="small">
            {t('accounts.verify-again')}
          </Button>
        </FormActions>
      </Form>
    </Callout>
  );
}

interface SettingsForm {
  settings: Settings;
  values?: FormValues;
  problems?: readonly Problem[];
}

export function ProfilePage(props: SettingsForm): JSX.Element {
  const view = useView();
  const { t } = view;
  const { person } = props.settings;
  const values = () =>
    props.values ?? {
      name: person.name,
      locale: person.locale ?? view.locale,
      timeZone: person.timeZone ?? view.timeZone,
    };
  return (
    <Frame current={paths.settings}>
      <Show when={!person.emailVerified}>
        <VerifyReminder email={person.email} />
      </Show>
      <Form action={paths.settings} problems={props.problems} values={values()}>
        <Field name="name" label={t('accounts.name')} hint={t('accounts.name-hint')} autocomplete="name" />
        <Select
          name="locale"
          label={t('accounts.locale')}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
        <Select
          name="timeZone"
          label={t('accounts.timeZone')}
          hint={t('accounts.time-zone-hint')}
          options={['UTC', ...Intl.supportedValuesOf('timeZone')].map((value) => ({
            value,
            label: value.replaceAll('_', ' '),
          }))}
        />
        <FormActions>
          <Button>{t('accounts.save')}</Button>
        </FormActions>
      </Form>
    </Frame>
  );
}

export function PasswordPage(props: SettingsForm): JSX.Element {
  const { t } = useView();
  return (
    <Frame current={paths.password}>
      <Show
        when={props.settings.hasPassword}
        fallback={
          <Form action={paths.forgot}>
            <p>{t('accounts.no-password')}</p>
            <input type="hidden" name="email" value={props.settings.person.email} />
            <FormActions>
              <Button icon="mail">{t('accounts.forgot-button')}</Button>
            </FormActions>
          </Form>
        }
      >
        <Form action={paths.password} problems={props.problems}>
          {/* Lets password managers know whose password it is. */}
          <input type="text" autocomplete="username" value={props.settings.person.email} readonly hidden />
          <Field
            name="current"
            type="password"
            label={t('accounts.current')}
            autocomplete="current-password"
            dir="ltr"
          />
          <NewPasswordField label={t('accounts.new-password')} />
          <p class="muted">{t('accounts.change-password-effect')}</p>
          <FormActions>
            <Button>{t('accounts.change-password')}</Button>
          </FormActions>
        </Form>
      </Show>
    </Frame>
  );
}

/** "Firefox on Linux", as far as the browser says. */
function Device(props: { userAgent: string }): JSX.Element {
  const { t } = useView();
  const parsed = props.userAgent ? Bowser.parse(props.userAgent) : null;
  const browser = parsed?.browser.name;
  const system = parsed?.os.name;
  return browser && system ? t('accounts.device', { browser, system }) : t('accounts.device-unknown');
}

export function SessionsPage(props: { sessions: readonly OwnSession[] }): JSX.Element {
  const { t } = useView();
  return (
    <Frame current={paths.sessions}>
      <DataTable
        caption={t('accounts.sessions')}
        captionHidden
        rows={props.sessions}
        columns={[
          {
            header: t('accounts.device-header'),
            rowHeader: true,
            cell: (session) => (
              <>
                <Device userAgent={session.userAgent} />{' '}
                <Show when={session.current}>
                  <Badge tone="success">{t('accounts.this-session')}</Badge>
                </Show>
              </>
            ),
          },
          { header: t('accounts.address-header'), cell: (session) => <bdi dir="ltr">{session.ip}</bdi> },
          { header: t('accounts.seen-header'), cell: (session) => <Time at={session.seenAt} relative /> },
          {
            header: t('accounts.since-header'),
            cell: (session) => <Time at={session.createdAt} style="datetime" />,
          },
          {
            header: t('accounts.action-header'),
            cell: (session) => (
              <Show when={!session.current}>
                <Form action={`${paths.sessions}/${session.id}/end`}>
                  <Button look="plain" size="small">
                    {t('accounts.end-session')}
                  </Button>
                </Form>
              </Show>
            ),
          },
        ]}
      />
      <Show when={props.sessions.length > 1}>
        <Form action={paths.endOtherSessions}>
          <FormActions>
            <Button look="quiet" icon="log-out">
              {t('accounts.end-others')}
            </Button>
          </FormActions>
        </Form>
      </Show>
    </Frame>
  );
}
