/** Builders for tests: a small course as files, and kinds of activity that need nothing from above. */
import { Type } from 'typebox';
import type { ActivityType, ActivityTypes } from './contract.ts';
import type { Release } from './schema.ts';
import { compileCourse } from './service/compile.ts';
import { type CourseSource, memorySource } from './service/source.ts';
import { addRelease } from './store/releases.ts';

const plainType = (
  type: Pick<ActivityType, 'name' | 'attributes' | 'defaultPoints' | 'answer' | 'read' | 'uploads'>,
): ActivityType => ({
  settings: Type.Unknown(),
  view: () => null,
  searchText: (settings) => (settings as { words?: string }).words ?? '',
  ...type,
});

/** `ask` takes anything as its question, `send` takes files; `film` shows that a kind may need assets and their texts. */
export const testTypes: ActivityTypes = new Map(
  [
    plainType({
      ...{ name: 'ask', attributes: ['shuffle', 'words'], defaultPoints: 1, answer: Type.String() },
      read: ({ attributes, children }) => ({ settings: attributes, prompt: children }),
    }),
    plainType({
      ...{ name: 'send', attributes: [], defaultPoints: 1, answer: Type.String() },
      read: ({ children }) => ({ settings: {}, prompt: children }),
      uploads: () => ({ maxBytes: 1_000 }),
    }),
    plainType({
      ...{ name: 'film', attributes: ['src', 'captions'], defaultPoints: 0, answer: null },
      read: (source) => {
        const { src = '', captions } = source.attributes;
        if (!src) source.problem('The film has no "src".', 'Name an asset.');
        const address = src && source.asset(src);
        return {
          settings: { src: address, captions: captions && source.assetText(captions) },
          prompt: source.children,
        };
      },
    }),
  ].map((type) => [type.name, type]),
);

export const manifestText = (units: string[], more = ''): string =>
  `lectern: 1\nkey: tides\ntitle: Tides\n${more}outline:\n  - section: start\n    title: Start\n    units: [${units.join(', ')}]\n`;

/** A course of one unit, `units/page.md`, and whatever else is given. */
export function courseOf(
  body: string,
  files: Record<string, string | Uint8Array> = {},
  manifest = '',
): CourseSource {
  const page = body.startsWith('---\n') ? body : `---\ntitle: Page\n---\n${body}`;
  const all = { 'course.yaml': manifestText(['units/page.md'], manifest), 'units/page.md': page, ...files };
  return memorySource(new Map(Object.entries(all)));
}

/** What becomes of one unit: its HTML with `[key]` for activities, and the mistakes. */
export async function compilePage(
  body: string,
  files: Record<string, string | Uint8Array> = {},
  manifest = '',
) {
  const { release, problems } = await compileCourse(courseOf(body, files, manifest), testTypes);
  const unit = release?.units[0] ?? null;
  const html =
    unit?.blocks.map((block) => (block.kind === 'html' ? block.html : `[${block.key}]`)).join('\n') ?? null;
  return { html, unit, release, problems };
}

export const testReleaseId = '0'.repeat(64);

/** A release without anything in it, for runs whose activities a test makes itself. */
export async function keepTestRelease(over: Partial<Release> = {}): Promise<void> {
  const { release } = await compileCourse(courseOf('Nothing.\n'), testTypes);
  if (!release) throw new Error('the course of the tests does not compile');
  const empty = { ...release, outline: [], units: [], activities: [], assets: [] };
  await addRelease({ ...empty, id: testReleaseId, ...over }, new Date());
}
