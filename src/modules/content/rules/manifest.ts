/**
 * Terms: the *manifest* is course.yaml: who and what, the grading policy and the outline. Its shape is declared here;
 * the release's own shapes are in schema.ts.
 */
import { type Static, Type } from 'typebox';
import { allRightsReserved } from '#lib/license.ts';
import type { ActivityDates, ShowAnswer } from '../contract.ts';
import type { GradingPolicy, License } from '../schema.ts';
import { checkLicense } from './attribution.ts';
import { type DateFields, dateFields, LateFront, lateOf, readDates } from './dates.ts';
import { courseField } from './origin.ts';
import { keyPattern, keyRemedy, type Report, suggest } from './problems.ts';
import { revealFields } from './reveal.ts';
import { readYaml, type YamlPath, type YamlValue, yamlShape } from './yaml.ts';

export const strict = { additionalProperties: false };
export const line = Type.String({
  minLength: 1,
  maxLength: 500,
  pattern: '^[^\\p{Cc}\\p{Cs}]*$',
  description: 'Write one line of plain text.',
});
export const key = Type.String({ pattern: keyPattern.source, description: keyRemedy });
const languageTag = Type.String({
  pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$',
  description: 'Write a BCP 47 tag such as "en" or "pt-BR".',
});
/** Of a translation: what the original said when it was made. */
export const translates = Type.String({
  pattern: '^[0-9a-f]{12}$',
  description: 'Write the twelve digits that `course check` names, in quotes.',
});

const percent = Type.Number({ minimum: 0, maximum: 100 });

export const showAnswers: readonly ShowAnswer[] = ['never', 'answered', 'correct', 'finished'];
const attempts = Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('unlimited')]);

const work = {
  title: Type.Optional(line),
  author: Type.Optional(line),
  source: Type.Optional(line),
  changes: Type.Optional(line),
};
export const attribution = Type.Object(work, strict);
/** A course that this one was made of. */
const parent = Type.Object(
  {
    ...{ ...work, title: line, license: line, release: Type.Optional(line) },
    /** Where it is one of this site. */
    course: Type.Optional(courseField),
  },
  strict,
);

const section = Type.Object(
  {
    section: key,
    title: line,
    category: Type.Optional(line),
    units: Type.Optional(Type.Array(line)),
    sections: Type.Optional(Type.Array(Type.Ref('#/$defs/section'))),
    ...dateFields,
  },
  strict,
);
export interface ManifestSection extends DateFields {
  section: string;
  title: string;
  category?: string;
  units?: string[];
  sections?: ManifestSection[];
}

const manifest = Type.Object(
  {
    lectern: Type.Literal(1),
    key: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{0,99}$',
      description: 'Use lower case letters, digits and hyphens.',
    }),
    title: line,
    summary: Type.Optional(Type.String({ maxLength: 2000 })),
    language: Type.Optional(languageTag),
    languages: Type.Optional(Type.Array(languageTag)),
    subject: Type.Optional(line),
    level: Type.Optional(Type.Enum(['introductory', 'intermediate', 'advanced'])),
    pace: Type.Optional(Type.Enum(['self', 'scheduled'])),
    effort: Type.Optional(line),
    cover: Type.Optional(line),
    license: Type.Optional(line),
    attribution: Type.Optional(attribution),
    'based-on': Type.Optional(Type.Array(parent)),
    staff: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: line,
            title: Type.Optional(line),
            picture: Type.Optional(line),
            bio: Type.Optional(Type.String({ maxLength: 5000 })),
          },
          strict,
        ),
      ),
    ),
    defaults: Type.Optional(
      Type.Object(
        {
          attempts: Type.Optional(attempts),
          'show-answer': Type.Optional(Type.Enum([...showAnswers])),
          ...revealFields,
        },
        strict,
      ),
    ),
    grading: Type.Optional(
      Type.Object(
        {
          pass: Type.Optional(percent),
          letters: Type.Optional(Type.Record(Type.String({ minLength: 1, maxLength: 20 }), percent)),
          counts: Type.Optional(Type.Enum(['best', 'last', 'first', 'average'])),
          rounding: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 })),
          late: Type.Optional(LateFront),
          categories: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  key,
                  title: line,
                  weight: Type.Number({ exclusiveMinimum: 0 }),
                  drop: Type.Optional(Type.Integer({ minimum: 0 })),
                  'drop-highest': Type.Optional(Type.Integer({ minimum: 0 })),
                  extra: Type.Optional(Type.Boolean()),
                  pass: Type.Optional(percent),
                },
                strict,
              ),
            ),
          ),
        },
        strict,
      ),
    ),
    outline: Type.Array(Type.Ref('#/$defs/section'), { minItems: 1 }),
  },
  { ...strict, $defs: { section } },
);

