/** Addresses of films at sites with a player of their own: the page a person would open, and the frame that plays it. */
import type { VideoSettings } from './settings.ts';

export type ExternalFilm = Extract<VideoSettings['film'], { page: string }>;

const youtube = (id: string): ExternalFilm => ({
  at: 'youtube',
  page: `https://www.youtube.com/watch?v=${id}`,
  frame: `https://www.youtube-nocookie.com/embed/${id}`,
});

const vimeo = (id: string, hash: string | null | undefined): ExternalFilm => ({
  at: 'vimeo',
  page: `https://vimeo.com/${id}${hash ? `/${hash}` : ''}`,
  frame: `https://player.vimeo.com/video/${id}?dnt=1${hash ? `&h=${hash}` : ''}`,
});

/** Null: not the address of a film at a known site. */
export function readExternal(address: string): ExternalFilm | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:') return null;
  const host = url.hostname.replace(/^(?:www|m)\./, '');
  const { pathname, searchParams } = url;
  if (host === 'youtu.be' || host === 'youtube.com' || host === 'youtube-nocookie.com') {
    const inPath = host === 'youtu.be' ? /^\/([\w-]{11})$/ : /^\/(?:embed|shorts|live|v)\/([\w-]{11})$/;
    const id = searchParams.get('v') ?? inPath.exec(pathname)?.[1];
    return id && /^[\w-]{11}$/.test(id) ? youtube(id) : null;
  }
  if (host === 'vimeo.com' || host === 'player.vimeo.com') {
    const [, id, hash] = /^\/(?:video\/)?(\d+)(?:\/([\da-f]+))?\/?$/.exec(pathname) ?? [];
    const secret = hash ?? /^[\da-f]+$/.exec(searchParams.get('h') ?? '')?.[0];
    return id ? vimeo(id, secret) : null;
  }
  return null;
}
