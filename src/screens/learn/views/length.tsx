/** How long something lasts, chosen from what is usual; what was written otherwise stays among the choices. */
import type { JSX } from 'solid-js';
import { Select } from '#ui/field.tsx';
import { useView } from '#ui/view.tsx';
import { durationText } from './times.tsx';

export const periods = ['PT1H', 'PT6H', 'PT12H', 'P1D', 'P2D', 'P7D'] as const;
export const graces = ['PT5M', 'PT15M', 'PT30M', 'PT1H', 'PT6H', 'P1D'] as const;

interface LengthSelectProps {
  name: string;
  label: string;
  hint?: string;
  /** As it is now: a duration, or ''. */
  value: string;
  usual: readonly string[];
  /** The choice of none. */
  blank?: string;
}

export function LengthSelect(props: LengthSelectProps): JSX.Element {
  const { t } = useView();
  const { usual, value, blank } = props;
  const lengths = value === '' || usual.includes(value) ? usual : [value, ...usual];
  return (
    <Select
      name={props.name}
      label={props.label}
      hint={props.hint}
      value={value}
      blank={blank}
      optional={blank !== undefined}
      options={lengths.map((one) => ({ value: one, label: durationText(one, t) || one }))}
    />
  );
}
