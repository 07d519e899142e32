/** From a container directive to an activity: the attributes and parts that all kinds share, then the kind's own. */
import type { RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { toString as plain } from 'mdast-util-to-string';
import { contentIds } from '#lib/content-id.ts';
import type {
  Activity,
  ActivitySource,
  ActivityType,
  JudgedBy,
  RevealRules,
  Rubric,
  ShowAnswer,
} from '../contract.ts';
import type { Asset } from '../schema.ts';
import { checkAttributes } from './attributes.ts';
import { isAttribution } from './attribution.ts';
import { dateNames, readDates } from './dates.ts';
import { groupAttributes, readGroup } from './group.ts';
import type { Fragment } from './html.ts';
import { showAnswers } from './manifest.ts';
import { isContainer, placeOf, splitLabel } from './markdown.ts';
import { checkOrigin, isOrigin } from './origin.ts';
import { peerAttributes, readPeers } from './peers.ts';
import { keyPattern, keyRemedy, type Report, suggest } from './problems.ts';
import { addressOf, type References } from './references.ts';
import { readReveal, revealNames, revealRemedy } from './reveal.ts';
import { readRubric } from './rubric.ts';

export interface ActivityDefaults {
  attempts: number | null;
  showAnswer: ShowAnswer;
  reveal: RevealRules;
}

/** What a variant takes over from an activity's source. */
export interface Written {
  attributes: Record<string, string>;
  /** Each list of ids that its kind asked for. */
  ids: string[][];
}

/** What the unit lends to an activity in it. */
export interface ActivityScope {
  unitKey: string;
  defaults: ActivityDefaults;
  report: Report;
  references: References;
  /** Where it is a variant: how the original is written. */
  original?: Written;
  /** Those that activities share, by name. */
  rubrics: ReadonlyMap<string, Rubric>;
  fragment(nodes: RootContent[], inline?: boolean): Fragment;
  textOf(asset: Asset): string;
}

const common = [
  'id',
  'title',
  'points',
  'attempts',
  'show-answer',
  ...dateNames,
  'judged-by',
  'rubric',
  'extra',
  ...revealNames,
  ...peerAttributes,
  ...groupAttributes,
];

/** The key, or null after reporting what is wrong with it. */
export function keyOf(node: ContainerDirective, report: Report): string | null {
  const key = node.attributes?.id;
  const place = placeOf(node);
  if (!key) {
    const message = `This ${node.name} has no key.`;
    report({
      code: 'missing-key',
      message,
      remedy: `Write ":::${node.name}{#some-key}"; work of learners hangs on it.`,
      place,
    });
    return null;
  }
  if (keyPattern.test(key)) return key;
  report({ code: 'invalid-key', message: `"${key}" cannot be a key.`, remedy: keyRemedy, place });
  return null;
}

function readCommon(node: ContainerDirective, type: ActivityType, { defaults, report }: ActivityScope) {
  const { points, attempts, 'show-answer': showAnswer } = node.attributes ?? {};
  const wrong = (name: string, remedy: string) =>
    report({
      code: 'invalid-attribute',
      message: `"${name}" of this ${node.name} is wrong.`,
      remedy,
      place: placeOf(node),
    });

  const given =
    points === undefined || points === null
      ? type.defaultPoints
      : points.trim() === ''
        ? Number.NaN
        : Number(points);
  const fits = given >= 0 && given <= 10_000;
  if (!fits) wrong('points', 'Write a number from 0 to 10000.');
  const tries = attempts ? Number(attempts) : Number.NaN;
  if (attempts !== undefined && attempts !== 'unlimited' && !(Number.isInteger(tries) && tries > 0)) {
    wrong('attempts', 'Write a whole number from 1, or "unlimited".');
  }
  const dates = readDates(node.attributes ?? {}, wrong);
  const show = showAnswers.find((value) => value === showAnswer);
  if (showAnswer !== undefined && !show) wrong('show-answer', `Known are: ${showAnswers.join(', ')}.`);
  const own = readReveal(node.attributes ?? {}, (name) => wrong(name, revealRemedy));
  const reveal = { ...defaults.reveal, ...own };
  return {
    points: fits ? given : 0,
    attempts: attempts === undefined ? defaults.attempts : tries > 0 ? tries : null,
    showAnswer: show ?? defaults.showAnswer,
    ...(Object.keys(reveal).length > 0 && { reveal }),
    ...(dates && { dates }),
  };
}

/** Who may judge a kind, the usual one first. */
const judgesOf = (type: ActivityType): readonly JudgedBy[] =>
  type.judgedBy ?? [type.judge ? 'rule' : 'nobody'];

/** Who judges, where the author says so. */
function readJudgedBy(node: ContainerDirective, type: ActivityType, report: Report): JudgedBy | undefined {
  const named = node.attributes?.['judged-by'];
  if (named === undefined || named === null) return undefined;
  const judges = judgesOf(type);
  const found = judges.find((judge) => judge === named);
  if (!found) {
    const message = `"${named}" cannot judge a ${type.name}.`;
    const remedy = `Known are: ${judges.join(', ')}.`;
    report({ code: 'invalid-attribute', message, remedy, place: placeOf(node) });
  }
  return found;
}

/** The rubric inside an activity, or the shared one that it names. */
function rubricOf(
  node: ContainerDirective,
  [own, second]: ContainerDirective[],
  scope: ActivityScope,
): Rubric | undefined {
  const { report, rubrics } = scope;
  const wrong = (message: string, remedy: string, at = node) =>
    report({ code: 'invalid-rubric', message, remedy, place: placeOf(at) });
  const named = node.attributes?.rubric;
  if (second || (own && named))
    wrong('An activity has one rubric; this is another.', 'Keep one.', second ?? own);
  if (own) return readRubric(own.children, placeOf(own), scope) ?? undefined;
  if (!named) return undefined;
  const shared = rubrics.get(named);
  if (!shared)
    wrong(
      `There is no rubric "${named}".`,
      `Write rubrics/${named}.md, or ${suggest(named, [...rubrics.keys()])}`,
    );
  return shared;
}

/** Hints, solutions, rubrics and attributions out of the children; what is left belongs to the kind. */
function splitParts(children: RootContent[], report: Report) {
  const parts = {
    hints: [] as ContainerDirective[],
    solutions: [] as ContainerDirective[],
    rubrics: [] as ContainerDirective[],
    attributions: [] as RootContent[],
    rest: [] as RootContent[],
  };
  const places: Record<string, ContainerDirective[]> = {
    hint: parts.hints,
    solution: parts.solutions,
    rubric: parts.rubrics,
  };
  for (const child of children) {
    const place = isContainer(child) ? places[child.name] : undefined;
    if (isAttribution(child)) parts.attributions.push(child);
    else if (isOrigin(child)) checkOrigin(child, report);
    else if (!isContainer(child) || !place) parts.rest.push(child);
    else {
      checkAttributes(child, [], report);
      place.push(child);
    }
  }
  if (parts.solutions.length > 1) {
    const message = 'An activity has one solution; this is another.';
    report({ code: 'duplicate-solution', message, remedy: 'Join them.', place: placeOf(parts.solutions[1]) });
  }
  return parts;
}

function sourceFor(
  node: ContainerDirective,
  children: RootContent[],
  judgedBy: JudgedBy | undefined,
  scope: ActivityScope,
  ids: string[][],
): ActivitySource {
  const { report, references, fragment, textOf, original } = scope;
  const attributes = Object.entries(node.attributes ?? {}).filter(([name]) => !common.includes(name));
  return {
    attributes: Object.fromEntries(attributes.map(([name, value]) => [name, value ?? ''])),
    children,
    ...(judgedBy && { judgedBy }),
    html: (nodes) => fragment(nodes).html,
    inline: (nodes) => fragment(nodes, true).html,
    text: (nodes) => plain({ type: 'root', children: nodes }, { includeHtml: false }).trim(),
    ids(pieces) {
      const known = original?.ids[ids.length];
      const made = contentIds(pieces.map(({ text }) => text));
      const fits = known?.length === pieces.length && pieces.every(({ id }, at) => !id || id === known[at]);
      const given = fits ? known : pieces.map(({ id }, at) => id || (made[at] ?? ''));
      ids.push(given);
      return given;
    },
    asset(path, at = node) {
      const found = references.asset(path, placeOf(at));
      return found ? addressOf(found) : '';
    },
    assetText(path, at = node) {
      const found = references.asset(path, placeOf(at));
      return found ? textOf(found) : null;
    },
    problem: (message, remedy, at = node) =>
      report({ code: 'invalid-activity', message, remedy, place: placeOf(at) }),
  };
}

export interface ReadActivity {
  activity: Activity;
  /** What search may find. Hints, solutions and feedback are not in it: a search must not give them away. */
  text: string;
  written: Written;
}

/** In a variant the attributes of the original hold, unless it says otherwise; a label is a title of its own. */
function withOriginal(node: ContainerDirective, { original }: ActivityScope): ContainerDirective {
  if (!original) return node;
  const { title, ...others } = original.attributes;
  const titled = title !== undefined && !splitLabel(node).label ? { ...others, title } : others;
  return { ...node, attributes: { ...titled, ...node.attributes } };
}

const attributesOf = ({ attributes }: ContainerDirective): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes ?? {}).map(([name, value]) => [name, value ?? '']));

