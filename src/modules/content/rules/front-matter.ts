/** The front matter of a unit, and of about.md: what stands between two lines of `---` at the top. */
import { type Static, Type } from 'typebox';
import { dateFields } from './dates.ts';
import { ExamFront } from './exam.ts';
import { attribution, key, line, strict, translates } from './manifest.ts';
import { OriginFront } from './origin.ts';
import type { Report } from './problems.ts';
import { readYaml, type YamlValue, yamlShape } from './yaml.ts';

const frontMatter = Type.Object(
  {
    title: line,
    key: Type.Optional(key),
    category: Type.Optional(line),
    license: Type.Optional(line),
    attribution: Type.Optional(attribution),
    exam: Type.Optional(ExamFront),
    origin: Type.Optional(OriginFront),
    ...dateFields,
  },
  strict,
);
export type FrontMatter = Static<typeof frontMatter>;

const frontMatterShape = yamlShape(frontMatter);
const aboutShape = yamlShape(Type.Partial(Type.Object({ ...frontMatter.properties, translates }, strict)));

const fence = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/;

/** What stands between the `---` lines at the top (null: there are none), and what follows them. */
export function readFence(text: string): { front: string | null; body: string } {
  const found = fence.exec(text);
  return found ? { front: found[1] ?? '', body: text.slice(found[0].length) } : { front: null, body: text };
}

/** The front matter of a unit; null after reporting what is wrong. */
export function readFrontMatter(text: string, report: Report): YamlValue<FrontMatter> | null {
  const { front } = readFence(text);
  if (front !== null) return readYaml(front, frontMatterShape, report, 2);
  report({
    code: 'missing-front-matter',
    message: 'The unit does not begin with front matter.',
    remedy: 'Begin the file with "---", "title: …", "---".',
    place: { line: 1, column: 1 },
  });
  return null;
}

/** about.md needs no front matter; where it has some, it is checked. */
export function checkAboutFrontMatter(text: string, report: Report): void {
  const { front } = readFence(text);
  if (front !== null) readYaml(front, aboutShape, report, 2);
}
