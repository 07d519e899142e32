import type { Doubt } from '#modules/content/contract.ts';
import type { VideoSettings } from './settings.ts';

/** Who does not hear needs words; a site's own player brings its own captions. */
export function doubtsOfVideo({ film, tracks }: VideoSettings): Doubt[] {
  if (film.at === 'youtube' || film.at === 'vimeo') return [];
  const spoken = tracks.some(({ kind }) => kind === 'captions' || kind === 'subtitles');
  return spoken ? [] : [{ code: 'no-captions' }];
}
