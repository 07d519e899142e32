/** One source a kind, with answers and a twin: what the contract suite tries every kind with. */
import type { ActivityType } from '#modules/content/contract.ts';
import { calculated } from './calculated/index.ts';
import { choice } from './choice/index.ts';
import { code } from './code/index.ts';
import { essay } from './essay/index.ts';
import { exercise } from './exercise/index.ts';
import { fileUpload } from './file-upload/index.ts';
import { match } from './match/index.ts';
import { numeric } from './numeric/index.ts';
import { order } from './order/index.ts';
import { poll } from './poll/index.ts';
import { survey } from './survey/index.ts';
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

/** Of every drawing and judging in the suite. */
export const sampleSeed = 7;

/** Value of a variable, as a program is told it. */
function drawn(settings: ReturnType<typeof calculated.read>['settings'], name: string): number {
  const asked = calculated.ask?.(settings, sampleSeed) as { values?: Record<string, number> } | undefined;
  return asked?.values?.[name] ?? Number.NaN;
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
    type: calculated,
    source: `:::calculated{#way answer="v*t" tolerance="1%" unit=km}
A train goes {v} km/h for {t} hours. How far?

::value{name=v from=60 to=120 step=5}
::value{name=t of="1.5, 2, 2.5"}

::answer[That is the speed per time.]{is="v/t" score=0.5}
:::`,
    right: (settings) => ({
      value: String(drawn(settings, 'v') * drawn(settings, 't')),
      seed: sampleSeed,
    }),
    wrong: () => ({ value: '1', seed: sampleSeed }),
    twin: (settings) => ({ ...settings, accepted: settings.accepted.map((one) => ({ ...one, is: 'v+t' })) }),
  }),
  sample({
    type: calculated,
    source: `:::calculated{#slope answer="2*a*x" values=learner}
What is the derivative of {a} x²?

::value{name=a from=2 to=9}
::unknown{name=x from=-3 to=3}
:::`,
    right: (settings) => ({
      value: `${2 * drawn(settings, 'a')}x`,
      seed: sampleSeed,
    }),
    wrong: () => ({ value: 'x^2', seed: sampleSeed }),
  }),
  sample({
    type: essay,
    source: `:::essay{#why min-words=2 max-words=300 placeholder="Because"}
Why does the sea rise?
:::`,
    right: () => 'Because of the **Moon** <b>& "more"</b>.',
    wrong: () => 'I do not know.',
  }),
  sample({
    type: fileUpload,
    source: `:::file-upload{#report types="pdf, image/*" max-files=2 max-size=5MB}
Hand in your report.
:::`,
    right: () => ({
      files: [
        {
          id: '0198a5a0-0000-7000-8000-000000000001',
          name: 'report "1" <final>.pdf',
          sha256: 'a'.repeat(64),
          size: 12_345,
          type: 'application/pdf',
        },
      ],
      comment: 'At last & "well".',
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
    type: code,
    source: `::::code{#double language=python lines=5}
Write \`double\` in Python.

\`\`\`python file=numbers.py starter
def double(n):
    ...
\`\`\`

\`\`\`python given file=two.py
TWO = 2
\`\`\`

\`\`\`python tests file=test_double.py
import unittest
from numbers import double
\`\`\`

\`\`\`python tests hidden points=3 file=test_secret.py
secret = "seven"
\`\`\`

::case[Three & <b>four</b>]{input="3\\n4" output="6\\n8"}
::case{input="5" output="10" hidden}
::::`,
    right: () => ({ 'numbers.py': 'def double(n):\n    return 2 * n\n' }),
    wrong: () => ({ 'numbers.py': 'def double(n):\n    return n\n' }),
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
    type: survey,
    source: `::::survey{#week}
How was this week?

:::question{#pace type=scale low="too slow" high="too fast" required}
The pace was
:::
:::question{#liked multiple}
What helped?

- Films
- <b>Exercises</b>
:::
:::question{#more}
What else?
:::
::::`,
    right: ({ questions }) => {
      const [pace, liked, more] = questions;
      const chosen = liked?.kind === 'choice' ? liked.options.map(({ id }) => id) : [];
      return {
        [pace?.id ?? '']: ['4'],
        [liked?.id ?? '']: chosen,
        [more?.id ?? '']: ['More "tea" & <i>time</i>'],
      };
    },
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
  sample({
    type: exercise,
    source: `:::::exercise{#greet service="https://grader.example.org/c/greet"}
What is it?

::::field{name=lambda type=number label="Lambda" required}
Above zero.
::::
::::field{name=pick type=radio label="Pick one"}
::option[**Four** <script>alert(1)</script>]{value=4}
::option[Five]{value=5}
::::
::::field{name=many type=checkbox label="Pick some"}
::option[Red]{value=r}
::option[Blue]{value=b}
::::
::::field{name=one type=dropdown label="Country"}
::option[Here]{value=h}
::::
::::field{name=text type=textarea label="Why"}
::::
::::field{name=program type=file label="main.py"}
::::
:::::`,
    right: () => ({
      fields: { lambda: ['2'], pick: ['4'], many: ['r', 'b'], one: ['h'], text: ['so\nand so'] },
      files: [],
      language: 'en',
    }),
    wrong: () => ({
      fields: { lambda: ['0'] },
      files: [
        {
          ...{ field: 'program', id: '0190a000-0000-7000-8000-000000000000', name: 'main.py' },
          ...{ sha256: 'a'.repeat(64), size: 12, type: 'text/plain' },
        },
      ],
      language: 'en',
    }),
  }),
];
