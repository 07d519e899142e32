/**
 * Ties a film to its transcript: the cue that is heard is marked, a press on a cue or a time goes there. Speed and the
 * place where one stopped are remembered in this browser only.
 */
import { clockTime } from '#lib/clock-time.ts';

const speedName = 'lectern.film.speed';
/** Seconds from either end in which a place is not worth remembering. */
const margin = 10;

interface Heard {
  start: number;
  end: number;
  element: HTMLElement;
}

/** Storage may be closed to a page (private windows, policies): then nothing is remembered. */
const recall = (name: string): string | null => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};
function remember(name: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    return;
  }
}

function cuesOf(element: Element): Heard[] {
  return [...element.querySelectorAll<HTMLElement>('.video-cue')].map((cue) => ({
    start: Number(cue.dataset.start),
    end: Number(cue.dataset.end),
    element: cue,
  }));
}

/** Only the box of the transcript scrolls, never the page. */
function scrollIntoBox(cue: HTMLElement) {
  const box = cue.closest<HTMLElement>('.video-passages');
  if (!box || box.matches(':hover, :focus-within') || box.scrollHeight <= box.clientHeight) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const middle = cue.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
  box.scrollBy({ top: middle, behavior: calm ? 'auto' : 'smooth' });
}

function markHeard(player: HTMLVideoElement, cues: Heard[]) {
  const time = player.currentTime;
  for (const { start, end, element } of cues) {
    const heard = time >= start && time < end;
    if (heard === element.classList.contains('is-heard')) continue;
    element.classList.toggle('is-heard', heard);
    if (heard) scrollIntoBox(element);
  }
}

function seek(player: HTMLVideoElement, seconds: number) {
  player.currentTime = seconds;
  player.play().catch(() => player.focus());
}

/** Marking words to copy them must not move the film. */
const isSelecting = () => getSelection()?.isCollapsed === false;

function makeSeekable(element: Element, player: HTMLVideoElement) {
  element.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const moment = target?.closest<HTMLElement>('[data-seek]');
    const cue = target?.closest<HTMLElement>('.video-cue');
    if (moment) event.preventDefault();
    else if (!cue || isSelecting()) return;
    seek(player, Number(moment?.dataset.seek ?? cue?.dataset.start));
  });
}

function makeSpeed(element: Element, player: HTMLVideoElement) {
  const menu = element.querySelector<HTMLSelectElement>('[data-speed]');
  if (!menu) return;
  const set = (speed: number) => {
    player.defaultPlaybackRate = speed;
    player.playbackRate = speed;
  };
  const known = [...menu.options].find((option) => option.value === recall(speedName));
  if (known) {
    menu.value = known.value;
    set(Number(known.value));
  }
  menu.addEventListener('change', () => {
    set(Number(menu.value));
    remember(speedName, menu.value);
  });
}

function makeResume(element: Element, player: HTMLVideoElement, key: string) {
  const name = `lectern.film.${location.pathname}.${key}`;
  const button = element.querySelector<HTMLButtonElement>('[data-resume]');
  const stopped = Number(recall(name) ?? Number.NaN);
  if (button && stopped > 0) {
    button.textContent = `${button.textContent?.trim()} (${clockTime(stopped)})`;
    button.hidden = false;
    button.addEventListener('click', () => seek(player, stopped));
    player.addEventListener('playing', () => (button.hidden = true), { once: true });
  }
  const keep = () => {
    const { currentTime, duration } = player;
    const worth = currentTime > margin && !(currentTime > duration - margin);
    remember(name, worth ? String(Math.floor(currentTime)) : null);
  };
  player.addEventListener('pause', keep);
  player.addEventListener('ended', keep);
  addEventListener('pagehide', () => player.currentTime > 0 && keep());
}

export function mount(element: HTMLElement, { key }: { key: string }): void {
  const player = element.querySelector('video');
  const comforts = element.querySelector<HTMLElement>('[data-comforts]');
  if (!player || !comforts) return;
  const cues = cuesOf(element);
  player.addEventListener('timeupdate', () => markHeard(player, cues));
  makeSeekable(element, player);
  makeSpeed(element, player);
  makeResume(element, player, key);
  comforts.hidden = false;
  element.classList.add('is-enhanced');
}
