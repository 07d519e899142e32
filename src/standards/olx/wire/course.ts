/** Reads the files of an export into one course. Pure: text in, shapes out; nothing is translated yet. */
import { Refusal } from '#platform/refusal.ts';
import { readXml } from '../../xml.ts';
import { type BlockReader, type OlxBlock, olxRefusals, readBlock, readFile } from './blocks.ts';

export interface OlxPage {
  file: string;
  slug: string;
  title: string;
  html: string;
  /** Learners saw it. */
  shown: boolean;
}

export interface OlxGrader {
  type: string;
  label: string;
  weight: number;
  drops: number;
  least: number;
}

export interface OlxCourse {
  org: string;
  number: string;
  run: string;
  root: OlxBlock;
  /** Settings of the course: policy.json over the attributes of its element. */
  settings: Record<string, unknown>;
  graders: OlxGrader[];
  cutoffs: { letter: string; from: number }[];
  about: { file: string; name: string; html: string }[];
  pages: OlxPage[];
  /** Unpublished verticals; a draft of a published one has its name. */
  drafts: OlxBlock[];
  /** Blocks in files that nothing points to. */
  orphans: OlxBlock[];
  otherRuns: string[];
  /** Files of settings that were read. */
  settingsFiles: string[];
  announcements: string[];
  /** Files that only enrolled people could open. */
  lockedFiles: string[];
  /** Every other file outside static/: nobody reads it. */
  leftovers: string[];
}

type Texts = ReadonlyMap<string, string>;

/** The path before every path of the export: archives hold `course/…`, copies of repositories `name-main/course/…`. */
export function rootOf(paths: readonly string[]): string | null {
  const roots = paths
    .filter((path) => path === 'course.xml' || path.endsWith('/course.xml'))
    .map((path) => path.slice(0, -'course.xml'.length))
    .toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  return roots[0] ?? null;
}

export const isText = (path: string): boolean =>
  !path.startsWith('static/') && /\.(?:xml|html|json)$/.test(path);