export type Manifest = Omit<Static<typeof manifest>, 'outline'> & { outline: ManifestSection[] };

export const manifestFile = 'course.yaml';
const manifestShape = yamlShape(manifest);

function checkUnique(
  keys: { key: string; path: YamlPath }[],
  what: string,
  yaml: YamlValue<unknown>,
  report: Report,
) {
  const seen = new Set<string>();
  for (const { key, path } of keys) {
    if (seen.has(key)) {
      const message = `The ${what} "${key}" stands here a second time.`;
      report({ code: `duplicate-${what}`, message, remedy: 'Give each its own.', place: yaml.placeOf(path) });
    }
    seen.add(key);
  }
}

/** A category names one assignment; inside a section that is one already, points would count twice. */
function checkSections(yaml: YamlValue<Manifest>, report: Report) {
  const categories = (yaml.value.grading?.categories ?? []).map((category) => category.key);
  const sections: { key: string; path: YamlPath }[] = [];
  const units: { key: string; path: YamlPath }[] = [];
  const walk = (list: ManifestSection[], path: YamlPath, above: string | null) => {
    for (const [index, node] of list.entries()) {
      const here = [...path, index];
      sections.push({ key: node.section, path: [...here, 'section'] });
      units.push(...(node.units ?? []).map((unit, at) => ({ key: unit, path: [...here, 'units', at] })));
      const place = yaml.placeOf([...here, 'category']);
      if (node.category && !categories.includes(node.category))
        reportCategory(node.category, categories, report, place);
      reportDates(node, yaml, here, report);
      if (node.category && above) reportNested(`section "${node.section}"`, above, report, place);
      if (!node.units?.length && !node.sections?.length) {
        const message = `The section "${node.section}" is empty.`;
        report({
          code: 'empty-section',
          message,
          remedy: 'Add units or remove it.',
          place: yaml.placeOf(here),
          severity: 'warning',
        });
      }
      walk(node.sections ?? [], [...here, 'sections'], node.category ? node.section : above);
    }
  };
  walk(yaml.value.outline, ['outline'], null);
  checkUnique(sections, 'section', yaml, report);
  checkUnique(units, 'unit', yaml, report);
}

/** Reports dates that are none, each where it stands. */
export function reportDates(
  node: DateFields,
  yaml: YamlValue<unknown>,
  path: YamlPath,
  report: Report,
): ActivityDates | null {
  return readDates(node, (name, remedy) =>
    report({
      code: 'invalid-date',
      message: `"${name}" is not a date that can stand here.`,
      remedy,
      place: yaml.placeOf([...path, name]),
    }),
  );
}

export function reportCategory(
  name: string,
  known: readonly string[],
  report: Report,
  place: { line: number; column: number } | null,
) {
  report({
    code: 'unknown-category',
    message: `There is no grading category "${name}".`,
    remedy: known.length ? suggest(name, known) : 'Declare it under "grading: categories:" in course.yaml.',
    place,
  });
}

export function reportNested(
  what: string,
  section: string,
  report: Report,
  place: { line: number; column: number } | null,
) {
  report({
    code: 'nested-assignment',
    message: `The ${what} has a category, and so has the section "${section}" around it.`,
    remedy: 'Keep the category at one of the two: an assignment cannot stand inside another.',
    place,
  });
}

export function readManifest(text: string, report: Report): YamlValue<Manifest> | null {
  const yaml = readYaml(text, manifestShape, report) as YamlValue<Manifest> | null;
  if (!yaml) return null;
  const categories = yaml.value.grading?.categories ?? [];
  checkUnique(
    categories.map(({ key }, index) => ({ key, path: ['grading', 'categories', index, 'key'] })),
    'category',
    yaml,
    report,
  );
  checkSections(yaml, report);
  const { license = allRightsReserved, 'based-on': parents = [] } = yaml.value;
  for (const [index, parent] of parents.entries())
    checkLicense(parent.license, license, report, yaml.placeOf(['based-on', index, 'license']));
  return yaml;
}

export const gradingOf = ({ grading }: Manifest): GradingPolicy => ({
  pass: grading?.pass ?? null,
  letters: Object.entries(grading?.letters ?? {})
    .map(([letter, from]) => ({ letter, from }))
    .sort((a, b) => b.from - a.from),
  counts: grading?.counts ?? 'best',
  categories: (grading?.categories ?? []).map(({ 'drop-highest': dropHighest, ...category }) => ({
    ...category,
    drop: category.drop ?? 0,
    ...(dropHighest !== undefined && { dropHighest }),
  })),
  ...(grading?.late && { late: lateOf(grading.late) }),
  ...(grading?.rounding !== undefined && { rounding: grading.rounding }),
});

export const licenseOf = (id: string, by?: Static<typeof attribution>): License => ({ id, ...by });
