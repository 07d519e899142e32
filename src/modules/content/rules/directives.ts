/**
 * What a block directive becomes in HTML: callouts are boxes; activities stand at the top of a unit and never get here;
 * every other name is a mistake.
 */
import type { ElementContent } from 'hast';
import type * as mdast from 'mdast';
import type { Handlers, State } from 'mdast-util-to-hast';
import type { Translate } from '#lib/messages.ts';
import { type BlockDirective, placeOf, splitLabel } from './markdown.ts';
import { type Report, suggest } from './problems.ts';
import { calloutKinds } from './sanitize.ts';

type CalloutKind = (typeof calloutKinds)[number];
const isCallout = (name: string): name is CalloutKind => (calloutKinds as readonly string[]).includes(name);

/** Reports attributes that are not known at this directive. */
export function checkAttributes(node: BlockDirective, known: readonly string[], report: Report): void {
  for (const name of Object.keys(node.attributes ?? {})) {
    if (known.includes(name)) continue;
    const message = `"${name}" is no attribute of "${node.name}".`;
    report({
      code: 'unknown-attribute',
      message,
      remedy: suggest(
        name,
        known.filter((other) => other !== 'id'),
      ),
      place: placeOf(node),
    });
  }
}

function callout(
  state: State,
  node: BlockDirective & { name: CalloutKind },
  t: Translate,
  report: Report,
): ElementContent {
  checkAttributes(node, node.name === 'details' ? ['title', 'open'] : ['title'], report);
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
  const inner = state.wrap(state.all({ type: 'root', children } as mdast.Root), true) as ElementContent[];
  return {
    type: 'element',
    tagName: folded ? 'details' : 'div',
    properties: {
      className: ['callout', `callout-${node.name}`],
      ...(folded
        ? { open: node.attributes?.open !== undefined && node.attributes.open !== null }
        : { role: 'note' }),
    },
    children: [heading, ...inner],
  };
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
  } else if (name === 'hint' || name === 'solution' || name === 'rubric') {
    const message = `"${name}" stands outside an activity.`;
    report({
      code: 'stray-directive',
      message,
      remedy: 'Give the fence of the activity more colons than this one.',
      place,
    });
  } else {
    const known = node.type === 'containerDirective' ? [...calloutKinds, ...activities] : [];
    const remedy = known.length
      ? suggest(name, known)
      : 'It belongs into an activity; if it is text, write "\\\\::".';
    report({ code: 'unknown-directive', message: `"${name}" is no known directive here.`, remedy, place });
  }
}

export function directiveHandlers(t: Translate, activities: readonly string[], report: Report): Handlers {
  const handle = (state: State, node: BlockDirective) => {
    if (node.type === 'containerDirective' && isCallout(node.name)) {
      return callout(state, node as BlockDirective & { name: CalloutKind }, t, report);
    }
    reportDirective(node, activities, report);
    return undefined;
  };
  return { containerDirective: handle, leafDirective: handle };
}
