import type { JSX } from 'solid-js';
import { directionalIcons, type IconName } from './icons.ts';

/** Address of the sprite; the build fills it in (`icons/sprite.ts`). */
export const spriteUrl: string = import.meta.env.ICON_SPRITE ?? '/static/icons.svg';

/** A picture beside a text. With `label` it speaks for itself; without, readers of speech do not hear it. */
export function Icon(props: { name: IconName; label?: string; class?: string }): JSX.Element {
  const classes = () =>
    ['icon', directionalIcons.has(props.name) && 'icon-flip', props.class].filter(Boolean).join(' ');
  return (
    <svg
      class={classes()}
      role={props.label ? 'img' : undefined}
      aria-label={props.label}
      aria-hidden={props.label ? undefined : 'true'}
    >
      <use href={`${spriteUrl}#${props.name}`} />
    </svg>
  );
}
