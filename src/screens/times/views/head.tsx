/** The head that the staff pages about times of a run share. */
import type { JSX } from 'solid-js';
import { RunHead } from '#screens/teach/index.ts';
import { Tabs } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { RunParams } from '../schema.ts';
import type { TimesOfRun } from '../service/run.ts';

export type TimesPage = 'dates' | 'extensions' | 'cohorts' | 'view-as';

export function TimesHead(props: {
  of: Pick<TimesOfRun, 'run' | 'rights'>;
  params: RunParams;
  current: TimesPage;
}): JSX.Element {
  const { t } = useView();
  const { params } = props;
  const pages = [
    { name: 'dates', href: links.dates(params) },
    { name: 'extensions', href: links.extensions(params) },
    { name: 'cohorts', href: links.cohorts(params) },
    { name: 'view-as', href: links.viewAs(params) },
  ] as const;
  return (
    <>
      <RunHead run={props.of.run} rights={props.of.rights} params={params} current="dates" />
      <Tabs
        label={t('times.pages')}
        tabs={pages.map(({ name, href }) => ({
          href,
          label: t(`times.${name}`),
          current: name === props.current,
        }))}
      />
    </>
  );
}
