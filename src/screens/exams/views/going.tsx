import { type JSX, Show } from 'solid-js';
import type { Release } from '#modules/content/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Icon } from '#ui/icon.tsx';
import { Kept } from '#ui/kept.tsx';
import { useView } from '#ui/view.tsx';
import type { ExamLinks } from '../links.ts';

interface GoingProps {
  release: Release;
  /** Of the exam. */
  unit: string;
  links: ExamLinks;
}

function Links(props: GoingProps): JSX.Element {
  const { t } = useView();
  const at = props.release.units.findIndex(({ key }) => key === props.unit);
  const [previous, next] = [props.release.units[at - 1], props.release.units[at + 1]];
  return (
    <nav class="unit-going" aria-label={t('learn.going')}>
      <Show when={previous} fallback={<span />}>
        {(unit) => (
          <a class="going-previous" href={props.links.otherUnit(unit().key)} rel="prev">
            <Icon name="arrow-left" />
            <span>{unit().title}</span>
          </a>
        )}
      </Show>
      <Show
        when={next}
        fallback={
          <ButtonLink href={props.links.progress} look="quiet">
            {t('learn.to-progress')}
          </ButtonLink>
        }
      >
        {(unit) => (
          <ButtonLink href={props.links.otherUnit(unit().key)} look="quiet" iconEnd="arrow-right">
            {t('learn.next', { title: unit().title })}
          </ButtonLink>
        )}
      </Show>
    </nav>
  );
}

/** Units before and after the exam, as everywhere in the run. */
export function Going(props: GoingProps): JSX.Element {
  return (
    <Kept of={`exam-going ${props.release.id} ${props.release.course.language} ${props.links.unit}`}>
      {() => <Links {...props} />}
    </Kept>
  );
}
