import type { List, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { readOptions } from '#activities/options.ts';
import { pieceHtml, readFlag, readWhole } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import type { SurveyQuestion, SurveySettings } from './settings.ts';

const known = ['id', 'required', 'multiple', 'type', 'from', 'to', 'low', 'high', 'lines'];

const isQuestion = (node: RootContent): node is ContainerDirective =>
  node.type === 'containerDirective' && node.name === 'question';

const highestPoint = 10;

function readScale(source: ActivitySource, node: ContainerDirective) {
  const attributes = node.attributes ?? {};
  const from = readWhole(source, 'from', { from: 0, to: 1 }, attributes, node) ?? 1;
  const to = readWhole(source, 'to', { from: 2, to: highestPoint }, attributes, node) ?? 5;
  return { kind: 'scale' as const, from, to, low: attributes.low ?? '', high: attributes.high ?? '' };
}

function readKind(source: ActivitySource, node: ContainerDirective, list: List | undefined) {
  const attributes = node.attributes ?? {};
  if (attributes.type === 'scale') return readScale(source, node);
  if (attributes.type)
    source.problem(
      `A question cannot be of the type "${attributes.type}".`,
      'Write `type=scale`, or leave it out: a list makes a choice, none asks for a text.',
      node,
    );
  if (!list)
    return {
      kind: 'text' as const,
      lines: readWhole(source, 'lines', { from: 1, to: 20 }, attributes, node) ?? 3,
    };
  const options = readOptions(source, list).map(({ id, html, text }) => ({ id, html, text }));
  return { kind: 'choice' as const, multiple: 'multiple' in attributes, options };
}

function readQuestion(source: ActivitySource, node: ContainerDirective): SurveyQuestion {
  const attributes = node.attributes ?? {};
  for (const name of Object.keys(attributes))
    if (!known.includes(name))
      source.problem(`\`question\` has no attribute \`${name}\`.`, `Known are: ${known.join(', ')}.`, node);
  const list = node.children.find((child): child is List => child.type === 'list');
  const asked = node.children.filter((child) => child !== list) as RootContent[];
  const text = source.text(asked);
  if (!text) source.problem('A question asks nothing.', 'Write it above its options.', node);
  if (!attributes.id) source.problem('A question has no key.', 'Write `:::question{#pace}`.', node);
  const id = attributes.id ?? '';
  return {
    id,
    html: pieceHtml(source, asked),
    text,
    required: 'required' in attributes,
    ...readKind(source, node, list),
  };
}

export function readSurvey(source: ActivitySource): { settings: SurveySettings; prompt: RootContent[] } {
  const nodes = source.children.filter(isQuestion);
  const questions = nodes.map((node) => readQuestion(source, node));
  if (questions.length === 0)
    source.problem('The survey has no question.', 'Add `:::question{#key}` inside it, with fewer colons.');
  for (const [index, { id }] of questions.entries())
    if (id && questions.findIndex((other) => other.id === id) !== index)
      source.problem(`Two questions are called "${id}".`, 'Give each its own key.', nodes[index]);
  return {
    settings: { anonymous: readFlag(source, 'anonymous'), questions },
    prompt: source.children.filter((node) => !isQuestion(node)),
  };
}
