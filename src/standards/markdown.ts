/** Writes Markdown that the compiler reads back as the same nodes: every sign that would mean something is escaped. */
import type { Root, RootContent } from 'mdast';
import { type ContainerDirective, directiveToMarkdown, type LeafDirective } from 'mdast-util-directive';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { mathToMarkdown } from 'mdast-util-math';
import { type Handle, type Options, toMarkdown } from 'mdast-util-to-markdown';
import { stringify } from 'yaml';

const bare = directiveToMarkdown({ preferUnquoted: true });
const quoted = directiveToMarkdown();

/** Values go without quotes only where all of a directive are plain words (docs/course-source.md, Escaping). */
const writeDirective: Handle = (node: ContainerDirective | LeafDirective, parent, state, info) => {
  const plain = Object.values(node.attributes ?? {}).every((value) => /^[\w./:-]*$/.test(value ?? ''));
  const handlers = (plain ? bare : quoted).handlers as Record<string, Handle>;
  return handlers[node.type]?.(node, parent, state, info) ?? '';
};

const directives: Options = {
  handlers: { containerDirective: writeDirective, leafDirective: writeDirective },
  // There are no directives inside a line, so a colon there needs no escape.
  unsafe: (bare.unsafe ?? []).filter((pattern) => pattern.atBreak),
};

const options: Options = {
  bullet: '-',
  emphasis: '*',
  fences: true,
  listItemIndent: 'one',
  resourceLink: true,
  rule: '-',
  extensions: [gfmToMarkdown(), mathToMarkdown(), directives],
};

export const writeMarkdown = (children: RootContent[]): string =>
  toMarkdown({ type: 'root', children } satisfies Root, options);

export const writeYaml = (value: unknown): string => stringify(value, { lineWidth: 110 });

/** A unit's file. */
export const writeUnit = (frontMatter: Record<string, unknown>, children: RootContent[]): string =>
  `---\n${writeYaml(frontMatter)}---\n\n${writeMarkdown(children)}`;
