import { For, type JSX } from 'solid-js';
import type { Run } from '#modules/catalog/index.ts';
import { type Rights, RunHead } from '#screens/teach/index.ts';
import { BackLink } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import type { GradebookLinks } from '../links.ts';
import type { RunParams } from '../schema.ts';

export interface OfRun {
  run: Run;
  params: RunParams;
  rights: Rights;
  to: GradebookLinks;
}

/** The head of the pages behind the gradebook, with the way back to it. */
export function GradesHead(
  props: OfRun & { back?: readonly { href: string; label: string }[] },
): JSX.Element {
  const { t } = useView();
  const back = () => [{ href: props.to.grades(), label: t('gradebook.title') }, ...(props.back ?? [])];
  return (
    <>
      <RunHead run={props.run} params={props.params} rights={props.rights} current="grades" />
      <div class="row">
        <For each={back()}>{(link) => <BackLink {...link} />}</For>
      </div>
    </>
  );
}
