/** Resources of a cartridge as things. */
import { posix } from 'node:path';
import type { Assessment } from '../../assessments.ts';
import type { OpenPackage, PackageResource } from '../../content-package.ts';
import { escapeHtml } from '../../question-text.ts';
import { childrenNamed, descendants, type XmlElement } from '../../xml.ts';
import { child, datesIn, isTrue, numberIn, raw, rootOf, word } from './elements.ts';
import type { Assignment, Quiz, Thing, Topic } from './things.ts';

export interface ThingReader {
  opened: OpenPackage;
  byId: ReadonlyMap<string, PackageResource>;
  assessments(text: string, path: string): Assessment[];
  /** Marks a file as a part of some thing. */
  use(path: string): void;
}

const isHtml = (path: string | null): path is string => /\.x?html?$/i.test(path ?? '');

function between(html: string, open: RegExp, close: RegExp): string | null {
  const start = open.exec(html);
  if (!start) return null;
  const rest = html.slice(start.index + start[0].length);
  const end = close.exec(rest);
  return end ? rest.slice(0, end.index) : rest;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
const unescaped = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '');

/** The text of a page, without what stands around it. */
export const bodyOf = (html: string): string =>
  withFormulas((between(html, /<body[^<>]*>/i, /<\/body\s*>/i) ?? html).trim());

/** Canvas draws formulas as pictures that name their TeX, and lets pages hold others between two dollars. */
const withFormulas = (html: string): string =>
  html
    .replace(/<img\s[^<>]*>/gi, (tag) => {
      if (!tag.includes('class="equation_image"')) return tag;
      const tex =
        /data-equation-content="([^"]*)"/i.exec(tag)?.[1] ?? /alt="(?:LaTeX: )?([^"]*)"/i.exec(tag)?.[1];
      return tex ? `\\(${tex}\\)` : tag;
    })
    .replace(/\$\$([^$]+)\$\$/g, (_, tex: string) => `\\[${tex}\\]`);
const titleIn = (html: string): string =>
  unescaped(between(html, /<title[^<>]*>/i, /<\/title\s*>/i) ?? '')
    .replace(/\s+/g, ' ')
    .trim();
const metaIn = (html: string, name: string): string =>
  new RegExp(`<meta\\s+name="${name}"\\s+content="([^"]*)"`, 'i').exec(html)?.[1] ?? '';

function pageOf(resource: PackageResource, path: string, { opened, use }: ThingReader): Thing {
  const html = opened.text(path) ?? '';
  use(path);
  return {
    kind: 'page',
    id: resource.id,
    source: path,
    title: titleIn(html) || posix.basename(path).replace(/\.[^.]*$/, ''),
    hidden: metaIn(html, 'workflow_state') === 'unpublished' || resource.forStaff,
    html: bodyOf(html),
    slug: posix.basename(path).replace(/\.[^.]*$/, ''),
    frontPage: metaIn(html, 'front_page') === 'true',
  };
}

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Names of CC 1.3 in the words of Canvas. */
const formatNames: Record<string, string> = {
  file: 'online_upload',
  html: 'online_text_entry',
  text: 'online_text_entry',
  url: 'online_url',
};

function assignmentOf(
  resource: PackageResource,
  settings: XmlElement | null,
  html: string,
  source: string,
): Assignment {
  const canvas = settings && (descendants(settings).find(({ name }) => name === 'assignment') ?? settings);
  const gradable = child(settings, 'gradable');
  const formats = child(settings, 'submission_formats');
  const plain = formats
    ? childrenNamed(formats, 'format').flatMap(({ attributes }) => formatNames[attributes.type ?? ''] ?? [])
    : [];
  const said = list(word(canvas, 'submission_types'));
  const points =
    numberIn(canvas, 'points_possible') ?? Number(gradable?.attributes.points_possible ?? Number.NaN);
  return {
    kind: 'assignment',
    id: resource.id,
    source,
    title: word(settings, 'title') || word(canvas, 'title'),
    hidden: word(canvas, 'workflow_state') === 'unpublished',
    html,
    points: points >= 0 ? points : null,
    formats: said.length > 0 ? said : plain,
    extensions: list(word(canvas, 'allowed_extensions')),
    group: word(canvas, 'assignment_group_identifierref') || null,
    rubric: word(canvas, 'rubric_identifierref') || null,
    reviews: isTrue(canvas, 'peer_reviews') ? Math.max(1, numberIn(canvas, 'peer_review_count') ?? 1) : 0,
    inGroups: isTrue(canvas, 'has_group_category'),
    dates: datesIn(canvas),
  };
}

function textHtml(element: XmlElement | undefined): string {
  if (!element) return '';
  const isPlain = element.attributes.texttype === 'text/plain';
  return isPlain
    ? `<p>${escapeHtml(element.text.trim()).replaceAll('\n', '<br>')}</p>`
    : withFormulas(element.text.trim());
}

/** Of CC 1.3: all of it in one file. */
function standardAssignment(resource: PackageResource, path: string, { opened, use }: ThingReader): Thing {
  const root = rootOf(opened, path);
  use(path);
  return assignmentOf(
    resource,
    root,
    textHtml(child(root, 'text')) || textHtml(child(root, 'instructor_text')),
    path,
  );
}

/** Of Canvas before: a page, and its settings beside it. */
function canvasAssignment(resource: PackageResource, settings: string, { opened, use }: ThingReader): Thing {
  const page = resource.files.find(isHtml) ?? resource.href ?? settings;
  for (const path of resource.files) use(path);
  return assignmentOf(resource, rootOf(opened, settings), bodyOf(opened.text(page) ?? ''), page);
}

