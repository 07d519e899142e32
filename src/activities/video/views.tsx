import { For, type JSX, Show } from 'solid-js';
import { clockTime } from '#lib/clock-time.ts';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { fieldId } from '#ui/field-id.ts';
import { Html } from '#ui/html.tsx';
import { Icon } from '#ui/icon.tsx';
import { enhance } from '#ui/island.tsx';
import type { ExternalFilm } from './external.ts';
import type { Passage, Transcript, VideoSettings } from './settings.ts';
import { spokenLength } from './time.ts';

type Props = ActivityViewProps<VideoSettings, never>;
type PlayableFilm = Extract<VideoSettings['film'], { src: string }>;

const isPlayable = (film: VideoSettings['film']): film is PlayableFilm => 'src' in film;

/** The address of a moment: works without the browser part too, as a media fragment or by the site's own rule. */
function momentAt(film: VideoSettings['film'], seconds: number): string {
  const whole = Math.floor(seconds);
  if (isPlayable(film)) return `${film.src}#t=${seconds}`;
  return film.at === 'youtube' ? `${film.page}&t=${whole}s` : `${film.page}#t=${whole}s`;
}

function Player(props: { of: Props; film: PlayableFilm }): JSX.Element {
  const { of: view, film } = props;
  const { poster, duration, tracks, description } = view.activity.settings;
  return (
    // biome-ignore lint/a11y/useMediaCaption: the tracks are the author's; the rule does not see them inside For.
    <video
      class="video-player"
      controls
      playsinline
      // With picture and length known, nothing need be fetched before it is asked for; from others nothing ever is.
      preload={film.at === 'address' || (poster && duration) ? 'none' : 'metadata'}
      poster={poster ?? undefined}
      src={film.src}
      aria-label={view.activity.title ?? view.t('activities.video')}
    >
      <For each={tracks}>
        {(track) => <track kind={track.kind} src={track.src} srclang={track.lang} label={track.label} />}
      </For>
      <Html html={description} />
      <p>
        <a href={film.src}>{view.t('activities.video-open')}</a>
      </p>
    </video>
  );
}

const siteNames = { youtube: 'YouTube', vimeo: 'Vimeo' } as const;

/** Nothing is asked of the other site until the reader presses. */
function PlayerElsewhere(props: { of: Props; film: ExternalFilm }): JSX.Element {
  const { of: view, film } = props;
  const { poster, description } = view.activity.settings;
  const site = siteNames[film.at];
  const title = view.activity.title ?? view.t('activities.video');
  const island = enhance('activities/video/islands/frame', { frame: film.frame, title }, 'visible');
  return (
    <>
      <a class="video-facade" href={film.page} rel="noreferrer" {...island}>
        <Show when={poster}>
          {(address) => <img class="video-poster" src={address()} alt="" loading="lazy" />}
        </Show>
        <span class="video-play">
          <Icon name="play" />
          {view.t('activities.video-play-at', { site })}
        </span>
      </a>
      <p class="video-note">{view.t('activities.video-privacy', { site })}</p>
      <Html html={description} />
    </>
  );
}

function PassageText(props: { film: VideoSettings['film']; passage: Passage; t: Props['t'] }): JSX.Element {
  const start = () => props.passage.cues[0]?.start ?? 0;
  return (
    <p class="video-passage" dir="auto">
      {/* Apart, so that the direction is that of the words. */}
      <bdi>
        <a class="video-moment" href={momentAt(props.film, start())} data-seek={start()}>
          <span class="visually-hidden">{props.t('activities.video-play-from')} </span>
          {clockTime(start())}
        </a>
      </bdi>{' '}
      <Show when={props.passage.speaker}>{(name) => <b class="video-speaker">{name()}: </b>}</Show>
      <For each={props.passage.cues}>
        {(cue) => (
          <>
            <span class="video-cue" data-start={cue.start} data-end={cue.end}>
              {cue.text}
            </span>{' '}
          </>
        )}
      </For>
    </p>
  );
}

