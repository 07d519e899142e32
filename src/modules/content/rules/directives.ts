/**
 * What a block directive becomes in HTML: callouts are boxes, figures have captions, an attribution is a line of what it
 * stands in; activities stand at the top of a unit and never get here; every other name is a mistake.
 */
import type { ElementContent } from 'hast';
import type * as mdast from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { Handlers, State } from 'mdast-util-to-hast';
import type { Translate } from '#lib/messages.ts';
import type { License } from '../schema.ts';
import { checkAttributes } from './attributes.ts';
import { attributionLine, isAttribution, readAttribution } from './attribution.ts';
import { type BlockDirective, isContainer, placeOf, splitLabel } from './markdown.ts';
import { checkOrigin, isOrigin } from './origin.ts';
import { type Report, suggest } from './problems.ts';
import { calloutKinds } from './sanitize.ts';
import { element } from './scope.ts';

/** What directives are read with, and where they note what they find. */
export interface DirectiveScope {
  t: Translate;
  activities: readonly string[];
  /** Of the course. */
  license: string;
  /** Whose the blocks are, as far as it is said. */
  credits: License[];
  report: Report;
}

type CalloutKind = (typeof calloutKinds)[number];
const isCallout = (name: string): name is CalloutKind => (calloutKinds as readonly string[]).includes(name);

/** A key makes a block one that links lead to, and that other courses take from a library. */
const keyed = ({ attributes }: BlockDirective) => (attributes?.id ? { id: attributes.id } : {});

function callout(
  state: State,
  node: BlockDirective & { name: CalloutKind },
  { t, report }: DirectiveScope,
): ElementContent {
  checkAttributes(node, node.name === 'details' ? ['id', 'title', 'open'] : ['id', 'title'], report);
  const { label, children } =
    node.type === 'containerDirective' ? splitLabel(node) : { label: '', children: [] };
  const title = node.attributes?.title || label || t(`content.${node.name}`);
  const folded = node.name === 'details';
  const heading: ElementContent = {
    type: 'element',
    tagName: folded ? 'summary' : 'p',
    properties: { className: ['callout-title'] },
    children: [{ type: 'text', value: title }],
  };
  const inner = state.wrap(state.all({ ...node, children } as mdast.Parents), true) as ElementContent[];
  return {
    type: 'element',
    tagName: folded ? 'details' : 'div',
    properties: {
      ...keyed(node),
      className: ['callout', `callout-${node.name}`],
      ...(folded
        ? { open: node.attributes?.open !== undefined && node.attributes.open !== null }
        : { role: 'note' }),
    },
    children: [heading, ...inner],
  };
}

const isPicture = (node: mdast.RootContent) =>
  node.type === 'paragraph' && node.children.length === 1 && node.children[0]?.type === 'image';

/** A picture, table or whatever else is shown, and below it the paragraphs as its caption. */
function figure(state: State, node: ContainerDirective, { report }: DirectiveScope): ElementContent {
  checkAttributes(node, ['id'], report);
  const shown: ElementContent[] = [];
  const caption: ElementContent[] = [];
  for (const child of node.children) {
    if (isOrigin(child)) {
      checkOrigin(child, report);
      continue;
    }
    const isCaption = isAttribution(child) || (child.type === 'paragraph' && !isPicture(child));
    const inner = isPicture(child) ? (child as mdast.Paragraph).children : [child];
    (isCaption ? caption : shown).push(
      ...(state.all({ ...node, children: inner } as mdast.Parents) as ElementContent[]),
    );
  }
  return element('figure', keyed(node), [
    ...shown,
    ...(caption.length > 0 ? [element('figcaption', {}, caption)] : []),
  ]);
}

function attribution(
  node: BlockDirective & { type: 'leafDirective' },
  { t, license, credits, report }: DirectiveScope,
): ElementContent | undefined {
  const credit = readAttribution(node, license, report);
  if (!credit) return undefined;
  credits.push(credit);
  return attributionLine(credit, t);
}

function reportDirective(node: BlockDirective, activities: readonly string[], report: Report) {
  const place = placeOf(node);
  const { name } = node;
  if (node.type === 'containerDirective' && activities.includes(name)) {
    const message = `The activity "${name}" stands inside something else.`;
    report({
      code: 'nested-activity',
      message,
      remedy: 'Move it out: activities stand by themselves in a unit.',
      place,
    });
  } else if (name === 'attribution') {
    const message = 'The attribution stands in no block.';
    const remedy =
      'Put it into what it speaks of (an activity, a quote, a callout, :::figure); of the whole unit the front matter tells.';
    report({ code: 'stray-directive', message, remedy, place });
  } else if (name === 'origin') {
    const message = 'The origin stands in no block.';
    const remedy = 'Put it into the block that was taken; of a whole unit the front matter tells.';
    report({ code: 'stray-directive', message, remedy, place });
  } else if (name === 'hint' || name === 'solution' || name === 'rubric') {
    const message = `"${name}" stands outside an activity.`;
    report({
      code: 'stray-directive',
      message,
      remedy: 'Give the fence of the activity more colons than this one.',
      place,
    });
  } else {
    const known = node.type === 'containerDirective' ? [...calloutKinds, 'figure', ...activities] : [];
    const remedy = known.length
      ? suggest(name, known)
      : 'It belongs into an activity; if it is text, write "\\\\::".';
    report({ code: 'unknown-directive', message: `"${name}" is no known directive here.`, remedy, place });
  }
}

/** Whether an attribution may stand here: inside a block it speaks of that. */
const isInside = (parent: mdast.Parents | undefined, inActivity: boolean) =>
  inActivity || (parent !== undefined && parent.type !== 'root');

export function directiveHandlers(scope: DirectiveScope, inActivity = false): Handlers {
  const handle = (state: State, node: BlockDirective, parent?: mdast.Parents) => {
    if (isAttribution(node) && isInside(parent, inActivity)) return attribution(node, scope);
    if (isOrigin(node) && isInside(parent, inActivity)) {
      checkOrigin(node, scope.report);
      return undefined;
    }
    if (isContainer(node) && node.name === 'figure') return figure(state, node, scope);
    if (isContainer(node) && isCallout(node.name)) {
      return callout(state, node as BlockDirective & { name: CalloutKind }, scope);
    }
    reportDirective(node, scope.activities, scope.report);
    return undefined;
  };
  return { containerDirective: handle, leafDirective: handle };
}
