/** Writes Markdown that the compiler reads back as the same nodes: every sign that would mean something is escaped. */
import type { Root, RootContent } from 'mdast';
import { directiveToMarkdown } from 'mdast-util-directive';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { mathToMarkdown } from 'mdast-util-math';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import { stringify } from 'yaml';

const directives = directiveToMarkdown({ preferUnquoted: true });

const options: Options = {
  bullet: '-',
  emphasis: '*',
  fences: true,
  listItemIndent: 'one',
  resourceLink: true,
  rule: '-',
  extensions: [
    gfmToMarkdown(),
    mathToMarkdown(),
    // There are no directives inside a line, so a colon there needs no escape.
    { ...directives, unsafe: (directives.unsafe ?? []).filter((pattern) => pattern.atBreak) },
  ],
};

export const writeMarkdown = (children: RootContent[]): string =>
  toMarkdown({ type: 'root', children } satisfies Root, options);

export const writeYaml = (value: unknown): string => stringify(value, { lineWidth: 110 });

/** A unit's file. */
export const writeUnit = (frontMatter: Record<string, unknown>, children: RootContent[]): string =>
  `---\n${writeYaml(frontMatter)}---\n\n${writeMarkdown(children)}`;
