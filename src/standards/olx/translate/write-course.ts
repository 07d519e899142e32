/**
 * A course as OLX: sections are chapters, those inside them sequentials, units verticals; their texts are HTML blocks,
 * their questions problems, films videos. What Open edX has no block for is a text, and the report says so.
 */
import type { Activity } from '#modules/content/contract.ts';
import type { OutlineSection, OutlineUnit } from '#modules/content/index.ts';
import {
  closeExport,
  type Exported,
  type ExportedUnit,
  type ExportInput,
  type Opened,
  openExport,
} from '../../export-course.ts';
import { type ExportLinks, escapeXml, portableHtml } from '../../export-html.ts';
import { licenseWords } from './license.ts';
import { problemXml } from './write-problem.ts';

const run = 'main';

interface Writing {
  input: ExportInput;
  opened: Opened;
  links: ExportLinks;
  activities: ReadonlyMap<string, Activity>;
  put(path: string, text: string): void;
}

const attributesXml = (attributes: Record<string, string | null>): string =>
  Object.entries(attributes)
    .flatMap(([name, value]) => (value === null ? [] : ` ${name}="${escapeXml(value)}"`))
    .join('');
const pointers = (names: [kind: string, name: string][]) =>
  names.map(([kind, name]) => `<${kind} url_name="${escapeXml(name)}"/>`).join('\n');
const blockXml = (kind: string, attributes: Record<string, string | null>, inner: string): string =>
  `<${kind}${attributesXml(attributes)}>\n${inner}\n</${kind}>\n`;

interface Film {
  src?: string;
  description?: string;
  tracks?: { src: string; lang: string; kind: string }[];
}

const youtube = /^https:\/\/(?:www\.youtube\.com\/watch\?v=|youtu\.be\/)([\w-]{11})/;

