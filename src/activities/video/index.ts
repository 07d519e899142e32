/** video: a film with captions and a transcript to read. */
import type { ActivityType } from '#modules/content/contract.ts';
import { videoForm } from './form.ts';
import { readVideo } from './read.ts';
import { doubtsOfVideo } from './rules.ts';
import { type VideoSettings, videoSettings } from './settings.ts';
import { VideoView } from './views.tsx';

export const video: ActivityType<VideoSettings, never> = {
  name: 'video',
  attributes: ['src', 'poster', 'duration', 'download'],
  form: videoForm,
  doubts: doubtsOfVideo,
  defaultPoints: 0,
  settings: videoSettings,
  answer: null,
  read: readVideo,
  view: VideoView,
  searchText: ({ transcripts, chapters }) =>
    [
      ...chapters.map(({ title }) => title),
      ...transcripts.flatMap(({ passages }) => passages.flatMap(({ cues }) => cues.map(({ text }) => text))),
    ].join('\n'),
};
