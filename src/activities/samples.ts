/** One source a kind, with answers and a twin: what the contract suite tries every kind with. */
import type { ActivityType } from '#modules/content/contract.ts';
import { choice } from './choice/index.ts';
import { match } from './match/index.ts';
import { numeric } from './numeric/index.ts';
import { order } from './order/index.ts';
import { poll } from './poll/index.ts';
import { textAnswerType } from './text-answer/index.ts';
import { unsupported } from './unsupported/index.ts';
import { video } from './video/index.ts';

export interface Sample<Settings = unknown, Answer = unknown> {
  type: ActivityType<Settings, Answer>;
  source: string;
  assets?: Record<string, string>;
  /** The right answer; for a poll any. */
  right?(settings: Settings): Answer;
  wrong?(settings: Settings): Answer;
  /** The same question with another right answer: a view that gives nothing away looks the same. */
  twin?(settings: Settings): Settings;
}

/** Keeps the types of one sample together and forgets them for the list. */
const sample = <Settings, Answer>(one: Sample<Settings, Answer>): Sample => one as unknown as Sample;

const captions = `WEBVTT

00:01.000 --> 00:03.000
<v Ana>The Moon pulls.

00:04.000 --> 00:06.000
<v Ana>The <i>sea</i> follows & rises.

00:12.000 --> 00:14.000
<v Ben>Twice <b>a day</b>?
`;

const idsWhere = (options: { id: string; correct: boolean }[], correct: boolean) =>
  options.filter((option) => option.correct === correct).map(({ id }) => id);

export const samples: Sample[] = [
  sample({
    type: choice,
    source: `::::choice{#cause shuffle}
What raises most of the tide?

- [x] The **Moon**
  > Yes: it is near.
- [ ] The wind <script>alert(1)</script> & "rain"
  > Wind makes waves.
- [ ] The rivers
::::`,
    right: ({ options }) => idsWhere(options, true),
    wrong: ({ options }) => idsWhere(options, false).slice(0, 1),
    twin: (settings) => ({
      ...settings,
      options: settings.options.map((option, index) => ({ ...option, correct: index === 2, feedback: null })),
    }),
  }),
  sample({
    type: choice,
    source: `:::choice{#planets multiple partial=each}
- [x] Mars
- [x] Venus
- [ ] Moon
:::`,
    right: ({ options }) => idsWhere(options, true),
    wrong: ({ options }) => idsWhere(options, false),
    twin: (settings) => ({
      ...settings,
      options: settings.options.map((option) => ({ ...option, correct: !option.correct })),
    }),
  }),
  sample({
    type: numeric,
    source: `:::numeric{#g answer=9.81 tolerance=1% unit="m/s^2"}
How fast does a stone gain speed?

::answer[Half of it.]{value=4.9 tolerance=1% score=0.5}
:::`,
    right: () => '9,81',
    wrong: () => '12',
    twin: (settings) => ({
      ...settings,
      ranges: [{ shown: '3', from: 3, to: 3, fromOpen: false, toOpen: false, score: 1, feedback: null }],
    }),
  }),
  sample({
    type: textAnswerType,
    source: `:::text-answer{#capital answer="Helsinki" placeholder="A city"}
Capital of Finland?

::answer[That is the Swedish name.]{text="Helsingfors" score=0.5}
:::`,
    right: () => ' HELSINKI ',
    wrong: () => 'Oslo',
    twin: (settings) => ({
      ...settings,
      accepted: [{ kind: 'text' as const, value: 'Oslo', score: 1, feedback: null }],
    }),
  }),
  sample({
    type: match,
    source: `:::match{#moons shuffle}
| Moon | Planet |
| --- | --- |
| Io | Jupiter |
| Titan | Saturn |
| Triton | Neptune |
| | Mars & "Phobos" |
:::`,
    right: ({ rows }) => Object.fromEntries(rows.map((row) => [row.id, row.target])),
    wrong: ({ rows }) =>
      Object.fromEntries(rows.map((row, index) => [row.id, rows.at(index - 1)?.target ?? ''])),
    twin: (settings) => ({
      ...settings,
      rows: settings.rows.map((row, index, rows) => ({ ...row, target: rows.at(index - 1)?.target ?? '' })),
    }),
  }),
  sample({
    type: order,
    source: `:::order{#life partial=each}
Put the life of a butterfly in order.

1. Egg
2. Caterpillar
3. Pupa
4. Butterfly
:::`,
    right: ({ sequence }) => Object.fromEntries(sequence.map((id, index) => [id, index + 1])),
    wrong: ({ sequence }) => Object.fromEntries(sequence.map((id, index) => [id, sequence.length - index])),
    twin: (settings) => ({ ...settings, sequence: settings.sequence.toReversed() }),
  }),
  sample({
    type: poll,
    source: `:::poll{#mood multiple}
How do you feel?

- Well
- <b>Tired</b>
:::`,
    right: ({ options }) => options.map(({ id }) => id),
  }),
  sample({
    type: video,
    source: `:::video{#film src=../assets/moon.mp4 poster=../assets/moon.jpg duration=PT2M10S download}
A film of the tide.

::track{src=../assets/moon.en.vtt lang=en label=English kind=captions}
:::`,
    assets: { '../assets/moon.mp4': '', '../assets/moon.jpg': '', '../assets/moon.en.vtt': captions },
  }),
  sample({
    type: video,
    source: `:::video{#talk src="https://www.youtube.com/watch?v=dQw4w9WgXcQ"}
A talk.
:::`,
  }),
  sample({
    type: video,
    source: `:::video{#sound src="https://media.example.org/tide.m4a?v=2"}
The sea at night.
:::`,
  }),
  sample({
    type: unsupported,
    source: `:::unsupported{#drag type="drag-and-drop" source="assets/original/drag.xml"}
Drag the planets.
:::`,
  }),
];