export function readActivity(
  own: ContainerDirective,
  key: string,
  type: ActivityType,
  scope: ActivityScope,
): ReadActivity {
  const node = withOriginal(own, scope);
  const ids: string[][] = [];
  checkAttributes(node, [...common, ...type.attributes], scope.report);
  const { label, children } = splitLabel(node);
  const { hints, solutions, rubrics, attributions, rest } = splitParts(children, scope.report);
  const judgedBy = readJudgedBy(node, type, scope.report);
  const { settings, prompt } = type.read(sourceFor(node, rest, judgedBy, scope, ids));
  const rubric = rubricOf(node, rubrics, scope);
  const wrong = (name: string, remedy: string) =>
    scope.report({
      code: 'invalid-attribute',
      message: `"${name}" of this ${node.name} is wrong.`,
      remedy,
      place: placeOf(node),
    });
  const peers = readPeers(node.attributes ?? {}, judgedBy, wrong);
  const group = readGroup(node.attributes ?? {}, { type, settings, judgedBy }, wrong);
  const title = node.attributes?.title || label || null;
  // Wherever the question shows, it shows whose it is.
  const question = scope.fragment([...prompt, ...attributions]);
  const activity: Activity = {
    ...{ key, type: type.name, title, unitKey: scope.unitKey },
    ...readCommon(node, type, scope),
    // What nobody can be told from can be handed in once: it cannot be found again.
    ...(type.anonymous?.(settings) && { attempts: 1 }),
    prompt: question.html,
    hints: hints.map((hint) => scope.fragment(hint.children).html),
    solution: solutions[0] ? scope.fragment(solutions[0].children).html : null,
    settings,
    ...(judgedBy && { judgedBy }),
    ...(rubric && { rubric }),
    ...(peers && { peers }),
    ...(group && { group }),
  };
  const text = [title, question.text, type.searchText?.(settings)].filter(Boolean).join('\n');
  return { activity, text, written: { attributes: attributesOf(node), ids } };
}