function videoXml({ title, settings }: Activity, { links, opened }: Writing): string | null {
  const { src = '', tracks = [] } = settings as Film;
  const nameOf = (address: string): string | null => {
    const [, sha256 = ''] = /^\/assets\/([0-9a-f]{64})\//.exec(address) ?? [];
    return opened.assets.get(sha256)?.replace(/^static\//, '') ?? null;
  };
  const [, id = null] = youtube.exec(src) ?? [];
  const source = src.startsWith('/assets/') ? portableAddress(src, links) : src;
  if (!id && !/\.(?:mp4|m4v|webm|ogv|mp3|m4a)(?:$|\?)/.test(source)) return null;
  const captions = tracks.flatMap(({ src: track, lang, kind }) => {
    const name = kind === 'captions' || kind === 'subtitles' ? nameOf(track) : null;
    return name ? [[lang, name] as const] : [];
  });
  return `<video${attributesXml({
    display_name: title ?? '',
    youtube_id_1_0: id,
    html5_sources: id ? null : JSON.stringify([source]),
    transcripts: captions.length > 0 ? JSON.stringify(Object.fromEntries(captions)) : null,
  })}/>\n`;
}

function portableAddress(url: string, links: ExportLinks): string {
  const [, sha256 = ''] = /^\/assets\/([0-9a-f]{64})\//.exec(url) ?? [];
  return links.asset(sha256) ?? url;
}

/** A text of its own; gives how the vertical points to it. */
function writeText(name: string, html: string, { put, links }: Writing): [string, string] {
  put(`html/${name}.xml`, `<html filename="${escapeXml(name)}" display_name=""/>\n`);
  put(`html/${name}.html`, `${portableHtml(html, links)}\n`);
  return ['html', name];
}

function writeActivity(key: string, exported: ExportedUnit, writing: Writing): [string, string][] {
  const activity = writing.activities.get(key);
  const item = exported.items.get(key);
  if (!activity || !item) return [];
  if (activity.type === 'video') {
    const xml = videoXml(activity, writing);
    const { description } = activity.settings as Film;
    const text = `${activity.prompt}${description ?? ''}`;
    const beside = text ? [writeText(`${key}-text`, text, writing)] : [];
    if (xml) {
      writing.put(`video/${key}.xml`, xml);
      item.place(`video/${key}.xml`);
      return [['video', key], ...beside];
    }
  }
  const problem = problemXml(activity, writing.links);
  if (problem) {
    writing.put(`problem/${key}.xml`, problem.xml);
    item.place(`problem/${key}.xml`);
    if (problem.lost.length > 0) item.note('not-said', problem.lost.join(', '));
    return [['problem', key]];
  }
  item.note('no-question', activity.type);
  item.place(`html/${key}.html`);
  const title = activity.title ? `<h3>${escapeXml(activity.title)}</h3>` : '';
  return [writeText(key, `${title}${activity.prompt}`, writing)];
}

function writeVertical({ key, title, category }: OutlineUnit, writing: Writing): void {
  const exported = writing.opened.units.get(key);
  if (!exported) return;
  const { unit, item } = exported;
  item.place(`vertical/${key}.xml`);
  const children = unit.blocks.flatMap((block, index): [string, string][] =>
    block.kind === 'html'
      ? [writeText(`${key}-text-${index + 1}`, block.html, writing)]
      : writeActivity(block.key, exported, writing),
  );
  const graded = category ? { graded: 'true', format: category } : { graded: null, format: null };
  writing.put(
    `vertical/${key}.xml`,
    blockXml('vertical', { display_name: title, ...graded }, pointers(children)),
  );
}

interface Part {
  key: string;
  title: string;
  category: string | null;
  units: OutlineUnit[];
}

/** Units side by side are one sequential; those of deeper sections are named with the sections above them. */
function partsOf({ key, title, category, children }: OutlineSection): Part[] {
  const parts: Part[] = [];
  let loose: Part | null = null;
  for (const child of children) {
    if (child.kind === 'section') {
      loose = null;
      const inner = partsOf({ ...child, category: child.category ?? category });
      const named = (part: Part) =>
        part.title === child.title ? part : { ...part, title: `${child.title} / ${part.title}` };
      parts.push(...inner.map(named));
      continue;
    }
    if (!loose) {
      loose = { key: parts.length > 0 ? `${key}-${parts.length + 1}` : key, title, category, units: [] };
      parts.push(loose);
    }
    loose.units.push(child);
  }
  return parts;
}

function writeChapter(section: OutlineSection, writing: Writing): void {
  const parts = partsOf(section);
  for (const { key, title, category, units } of parts) {
    for (const unit of units) writeVertical(unit, writing);
    const graded = category ? { graded: 'true', format: category } : { graded: null, format: null };
    const inner = pointers(units.map((unit) => ['vertical', unit.key]));
    writing.put(`sequential/${key}.xml`, blockXml('sequential', { display_name: title, ...graded }, inner));
  }
  const inner = pointers(parts.map(({ key }) => ['sequential', key]));
  writing.put(`chapter/${section.key}.xml`, blockXml('chapter', { display_name: section.title }, inner));
}

function writePolicies({ release: { course, grading } }: ExportInput, put: Writing['put']): void {
  const { pass, letters, categories } = grading;
  const cutoffs =
    letters.length > 0
      ? Object.fromEntries(letters.map(({ letter, from }) => [letter, from / 100]))
      : { Pass: (pass ?? 0) / 100 };
  const graders = categories.map(({ key, weight, drop }) => ({
    ...{ type: key, short_label: key, weight: weight / 100, drop_count: drop, min_count: 1 },
  }));
  const settings = {
    ...{ display_name: course.title, language: course.language, self_paced: course.pace === 'self' },
    license: licenseWords(course.license.id),
  };
  put(`policies/${run}/policy.json`, `${JSON.stringify({ [`course/${run}`]: settings }, null, 2)}\n`);
  put(
    `policies/${run}/grading_policy.json`,
    `${JSON.stringify({ GRADER: graders, GRADE_CUTOFFS: cutoffs }, null, 2)}\n`,
  );
}

export async function writeOlx(input: ExportInput): Promise<Exported> {
  const opened = await openExport(input, { folder: 'static/', manifest: 'course.xml', pages: true });
  const { release } = input;
  const encoder = new TextEncoder();
  const put = (path: string, text: string) => void opened.files.set(path, encoder.encode(text));
  const links: ExportLinks = {
    asset: (sha256) => {
      const path = opened.assets.get(sha256);
      return path ? `/${path.split('/').map(encodeURIComponent).join('/')}` : null;
    },
    unit: (key) => (opened.units.has(key) ? `/jump_to_id/${encodeURIComponent(key)}` : null),
  };
  const activities = new Map(release.activities.map((activity) => [activity.key, activity]));
  const writing: Writing = { input, opened, links, activities, put };
  const chapters = release.outline.filter((one) => one.kind === 'section');
  for (const chapter of chapters) writeChapter(chapter, writing);
  const { course } = release;
  put('course.xml', `<course url_name="${run}" org="lectern" course="${escapeXml(course.key)}"/>\n`);
  put(
    `course/${run}.xml`,
    blockXml('course', { display_name: course.title }, pointers(chapters.map(({ key }) => ['chapter', key]))),
  );
  if (course.about) put('about/overview.html', portableHtml(course.about, links));
  if (course.summary) put('about/short_description.html', escapeXml(course.summary));
  writePolicies(input, put);
  return closeExport('olx', input, opened);
}
