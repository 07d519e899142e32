/** Pages for who is not signed in: one question each. */
import { type JSX, Show } from 'solid-js';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { PageHeader } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { passwordLength } from '../rules.ts';
import { paths } from '../schema.ts';

export interface FormPageProps {
  /** Path to go on to afterwards. */
  next?: string;
  values?: FormValues;
  problems?: readonly Problem[];
}

const withNext = (path: string, next?: string) => (next ? `${path}?${new URLSearchParams({ next })}` : path);

function NextField(props: { next?: string }): JSX.Element {
  return (
    <Show when={props.next}>
      <input type="hidden" name="next" value={props.next} />
    </Show>
  );
}

function EmailField(props: { hint?: string }): JSX.Element {
  const { t } = useView();
  return (
    <Field
      name="email"
      type="email"
      label={t('accounts.email')}
      hint={props.hint}
      autocomplete="username"
      spellcheck={false}
      dir="ltr"
    />
  );
}

export function NewPasswordField(props: { label: string }): JSX.Element {
  const { t } = useView();
  return (
    <Field
      name="password"
      type="password"
      label={props.label}
      hint={t('accounts.new-password-hint', { count: passwordLength })}
      autocomplete="new-password"
      minlength={passwordLength}
      dir="ltr"
    />
  );
}

export function SignInPage(props: FormPageProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <PageHeader title={t('accounts.sign-in')} />
      <Form action={paths.signIn} problems={props.problems} values={props.values}>
        <NextField next={props.next} />
        <EmailField />
        <Field
          name="password"
          type="password"
          label={t('accounts.password')}
          autocomplete="current-password"
          dir="ltr"
        />
        <FormActions>
          <Button>{t('accounts.sign-in')}</Button>
          <a href={paths.forgot}>{t('accounts.forgot-question')}</a>
        </FormActions>
      </Form>
      <p>
        <a href={withNext(paths.signInLink, props.next)}>{t('accounts.link-offer')}</a>
      </p>
      <p>
        {t('accounts.no-account')} <a href={withNext(paths.register, props.next)}>{t('accounts.register')}</a>
      </p>
    </div>
  );
}

export function RegisterPage(props: FormPageProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <PageHeader title={t('accounts.register')} />
      <Form action={paths.register} problems={props.problems} values={props.values}>
        <NextField next={props.next} />
        <Field name="name" label={t('accounts.name')} hint={t('accounts.name-hint')} autocomplete="name" />
        <EmailField hint={t('accounts.email-hint')} />
        <NewPasswordField label={t('accounts.password')} />
        <FormActions>
          <Button>{t('accounts.register')}</Button>
        </FormActions>
      </Form>
      <p>
        {t('accounts.have-account')} <a href={withNext(paths.signIn, props.next)}>{t('accounts.sign-in')}</a>
      </p>
    </div>
  );
}

/** Asks for an address to mail something to. */
function AddressPage(props: FormPageProps & { title: string; lead: string; button: string; action: string }) {
  const { t } = useView();
  return (
    <>
      <PageHeader title={props.title} lead={props.lead} />
      <Form action={props.action} problems={props.problems} values={props.values}>
        <NextField next={props.next} />
        <EmailField />
        <FormActions>
          <Button icon="mail">{props.button}</Button>
          <a href={withNext(paths.signIn, props.next)}>{t('accounts.back-to-sign-in')}</a>
        </FormActions>
      </Form>
    </>
  );
}

export function SignInLinkPage(props: FormPageProps): JSX.Element {
  const { t } = useView();
  return (
    <AddressPage
      {...props}
      title={t('accounts.link-title')}
      lead={t('accounts.link-lead')}
      button={t('accounts.link-button')}
      action={paths.signInLink}
    />
  );
}

export function ForgotPage(props: FormPageProps): JSX.Element {
  const { t } = useView();
  return (
    <AddressPage
      {...props}
      title={t('accounts.forgot-title')}
      lead={t('accounts.forgot-lead')}
      button={t('accounts.forgot-button')}
      action={paths.forgot}
    />
  );
}

/** A link of a mail opens this page; the button does it. So programs that look into links use up nothing. */
function ConfirmPage(props: {
  title: string;
  lead: string;
  button: string;
  action: string;
  token: string;
  next?: string;
}) {
  return (
    <>
      <PageHeader title={props.title} lead={props.lead} />
      <Form action={props.action}>
        <input type="hidden" name="token" value={props.token} />
        <NextField next={props.next} />
        <FormActions>
          <Button>{props.button}</Button>
        </FormActions>
      </Form>
    </>
  );
}

export function UseSignInLinkPage(props: { token: string; next?: string }): JSX.Element {
  const { t, siteName } = useView();
  return (
    <ConfirmPage
      {...props}
      title={t('accounts.use-link-title', { site: siteName })}
      lead={t('accounts.use-link-lead')}
      button={t('accounts.sign-in')}
      action={paths.signInLinkUse}
    />
  );
}

export function VerifyPage(props: { token: string; next?: string }): JSX.Element {
  const { t } = useView();
  return (
    <ConfirmPage
      {...props}
      title={t('accounts.verify-title')}
      lead={t('accounts.verify-lead')}
      button={t('accounts.verify-button')}
      action={paths.verify}
    />
  );
}

export function ResetPage(props: { token: string; problems?: readonly Problem[] }): JSX.Element {
  const { t } = useView();
  return (
    <>
      <PageHeader title={t('accounts.reset-title')} lead={t('accounts.reset-lead')} />
      <Form action={paths.reset} problems={props.problems}>
        <input type="hidden" name="token" value={props.token} />
        <NewPasswordField label={t('accounts.new-password')} />
        <FormActions>
          <Button>{t('accounts.reset-button')}</Button>
        </FormActions>
      </Form>
    </>
  );
}

/** After every request for a mail: the same words whether the address was known or not. */
export function MailSentPage(props: {
  next?: string /** Where the outbox can be read, if mail does not leave. */;
  outbox: string | null;
}) {
  const { t } = useView();
  return (
    <>
      <PageHeader title={t('accounts.sent-title')} lead={t('accounts.sent-lead')} />
      <p>{t('accounts.sent-text')}</p>
      <Show when={props.outbox}>
        {(href) => (
          <Callout tone="accent" title={t('accounts.outbox-title')}>
            <p>
              {t('accounts.outbox-text')} <a href={href()}>{t('accounts.outbox-link')}</a>
            </p>
          </Callout>
        )}
      </Show>
      <FormActions>
        <ButtonLink href={withNext(paths.signIn, props.next)} look="quiet">
          {t('accounts.sign-in')}
        </ButtonLink>
      </FormActions>
    </>
  );
}

export function LinkExpiredPage(): JSX.Element {
  const { t } = useView();
  return (
    <>
      <PageHeader title={t('accounts.expired-title')} lead={t('accounts.expired-lead')} />
      <FormActions>
        <ButtonLink href={paths.signInLink}>{t('accounts.link-button')}</ButtonLink>
        <a href={paths.signIn}>{t('accounts.back-to-sign-in')}</a>
      </FormActions>
    </>
  );
}
