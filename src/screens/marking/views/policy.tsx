/** How an activity is marked, and who marks what. */

import { For, type JSX, Show } from 'solid-js';
import { titleOf } from '#modules/content/index.ts';
import { allotmentWays } from '#modules/marking/index.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '#ui/field.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { DeskLinks } from '../links.ts';

import type { PolicyPage } from '../service.ts';
import { DeskHead } from './head.tsx';

export interface PolicyPageProps {
  page: PolicyPage;
  to: DeskLinks;
  problems?: readonly Problem[];
}

function PolicyForm({ page, to }: PolicyPageProps): JSX.Element {
  const { t } = useView();
  const { policy } = page;
  return (
    <Form action={to.policy(page.activity.key)}>
      <Checkbox
        name="anonymous"
        label={t('marking.set-anonymous')}
        hint={t('marking.set-anonymous-hint')}
        checked={policy.anonymous}
      />
      <Checkbox
        name="second"
        label={t('marking.set-second')}
        hint={t('marking.set-second-hint')}
        checked={policy.second}
      />
      <Checkbox
        name="atOnce"
        label={t('marking.set-at-once')}
        hint={t('marking.set-at-once-hint')}
        checked={policy.atOnce}
      />
      <Checkbox name="named" label={t('marking.set-named')} checked={policy.named} />
      <FormActions>
        <Button>{t('marking.save')}</Button>
      </FormActions>
    </Form>
  );
}

function AllotForm({ page, to, problems }: PolicyPageProps): JSX.Element {
  const { t } = useView();
  const { allotment } = page.policy;
  const people = page.markers.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form action={to.allot(page.activity.key)} problems={problems}>
      <CheckboxGroup
        name="markers"
        label={t('marking.allot-markers')}
        options={people}
        value={allotment?.markers ?? []}
      />
      <RadioGroup
        name="way"
        label={t('marking.allot-way')}
        value={allotment?.way ?? 'even'}
        options={allotmentWays
          .filter((way) => way !== 'cohort' || page.cohorts.length > 0)
          .map((way) => ({ value: way, label: t(`marking.way-${way}`) }))}
      />
      <For each={page.cohorts}>
        {({ key, title }) => (
          <Select
            name={`cohort.${key}`}
            label={t('marking.allot-cohort', { cohort: title })}
            optional
            blank="–"
            options={people}
            value={allotment?.cohorts?.[key]}
          />
        )}
      </For>
      <RadioGroup
        name="only"
        label={t('marking.allot-only')}
        value="unallotted"
        options={[
          { value: 'unallotted', label: t('marking.only-unallotted') },
          { value: 'all', label: t('marking.only-all') },
        ]}
      />
      <Checkbox name="keep" label={t('marking.allot-keep')} checked={allotment !== null} />
      <FormActions>
        <Button look="quiet" icon="users">
          {t('marking.allot-button')}
        </Button>
      </FormActions>
    </Form>
  );
}

export function PolicyPageView(props: PolicyPageProps): JSX.Element {
  const { t } = useView();
  const { page, to } = props;
  const key = page.activity.key;
  return (
    <>
      <DeskHead
        run={page.run}
        title={titleOf(page.release, key)}
        lead={t('marking.how-lead')}
        above={[{ href: to.desk({ activity: key }), label: t('marking.title') }]}
      />
      <section class="section">
        <h2>{t('marking.how')}</h2>
        <PolicyForm {...props} />
      </section>
      <section class="section">
        <h2>{t('marking.allot')}</h2>
        <Show
          when={page.markers.length > 0}
          fallback={<Callout tone="warning" title={t('marking.no-markers')} />}
        >
          <p class="muted">{t('marking.allot-hint')}</p>
          <AllotForm {...props} />
        </Show>
      </section>
      <section class="section">
        <h2>{t('marking.release-all')}</h2>
        <Form action={to.release(key)}>
          <p>{t('marking.release-all-hint', { count: page.held })}</p>
          <Show when={page.held > 0}>
            <FormActions>
              <Button look="quiet" icon="eye">
                {t('marking.release-all')}
              </Button>
            </FormActions>
          </Show>
        </Form>
      </section>
    </>
  );
}