const json = (texts: Texts, file: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(texts.get(file) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

export function readCourse(texts: Texts, paths: readonly string[], wantedRun?: string): OlxCourse {
  const reading = readXml(texts.get('course.xml') ?? '', 'course.xml');
  if ('mistake' in reading || reading.root.name !== 'course') {
    const cause = 'mistake' in reading ? reading.mistake : `<${reading.root.name}>`;
    throw new Refusal(olxRefusals['olx-broken-root'], { values: { cause } });
  }
  const { org = '', course: number = '', url_name: first = '' } = reading.root.attributes;
  const runs = paths.flatMap((path) => /^course\/([^/]+)\.xml$/.exec(path)?.[1] ?? []);
  const run = wantedRun ?? (first || (runs[0] ?? 'course'));
  const policyFile = `policies/${run}/policy.json`;
  const gradingFile = [`policies/${run}/grading_policy.json`, 'grading_policy.json'].find((file) =>
    texts.has(file),
  );
  const policy = json(texts, policyFile);

  const reader: BlockReader = { texts, policy, used: new Set(['course.xml']), folder: '', count: 0 };
  const rootFile = `course/${run}.xml`;
  const site = { file: 'course.xml', text: texts.get('course.xml') ?? '', alone: true };
  const root = texts.has(rootFile)
    ? readFile(rootFile, reading.root, reader, [rootFile])
    : readBlock(reading.root, site, reader, []);
  if (root.fault) throw new Refusal(olxRefusals['olx-broken-root'], { values: { cause: root.fault.text } });

  const drafts = readDrafts(paths, reader);
  const pages = readPages(texts, paths, policy, run);
  const about = paths
    .filter((path) => /^about\/[^/]+\.html$/.test(path))
    .map((file) => ({
      file,
      name: file.slice('about/'.length, -'.html'.length),
      html: texts.get(file) ?? '',
    }));
  const settingsFiles = [
    policyFile,
    ...(gradingFile ? [gradingFile] : []),
    'policies/assets.json',
    'assets/assets.xml',
  ].filter((file) => texts.has(file));
  const announcements = ['info/updates.items.json', 'info/updates.html'].filter((file) => texts.has(file));
  for (const file of [...settingsFiles, ...about.map(({ file }) => file), ...pages.map(({ file }) => file)])
    reader.used.add(file);
  for (const file of ['info/updates.items.json', 'info/updates.html']) reader.used.add(file);

  const otherRuns = runs.filter((name) => name !== run).map((name) => `course/${name}.xml`);
  for (const file of otherRuns) reader.used.add(file);
  const orphans = readOrphans(paths, reader);
  return {
    org,
    number,
    run,
    root,
    settings: courseSettings(root, policy, run),
    ...readGrading(gradingFile ? json(texts, gradingFile) : {}),
    about,
    pages,
    drafts,
    orphans,
    otherRuns,
    settingsFiles,
    announcements,
    lockedFiles: lockedFiles(json(texts, 'policies/assets.json')),
    leftovers: paths.filter((path) => !path.startsWith('static/') && !reader.used.has(path)),
  };
}

/** Attributes of the course element hold JSON where they are no plain words. */
function courseSettings(
  root: OlxBlock,
  policy: Record<string, unknown>,
  run: string,
): Record<string, unknown> {
  const own = Object.fromEntries(
    Object.entries(root.attributes).map(([name, value]) => {
      try {
        return [name, JSON.parse(value)];
      } catch {
        return [name, value];
      }
    }),
  );
  const key = `course/${run}`;
  const declared = Object.hasOwn(policy, key) ? policy[key] : {};
  return { ...own, ...(typeof declared === 'object' && declared) };
}

/** Drafts that no other draft holds. */
function readDrafts(paths: readonly string[], main: BlockReader): OlxBlock[] {
  const reader = { ...main, folder: 'drafts/' };
  const files = paths.filter((path) => /^drafts\/vertical\/[^/]+\.xml$/.test(path));
  const blocks = files.map((file) => readFile(file, null, reader, [file]));
  main.count = reader.count;
  const inside = new Set(blocks.flatMap((block) => below(block).map(({ file }) => file)));
  return blocks.filter((block) => !inside.has(block.file));
}

const below = (block: OlxBlock): OlxBlock[] => block.children.flatMap((child) => [child, ...below(child)]);

/** Blocks that nothing points to, outermost first, so that each is told once. */
function readOrphans(paths: readonly string[], reader: BlockReader): OlxBlock[] {
  const kinds = ['chapter', 'sequential', 'split_test', 'library_content', 'vertical'];
  const rank = (path: string) => {
    const at = kinds.findIndex((kind) => path.replace(/^drafts\//, '').startsWith(`${kind}/`));
    return at < 0 ? kinds.length : at;
  };
  const candidates = paths
    .filter((path) => /^(?:drafts\/)?[\w-]+\/[^/]+\.xml$/.test(path) && !path.startsWith('assets/'))
    .filter((path) => !reader.used.has(path))
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const orphans: OlxBlock[] = [];
  for (const file of candidates) {
    if (reader.used.has(file)) continue;
    orphans.push(
      readFile(file, null, { ...reader, folder: file.startsWith('drafts/') ? 'drafts/' : '' }, [file]),
    );
  }
  return orphans;
}

function readPages(
  texts: Texts,
  paths: readonly string[],
  policy: Record<string, unknown>,
  run: string,
): OlxPage[] {
  const course = policy[`course/${run}`] as { tabs?: unknown } | undefined;
  const tabs = (Array.isArray(course?.tabs) ? course.tabs : []) as Record<string, unknown>[];
  const order = (slug: string) => tabs.findIndex((tab) => tab.url_slug === slug);
  const statics = paths
    .filter((path) => /^tabs\/[^/]+\.html$/.test(path))
    .map((file): OlxPage => {
      const slug = file.slice('tabs/'.length, -'.html'.length);
      const tab = tabs.find(({ url_slug }) => url_slug === slug);
      const shown = tab !== undefined && tab.is_hidden !== true && tab.course_staff_only !== true;
      return { file, slug, title: String(tab?.name ?? slug), html: texts.get(file)?.trim() ?? '', shown };
    })
    .toSorted((a, b) => order(a.slug) - order(b.slug));
  const handouts =
    texts
      .get('info/handouts.html')
      ?.replace(/<ol>\s*<\/ol>/, '')
      .trim() ?? '';
  if (!texts.has('info/handouts.html')) return statics;
  const page = {
    file: 'info/handouts.html',
    slug: 'handouts',
    title: 'Handouts',
    html: handouts,
    shown: true,
  };
  return [...statics, page];
}

const lockedFiles = (files: Record<string, unknown>): string[] =>
  Object.entries(files).flatMap(([name, facts]) =>
    (facts as { locked?: unknown } | null)?.locked === true ? [name] : [],
  );

function readGrading(policy: Record<string, unknown>): Pick<OlxCourse, 'graders' | 'cutoffs'> {
  const number = (value: unknown) => (Number.isFinite(Number(value)) ? Number(value) : 0);
  const graders = (Array.isArray(policy.GRADER) ? policy.GRADER : []) as Record<string, unknown>[];
  const cutoffs = (policy.GRADE_CUTOFFS ?? {}) as Record<string, unknown>;
  return {
    graders: graders.map((grader) => ({
      type: String(grader.type ?? ''),
      label: String(grader.short_label ?? ''),
      weight: number(grader.weight),
      drops: Math.max(0, Math.floor(number(grader.drop_count))),
      least: Math.max(0, Math.floor(number(grader.min_count))),
    })),
    cutoffs: Object.entries(cutoffs)
      .map(([letter, from]) => ({ letter, from: number(from) }))
      .toSorted((a, b) => b.from - a.from),
  };
}

/** Every block of a tree, the outermost first. */
export const allBlocks = (block: OlxBlock): OlxBlock[] => [block, ...below(block)];
