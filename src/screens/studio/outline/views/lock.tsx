/** What the blueprint that a course follows has locked in it, said where one would change it. */
import { type JSX, Show } from 'solid-js';
import { isLockedFile } from '#modules/content/index.ts';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { StudioCourse } from '../service/open-draft.ts';

const parts = ['outline', 'grading', 'dates'] as const;

interface LockNoteProps {
  of: Pick<StudioCourse, 'lock' | 'params'>;
  /** What can be changed on the page. */
  here: readonly (typeof parts)[number][];
  /** The page is about this file. */
  file?: string;
}

export function LockNote(props: LockNoteProps): JSX.Element {
  const { t } = useView();
  const { lock, params } = props.of;
  const whole = (props.file !== undefined && isLockedFile(lock, props.file)) || lock?.parts.includes('all');
  const locked = parts.filter((part) => props.here.includes(part) && lock?.parts.includes(part));
  return (
    <Show when={whole || locked.length > 0}>
      <Callout icon="lock" title={t('blueprints.locked')}>
        {whole
          ? t('blueprints.locked-text')
          : t('blueprints.locked-parts', {
              parts: locked.map((part) => t(`blueprints.lock-${part}`)).join(' · '),
            })}{' '}
        <a href={links.blueprint(params)}>{t('blueprints.locked-by')}</a>
      </Callout>
    </Show>
  );
}
