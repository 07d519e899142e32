/** An answer with the comments that are pinned to its lines and regions. */
import { For, type JSX, Show } from 'solid-js';
import type { Anchor, Pin, ShownAnswer, ShownPin } from '#modules/marking/index.ts';
import { Icon } from '#ui/icon.tsx';
import { useView } from '#ui/view.tsx';
import { fileLink, pictureLink } from '../links.ts';
import { isPicture } from '../rules.ts';

type AnyPin = ShownPin | Pin;

interface AnswerProps {
  answer: ShownAnswer;
  pins: readonly AnyPin[];
  /** What a marker may do with a pin. */
  action?(pin: AnyPin): JSX.Element;
  /** Line numbers lead to the form that pins a comment there. */
  pinForm?: string;
}

const isRegion = (anchor: Anchor): anchor is Extract<Anchor, { x: number }> => 'x' in anchor;

function PinNote(props: { pin: AnyPin; label: string; action?: AnswerProps['action'] }): JSX.Element {
  return (
    <aside class="pin" id={`pin-${props.pin.id}`}>
      <p class="pin-place">
        <Icon name="message-square" /> {props.label}
      </p>
      <p class="pin-body" dir="auto" lang="">
        {props.pin.body}
      </p>
      {props.action?.(props.pin)}
    </aside>
  );
}

function Lines(props: AnswerProps): JSX.Element {
  const { t } = useView();
  const pinsAt = (number: number) =>
    props.pins.filter(({ anchor }) => !anchor.file && !isRegion(anchor) && anchor.to === number);
  const covered = (number: number) =>
    props.pins.some(
      ({ anchor }) => !anchor.file && !isRegion(anchor) && anchor.from <= number && number <= anchor.to,
    );
  const labelOf = ({ anchor }: AnyPin) =>
    isRegion(anchor) || anchor.from === anchor.to
      ? t('marking.line', { number: isRegion(anchor) ? 0 : anchor.to })
      : t('marking.pin-lines', { from: anchor.from, to: anchor.to });
  return (
    <ol class="answer-lines">
      <For each={props.answer.lines}>
        {(line, index) => {
          const number = index() + 1;
          return (
            <li id={`line-${number}`} classList={{ pinned: covered(number) }}>
              <Show when={props.pinForm} fallback={<span class="line-number">{number}</span>}>
                {(form) => (
                  <a
                    class="line-number"
                    href={`#${form()}`}
                    data-line={number}
                    aria-label={t('marking.line-comment', { number })}
                  >
                    {number}
                  </a>
                )}
              </Show>
              <span class="line-text" dir="auto" lang="">
                {line}
              </span>
              <For each={pinsAt(number)}>
                {(pin) => <PinNote pin={pin} label={labelOf(pin)} action={props.action} />}
              </For>
            </li>
          );
        }}
      </For>
    </ol>
  );
}

type RegionPin = AnyPin & { anchor: Extract<Anchor, { x: number }> };

/** Regions stand over the picture, numbered as the comments below it. */
function Picture(props: { href: string; name: string; pins: readonly RegionPin[] }): JSX.Element {
  return (
    <div class="pin-picture" data-file={props.name}>
      <img src={props.href} alt={props.name} loading="lazy" />
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <For each={props.pins}>
          {({ anchor }) => <rect x={anchor.x} y={anchor.y} width={anchor.width} height={anchor.height} />}
        </For>
      </svg>
    </div>
  );
}

function Files(props: AnswerProps): JSX.Element {
  const { t } = useView();
  const pinsOf = (name: string) => props.pins.filter(({ anchor }) => anchor.file === name);
  const regionsOf = (name: string) => pinsOf(name).filter((pin): pin is RegionPin => isRegion(pin.anchor));
  const labelOf = (pin: AnyPin, number: number) => {
    const { anchor } = pin;
    if (!isRegion(anchor)) return t('marking.pin-lines', { from: anchor.from, to: anchor.to });
    const region = t('marking.pin-region', { number });
    return anchor.page > 1 ? `${t('marking.pin-page', { page: anchor.page })}, ${region}` : region;
  };
  return (
    <ul class="answer-files">
      <For each={props.answer.files}>
        {(file) => (
          <li>
            <p>
              <Icon name="file-text" />{' '}
              <a href={fileLink(file.id)}>
                <bdi>{file.name}</bdi>
              </a>
            </p>
            <Show when={isPicture(file)}>
              <Picture href={pictureLink(file.id)} name={file.name} pins={regionsOf(file.name)} />
            </Show>
            <For each={pinsOf(file.name)}>
              {(pin, index) => <PinNote pin={pin} label={labelOf(pin, index() + 1)} action={props.action} />}
            </For>
          </li>
        )}
      </For>
    </ul>
  );
}

export function PinnedAnswer(props: AnswerProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="pinned-answer">
      <Show when={props.answer.files.length > 0}>
        <h3>{t('marking.files')}</h3>
        <Files {...props} />
      </Show>
      <Show when={props.answer.lines.length > 0} fallback={<p class="muted">{t('marking.answer-empty')}</p>}>
        <Lines {...props} />
      </Show>
    </div>
  );
}