function TranscriptText(props: { of: Props; transcript: Transcript; open: boolean }): JSX.Element {
  const { of: view, transcript } = props;
  const key =
    transcript.kind === 'descriptions' ? 'activities.video-descriptions' : 'activities.video-transcript';
  return (
    <details class="video-transcript" open={props.open}>
      <summary>{view.t(key, { label: transcript.label })}</summary>
      <section class="video-passages" lang={transcript.lang} tabindex="0" aria-label={transcript.label}>
        <For each={transcript.passages}>
          {(passage) => <PassageText film={view.activity.settings.film} passage={passage} t={view.t} />}
        </For>
      </section>
    </details>
  );
}

function Chapters(props: { of: Props }): JSX.Element {
  const { film, chapters } = props.of.activity.settings;
  return (
    <Show when={chapters.length > 0}>
      <nav class="video-chapters" aria-label={props.of.t('activities.video-chapters')}>
        <ol>
          <For each={chapters}>
            {(chapter) => (
              <li>
                <a class="video-moment" href={momentAt(film, chapter.start)} data-seek={chapter.start}>
                  {clockTime(chapter.start)} {chapter.title}
                </a>
              </li>
            )}
          </For>
        </ol>
      </nav>
    </Show>
  );
}

/** What the browser part fills: it comes to life with the film, so it waits unseen. */
function Comforts(props: { of: Props }): JSX.Element {
  const id = fieldId(props.of.fieldName('speed'));
  const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
  const number = new Intl.NumberFormat(props.of.locale);
  return (
    <div class="video-comforts" hidden data-comforts>
      <label for={id}>{props.of.t('activities.video-speed')}</label>
      <select id={id} data-speed>
        <For each={speeds}>
          {(speed) => (
            <option value={speed} selected={speed === 1}>
              {number.format(speed)}×
            </option>
          )}
        </For>
      </select>
      <button type="button" class="button button-quiet button-small" hidden data-resume>
        {props.of.t('activities.video-resume')}
      </button>
    </div>
  );
}

function Facts(props: { of: Props }): JSX.Element {
  const { duration, download, film } = props.of.activity.settings;
  return (
    <p class="video-facts">
      <Show when={duration}>
        {(seconds) => (
          <span>
            <Icon name="clock" />
            {props.of.t('activities.video-length', { length: spokenLength(seconds(), props.of.locale) })}
          </span>
        )}
      </Show>
      <Show when={download && film.at === 'here' && film.src}>
        {(address) => (
          <a href={address()} download="">
            <Icon name="download" />
            {props.of.t('activities.video-download')}
          </a>
        )}
      </Show>
    </p>
  );
}

/** The transcript of the reader's language stands open; without one, the first. */
function openTranscript(transcripts: readonly Transcript[], locale: string): number {
  const language = (tag: string) => new Intl.Locale(tag).language;
  return Math.max(
    0,
    transcripts.findIndex((one) => language(one.lang) === language(locale)),
  );
}

export function VideoView(props: Props): JSX.Element {
  const { film, transcripts } = props.activity.settings;
  const open = openTranscript(transcripts, props.locale);
  const island = enhance('activities/video/islands/film', { key: props.activity.key }, 'visible');
  return (
    <div class="video" {...(isPlayable(film) ? island : {})}>
      <div class="video-screen">
        {isPlayable(film) ? <Player of={props} film={film} /> : <PlayerElsewhere of={props} film={film} />}
        {isPlayable(film) && <Comforts of={props} />}
        <Facts of={props} />
        <Chapters of={props} />
      </div>
      <Show when={transcripts.length > 0}>
        <div class="video-texts">
          <For each={transcripts}>
            {(transcript, index) => (
              <TranscriptText of={props} transcript={transcript} open={index() === open} />
            )}
          </For>
        </div>
      </Show>
    </div>
  );
}