/** Names of settings of a quiz that change what learners meet, where they are set. */
const quizSettings = [
  'one_question_at_a_time',
  'cant_go_back',
  'access_code',
  'ip_filter',
  'require_lockdown_browser',
  'hide_results',
];

function quizOf(resource: PackageResource, reader: ThingReader): Quiz {
  const { opened, byId, use } = reader;
  const others = resource.dependencies.flatMap((id) => byId.get(id) ?? []);
  const files = [
    ...resource.files,
    ...(resource.href ? [resource.href] : []),
    ...others.flatMap((one) => [...one.files, one.href ?? '']),
  ].filter(Boolean);
  for (const path of files) use(path);
  const meta = rootOf(opened, files.find((path) => path.endsWith('assessment_meta.xml')) ?? '');
  // What Canvas wrote for itself says more than what the standard lets it say.
  const ordered = files
    .filter((path) => opened.text(path) !== null && !path.endsWith('assessment_meta.xml'))
    .toSorted((a, b) => Number(b.endsWith('.qti')) - Number(a.endsWith('.qti')));
  const source = ordered[0] ?? files[0] ?? resource.id;
  const [assessment = null] = ordered.flatMap((path) => reader.assessments(opened.text(path) ?? '', path));
  const assignment = child(meta, 'assignment');
  const attempts = numberIn(meta, 'allowed_attempts');
  const kind = word(meta, 'quiz_type');
  return {
    kind: 'quiz',
    id: resource.id,
    source,
    title: word(meta, 'title') || assessment?.title || '',
    hidden:
      word(meta, 'workflow_state') === 'unpublished' || word(assignment, 'workflow_state') === 'unpublished',
    html: withFormulas(raw(meta, 'description')),
    assessment,
    minutes: numberIn(meta, 'time_limit'),
    attempts: attempts !== null && attempts > 0 ? attempts : null,
    shuffle: isTrue(meta, 'shuffle_answers'),
    group:
      word(meta, 'assignment_group_identifierref') ||
      word(assignment, 'assignment_group_identifierref') ||
      null,
    bank: false,
    graded: kind === '' || kind === 'assignment',
    dates: datesIn(meta),
    settings: quizSettings.filter((name) => !['', 'false'].includes(word(meta, name))),
  };
}

const bankOf = (resource: PackageResource, reader: ThingReader): Quiz => ({
  ...quizOf(resource, reader),
  ...{ bank: true, graded: false, hidden: true },
});

function topicOf(resource: PackageResource, path: string, { opened, byId, use }: ThingReader): Topic {
  const root = rootOf(opened, path);
  const metas = resource.dependencies.flatMap((id) => byId.get(id)?.files ?? []);
  for (const file of [path, ...metas]) use(file);
  const meta = metas.map((file) => rootOf(opened, file)).find((one) => one?.name === 'topicMeta');
  const attachments = child(root, 'attachments');
  return {
    kind: word(meta, 'type') === 'announcement' ? 'announcement' : 'discussion',
    id: resource.id,
    source: path,
    title: word(root, 'title') || word(meta, 'title'),
    hidden: word(meta, 'workflow_state') === 'unpublished',
    html: textHtml(child(root, 'text')),
    attachments: attachments
      ? childrenNamed(attachments, 'attachment').flatMap(({ attributes }) => attributes.href ?? [])
      : [],
  };
}

function linkOf(
  resource: PackageResource,
  path: string,
  kind: 'link' | 'tool',
  { opened, use }: ThingReader,
): Thing {
  const root = rootOf(opened, path);
  use(path);
  const url = child(root, 'url')?.attributes.href ?? '';
  return {
    ...{ kind, id: resource.id, source: path, title: word(root, 'title'), hidden: resource.forStaff },
    url: url || word(root, 'secure_launch_url') || word(root, 'launch_url'),
  };
}

/** Null: it is a part of another thing, or of nothing that people meet. */
export function thingOf(resource: PackageResource, reader: ThingReader): Thing | null {
  const { type, href, files, id, variant } = resource;
  const path = href ?? files[0] ?? null;
  if (variant !== null && reader.byId.has(variant)) {
    for (const file of files) reader.use(file);
    return null;
  }
  if (type.startsWith('imsqti') && type.endsWith('assessment')) return quizOf(resource, reader);
  if (type.startsWith('imsqti')) return bankOf(resource, reader);
  if (!path) return null;
  const settings = files.find((file) => /(?:^|\/)assignment_settings\.xml$/.test(file));
  // A bank of questions that Canvas keeps beside its quizzes.
  if (path.endsWith('.qti')) return bankOf(resource, reader);
  if (type.includes('learning-application-resource'))
    return settings ? canvasAssignment(resource, settings, reader) : null;
  if (type.startsWith('assignment_')) return standardAssignment(resource, path, reader);
  if (type.startsWith('imsdt_')) return topicOf(resource, path, reader);
  if (type.startsWith('imswl_')) return linkOf(resource, path, 'link', reader);
  if (type.startsWith('imsbasiclti_')) return linkOf(resource, path, 'tool', reader);
  if (type === 'webcontent' || type.startsWith('associatedcontent'))
    return isHtml(path) && reader.opened.text(path) !== null
      ? pageOf(resource, path, reader)
      : { kind: 'file', id, source: path, path, title: posix.basename(path), hidden: resource.forStaff };
  return { kind: 'unknown', id, source: path, type, title: '', hidden: false };
}
