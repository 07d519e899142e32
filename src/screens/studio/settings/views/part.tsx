import type { JSX } from 'solid-js';
import { Disclosure } from '#ui/dialog.tsx';
import type { Problem } from '#ui/form.tsx';

interface PartProps {
  title: string;
  /** What its fields are called begins with one of these. */
  names: readonly string[];
  problems: readonly Problem[] | undefined;
  children: JSX.Element;
}

/** A part of the settings, folded as long as nothing in it is wrong: few authors need all of them at once. */
export function SettingsPart(props: PartProps): JSX.Element {
  const isOurs = ({ path }: Problem) => props.names.includes(path.split('.')[0] ?? '');
  return (
    <div class="settings-part">
      <Disclosure summary={props.title} open={props.problems?.some(isOurs)}>
        {props.children}
      </Disclosure>
    </div>
  );
}
