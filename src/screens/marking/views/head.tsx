import type { JSX } from 'solid-js';
import { paramsOf, type Run } from '#modules/catalog/index.ts';
import { teachLinks } from '#screens/teach/index.ts';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';

/** The head of every page of the desk but that of a task. */
export function DeskHead(props: {
  run: Run;
  title?: string;
  lead?: string;
  /** Pages between the course and this one. */
  above?: { href: string; label: string }[];
  actions?: JSX.Element;
}): JSX.Element {
  const { t } = useView();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: teachLinks.desk(), label: t('teach.title') },
          { href: teachLinks.course(paramsOf(props.run)), label: props.run.courseTitle },
          ...(props.above ?? []),
        ]}
      />
      <PageHeader
        kicker={t('teach.run-title', { run: props.run.key })}
        title={props.title ?? t('marking.title')}
        lead={props.lead}
        actions={props.actions}
      />
    </>
  );
}
