import type { JSX } from 'solid-js';
import { Tabs } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';

/** The desks of administrators, side by side. */
export function AdminTabs(props: {
  people: string;
  organizations: string;
  log: string;
  outbox: string;
  current: 'people' | 'organizations' | 'log' | 'outbox';
}): JSX.Element {
  const { t } = useView();
  return (
    <Tabs
      label={t('admin.administration')}
      tabs={[
        { href: props.people, label: t('admin.people'), current: props.current === 'people' },
        {
          href: props.organizations,
          label: t('admin.organizations'),
          current: props.current === 'organizations',
        },
        { href: props.log, label: t('admin.log-title'), current: props.current === 'log' },
        { href: props.outbox, label: t('admin.outbox'), current: props.current === 'outbox' },
      ]}
    />
  );
}
