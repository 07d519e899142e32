import type { RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { labelHtml, readFlag, readWord, takeLeaves } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import { type ExerciseField, type ExerciseSettings, fieldTypes, protocols } from './settings.ts';

const isField = (node: RootContent): node is ContainerDirective =>
  node.type === 'containerDirective' && node.name === 'field';

const chosen: readonly string[] = ['radio', 'checkbox', 'dropdown'];
const known = ['name', 'type', 'label', 'required'];

function readService(source: ActivitySource): string {
  const { service = '' } = source.attributes;
  const url = URL.canParse(service) ? new URL(service) : null;
  if (url && /^https?:$/.test(url.protocol) && !url.username) return service;
  source.problem(
    service ? `\`service\` is "${service}".` : 'The exercise names no grading service.',
    'Write the address of the exercise there: `service="https://grader.example.org/course/exercise"`.',
  );
  return '';
}

function readField(source: ActivitySource, node: ContainerDirective, index: number): ExerciseField {
  const attributes = Object.fromEntries(
    Object.entries(node.attributes ?? {}).map(([name, value]) => [name, value ?? '']),
  );
  for (const name of Object.keys(attributes)) {
    if (known.includes(name)) continue;
    source.problem(`A field has no attribute \`${name}\`.`, `Known are: ${known.join(', ')}.`, node);
  }
  const inner = { ...source, attributes, children: node.children as RootContent[] };
  const { leaves, rest } = takeLeaves(inner, 'option', ['value']);
  const type = readWord(inner, 'type', fieldTypes);
  const options = leaves.map((leaf) => ({
    value: leaf.attributes?.value ?? source.text(leaf.children),
    html: labelHtml(source, leaf) ?? '',
    text: source.text(leaf.children).trim(),
  }));
  const { name = '', label = '' } = attributes;
  if (type !== 'note' && !name) source.problem('A field has no name.', 'Write `name="file1"`.', node);
  if (chosen.includes(type) && options.length === 0)
    source.problem(
      `The field "${name}" has nothing to choose from.`,
      'Write `::option[Text]{value=a}`.',
      node,
    );
  return {
    name: name || `note-${index}`,
    type,
    label,
    html: rest.length > 0 ? source.html(rest) : '',
    required: readFlag(inner, 'required'),
    options,
  };
}

export function readExercise(source: ActivitySource): {
  settings: ExerciseSettings;
  prompt: RootContent[];
} {
  const nodes = source.children.filter(isField);
  const fields = nodes.map((node, index) => readField(source, node, index));
  for (const [index, { name }] of fields.entries()) {
    if (fields.findIndex((other) => other.name === name) !== index)
      source.problem(`Two fields are called "${name}".`, 'Give each its own name.', nodes[index]);
  }
  return {
    settings: { service: readService(source), protocol: readWord(source, 'protocol', protocols), fields },
    prompt: source.children.filter((node) => !isField(node)),
  };
}
