/** Compiles one Markdown file: a unit with its activities, or the long text of the course page. */
import GithubSlugger from 'github-slugger';
import type { Root, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { translateTo } from '#lib/messages.ts';
import type { Activity, ActivityDates, ActivityTypes, Rubric } from '../contract.ts';
import type { Asset, Block, License, Pool, SourceProblem, Unit } from '../schema.ts';
import { type ActivityDefaults, keyOf, readActivity, type Written } from './activity.ts';
import { checkLicense } from './attribution.ts';
import { directiveHandlers } from './directives.ts';
import { examOf, inExam, introductionOf } from './exam.ts';
import type { FrontMatter } from './front-matter.ts';
import { activityMark, toFragment, toPieces } from './html.ts';
import { licenseOf, reportCategory, reportDates } from './manifest.ts';
import { isContainer, placeOf, survey } from './markdown.ts';
import { isPool, readPool } from './pool.ts';
import { type Place, reportInto } from './problems.ts';
import { referencesOf, type Targets } from './references.ts';
import { readRubric } from './rubric.ts';
import { idPrefix } from './sanitize.ts';
import type { HtmlScope, Materials } from './scope.ts';
import type { YamlValue } from './yaml.ts';

/** What a file may know of the rest of the course. */
export interface CourseContext extends Targets {
  language: string;
  license: string;
  defaults: ActivityDefaults;
  categories: readonly string[];
  /** Rubrics that activities share, by name. */
  rubrics: ReadonlyMap<string, Rubric>;
}

export interface CompiledUnit {
  unit: Omit<Unit, 'path'>;
  category: string | null;
  dates: ActivityDates | null;
  activities: Activity[];
  pools: Pool[];
  /** Where each key stands, to report one that another unit has too. */
  places: Map<string, Place | null>;
  /** How each activity is written, for variants of the unit. */
  written: Map<string, Written>;
  /** Of its text. */
  language: string;
  problems: SourceProblem[];
}

export interface FileToCompile {
  file: string;
  text: string;
  /** The text as it was read: once, however often it is compiled for want of materials. Compiling leaves it as it is. */
  root: Root;
  context: CourseContext;
  materials: Materials;
  /** Blocks shall name their lines, for an author beside the source. */
  lines?: boolean;
  /** The unit of which the file is a variant. */
  original?: CompiledUnit;
}

const segmenters = new Map<string, Intl.Segmenter>();
function countWords(text: string, language: string): number {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
  return words;
}

/** Everything that turning the file's nodes into HTML needs. */
function openFile({ file, text, root, context, materials, lines }: FileToCompile, types: ActivityTypes) {
  const problems: SourceProblem[] = [];
  const report = reportInto(problems, file);
  const definitions = survey(root, text, report);
  const t = translateTo(context.language.split('-')[0] ?? 'en');
  const credits: License[] = [];
  const directives = { t, activities: [...types.keys()], license: context.license, credits, report };
  const options = { handlers: directiveHandlers(directives), source: text, definitions };
  const optionsInActivity = { ...options, handlers: directiveHandlers(directives, true) };
  const references = referencesOf(file, context, report);
  const found = { math: false };
  const scope = (prefix: string): HtmlScope => ({
    ...{ report, references, materials, t, prefix, anchors: [], headings: [], lines },
    slugger: new GithubSlugger(),
    ids: new Set(),
    found,
  });
  return { problems, report, root, options, optionsInActivity, credits, references, scope, found };
}
type OpenFile = ReturnType<typeof openFile>;

function checkAnchors({ anchors, ids, report }: HtmlScope) {
  for (const { id, place } of anchors) {
    if (id === '' || ids.has(id)) continue;
    const message = `Nothing on this page has the id "${id}".`;
    report({
      code: 'dangling-anchor',
      message,
      remedy: 'Check the heading it should lead to.',
      place,
      severity: 'warning',
    });
  }
}

/** A part that two pieces of HTML share (a footnote) is told once. */
const once = <T>(told: readonly T[]): T[] => [
  ...new Map(told.map((one) => [JSON.stringify(one), one])).values(),
];

/** Prompt, hints and options of an activity share a page: the ids of each part begin differently. */
function activityScope(key: string, unitKey: string, input: FileToCompile, opened: OpenFile) {
  const { report, references, optionsInActivity, scope } = opened;
  const { texts, wanted } = input.materials;
  let parts = 0;
  return {
    original: input.original?.written.get(key),
    ...{ unitKey, defaults: input.context.defaults, rubrics: input.context.rubrics, report, references },
    fragment(nodes: RootContent[], inline?: boolean) {
      parts += 1;
      const prefix = `${idPrefix}${key}-${parts > 1 ? `${parts}-` : ''}`;
      return toFragment(nodes, scope(prefix), optionsInActivity, inline);
    },
    textOf(asset: Asset) {
      const text = texts.get(asset.sha256);
      if (text === undefined) wanted.texts.add(asset);
      return text ?? '';
    },
  };
}

function compileActivities(unitKey: string, types: ActivityTypes, input: FileToCompile, opened: OpenFile) {
  const activities: Activity[] = [];
  const places = new Map<string, Place | null>();
  const texts = new Map<string, string>();
  const written = new Map<string, Written>();
  const pools: Pool[] = [];
  const compileOne = (node: RootContent, pool?: string): RootContent => {
    const type = isContainer(node) ? types.get(node.name) : undefined;
    if (!isContainer(node) || !type) return node;
    const key = keyOf(node, opened.report) ?? `${unitKey}-${activities.length + 1}`;
    const scope = activityScope(key, unitKey, input, opened);
    const { activity, text, ...read } = readActivity(node, key, type, scope);
    if (places.has(key)) reportDuplicate(key, placeOf(node), null, opened.report);
    else activities.push(pool === undefined ? activity : { ...activity, pool });
    places.set(key, placeOf(node));
    texts.set(key, text);
    written.set(key, read.written);
    return activityMark(key);
  };
  const compilePool = (node: ContainerDirective): RootContent[] => {
    const key = keyOf(node, opened.report) ?? `${unitKey}-pool-${pools.length + 1}`;
    if (places.has(key)) reportDuplicate(key, placeOf(node), null, opened.report);
    places.set(key, placeOf(node));
    const children = node.children as RootContent[];
    const marks = children.map((child) => compileOne(child, key));
    const strangers = children.filter((child, index) => marks[index] === child);
    const inside = activities.filter(({ pool }) => pool === key);
    pools.push(readPool(node, key, inside, strangers, opened.report));
    return marks.filter((mark) => !strangers.includes(mark));
  };
  const children = opened.root.children.flatMap((node) =>
    isPool(node) ? compilePool(node) : [compileOne(node)],
  );
  return { activities, pools, places, texts, written, children };
}

export function reportDuplicate(
  key: string,
  place: Place | null,
  other: string | null,
  report: HtmlScope['report'],
) {
  report({
    code: 'duplicate-key',
    message: `The key "${key}" is taken${other ? ` by an activity in ${other}` : ''}.`,
    remedy: 'Give each activity of the course a key of its own.',
    place,
  });
}

export function compileUnit(
  input: FileToCompile & { key: string; front: YamlValue<FrontMatter> },
  types: ActivityTypes,
): CompiledUnit {
  const { file, key, front, context } = input;
  const opened = openFile(input, types);
  const { title, category = null, license, attribution } = front.value;
  if (category && !context.categories.includes(category)) {
    reportCategory(category, context.categories, opened.report, front.placeOf(['category']));
  }
  const { activities, pools, places, texts, written, children } = compileActivities(
    key,
    types,
    input,
    opened,
  );
  const scope = opened.scope(idPrefix);
  const pieces = toPieces(children, scope, opened.options);
  checkAnchors(scope);
  if (license) checkLicense(license, context.license, opened.report, front.placeOf(['license']));
  const exam = front.value.exam && examOf(front.value.exam);
  // A search must not find what only a sitting shows, or what others have drawn.
  const inPools = new Set(pools.flatMap((pool) => pool.activities));
  const text = (exam ? introductionOf(pieces) : pieces)
    .map((piece) => (piece.kind === 'html' ? piece.text : inPools.has(piece.key) ? '' : texts.get(piece.key)))
    .join('\n\n');
  return {
    unit: {
      key,
      title,
      blocks: pieces.map(
        (piece): Block => (piece.kind === 'html' ? { kind: 'html', html: piece.html } : piece),
      ),
      license: license || attribution ? licenseOf(license ?? context.license, attribution) : null,
      ...(opened.credits.length > 0 && { credits: once(opened.credits) }),
      headings: scope.headings,
      text,
      words: countWords(text, context.language),
      file,
      hasMath: opened.found.math,
      ...(exam && { exam }),
    },
    category,
    dates: reportDates(front.value, front, [], opened.report),
    activities: exam
      ? inExam(activities, key, exam, types, opened.report, front.placeOf(['exam']))
      : activities,
    pools,
    places,
    written,
    language: context.language,
    problems: once(opened.problems),
  };
}

/** The long text of the course page: prose only. */
export function compileAbout(input: FileToCompile): { html: string; problems: SourceProblem[] } {
  const opened = openFile(input, new Map());
  const scope = opened.scope(idPrefix);
  const { html } = toFragment(opened.root.children, scope, opened.options);
  checkAnchors(scope);
  return { html, problems: once(opened.problems) };
}

/** A rubric that activities share: a file of its own. */
export function compileRubric(input: FileToCompile): { rubric: Rubric | null; problems: SourceProblem[] } {
  const opened = openFile(input, new Map());
  const rubric = readRubric(opened.root.children, null, {
    report: opened.report,
    fragment: (nodes, inline) => toFragment(nodes, opened.scope(idPrefix), opened.options, inline),
  });
  return { rubric, problems: once(opened.problems) };
}
