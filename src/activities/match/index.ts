/** match: what belongs to what. */
import { shuffled } from '#lib/random.ts';
import type { ActivityType } from '#modules/content/contract.ts';
import { matchForm } from './form.ts';
import { describeMatch, judgeMatch, matchFromForm, refuseMatch } from './judge.ts';
import { readMatch } from './read.ts';
import { type MatchAnswer, type MatchSettings, matchAnswer, matchSettings } from './settings.ts';
import { MatchView } from './views.tsx';

export const match: ActivityType<MatchSettings, MatchAnswer> = {
  name: 'match',
  attributes: ['shuffle', 'partial'],
  form: matchForm,
  defaultPoints: 1,
  settings: matchSettings,
  words: ['rows.*.html', 'rows.*.text', 'targets.*.html', 'targets.*.text', 'targets.*.plain'],
  answer: matchAnswer,
  read: readMatch,
  fromForm: matchFromForm,
  refuse: refuseMatch,
  ask: ({ rows, targets }, seed) => ({
    rows: rows.map(({ id, html }) => ({ id, html })),
    targets: shuffled(targets, seed).map(({ id, html }) => ({ id, html })),
  }),
  judge: judgeMatch,
  describe: describeMatch,
  view: MatchView,
  searchText: ({ rows, targets }) => [...rows, ...targets].map(({ text }) => text).join('\n'),
};
