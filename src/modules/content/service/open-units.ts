/** Opens the units that the outline names: their texts, front matter and keys, checked against each other. */
import { posix } from 'node:path';
import { type FrontMatter, readFrontMatter } from '../rules/front-matter.ts';
import { type Manifest, type ManifestSection, manifestFile, reportNested } from '../rules/manifest.ts';
import { keyPattern, keyRemedy, type Report, reportInto } from '../rules/problems.ts';
import { languagesOf, variantLanguage } from '../rules/translation.ts';
import type { YamlPath, YamlValue } from '../rules/yaml.ts';
import type { FileTree, SourceProblem } from '../schema.ts';
import { readText } from './files.ts';
import { readOnce } from './read-once.ts';
import type { CourseSource } from './source.ts';

export interface OpenUnit {
  file: string;
  text: string;
  /** Of the file. */
  sha256: string;
  key: string;
  front: YamlValue<FrontMatter>;
}

interface ListedUnit {
  file: string;
  /** Where course.yaml names it. */
  path: YamlPath;
  /** The section around it that is an assignment. */
  assignment: string | null;
}

const frontOf = readOnce(readFrontMatter, 10_000);

function listUnits(sections: ManifestSection[], above: YamlPath, assigned: string | null): ListedUnit[] {
  return sections.flatMap((section, index) => {
    const path = [...above, index];
    const assignment = section.category ? section.section : assigned;
    const own = (section.units ?? []).map((file, at) => ({ file, path: [...path, 'units', at], assignment }));
    return [...own, ...listUnits(section.sections ?? [], [...path, 'sections'], assignment)];
  });
}

function checkKey(key: string, front: YamlValue<FrontMatter>, other: string | undefined, report: Report) {
  const place = front.placeOf(['key']);
  if (!keyPattern.test(key)) {
    const message = `"${key}" cannot be the key of a unit.`;
    const remedy = `${keyRemedy} Set "key:" in the front matter.`;
    report({ code: 'invalid-key', message, remedy, place });
  }
  if (other) {
    const message = `The key "${key}" is that of ${other} too.`;
    const remedy = 'Set another "key:" in the front matter.';
    report({ code: 'duplicate-unit-key', message, remedy, place });
  }
}

function reportUnlisted(
  files: Iterable<string>,
  listed: ListedUnit[],
  languages: readonly string[],
  problems: SourceProblem[],
) {
  const inOutline = new Set(listed.map(({ file }) => file));
  const languageOf = (file: string) => variantLanguage(file, inOutline);
  const pages = [...files].filter((path) => path.startsWith('units/') && path.endsWith('.md'));
  const report = (file: string, message: string, remedy: string, code = 'unlisted-unit') =>
    reportInto(problems, file)({ code, message, remedy, severity: 'warning' });
  for (const file of pages) {
    const language = languageOf(file);
    if (language === null || languages.includes(language)) continue;
    const message = `The course is not offered in "${language}".`;
    report(file, message, 'Add it to "languages:" in course.yaml.', 'undeclared-language');
  }
  const units = pages.filter((file) => languageOf(file) === null);
  for (const [folder, inside] of Map.groupBy(units, posix.dirname)) {
    const unlisted = inside.filter((path) => !inOutline.has(path));
    // A folder that the outline leaves out as a whole (drafts, variants of an import) is meant so: told once.
    if (unlisted.length > 1 && unlisted.length === inside.length) {
      const message = `The outline names none of the ${unlisted.length} units in this folder.`;
      report(`${folder}/`, message, 'Add those that learners should see to "outline:" in course.yaml.');
      continue;
    }
    for (const path of unlisted)
      report(path, 'The outline does not name this unit.', 'Add it to "outline:" in course.yaml.');
  }
}

export async function openUnits(
  source: CourseSource,
  files: FileTree,
  manifest: YamlValue<Manifest>,
  problems: SourceProblem[],
): Promise<OpenUnit[]> {
  const listed = listUnits(manifest.value.outline, ['outline'], null);
  const units = new Map<string, OpenUnit>();
  const fileOf = new Map<string, string>();
  for (const { file, path, assignment } of listed) {
    if (units.has(file)) continue;
    const facts = files.get(file);
    if (!facts) {
      const remedy = 'Create the file, or mend the path; it is relative to course.yaml.';
      const place = manifest.placeOf(path);
      const message = `There is no file "${file}".`;
      reportInto(problems, manifestFile)({ code: 'missing-unit', message, remedy, place });
      continue;
    }
    const report = reportInto(problems, file);
    const text = await readText(source, file, report);
    if (text === null) continue;
    const front = frontOf(file, text, facts.sha256, problems);
    if (!front) continue;
    const key = front.value.key ?? posix.basename(file, '.md');
    checkKey(key, front, fileOf.get(key), report);
    const { category } = front.value;
    if (category && assignment) reportNested('unit', assignment, report, front.placeOf(['category']));
    fileOf.set(key, file);
    units.set(file, { file, text, sha256: facts.sha256, key, front });
  }
  reportUnlisted(files.keys(), listed, languagesOf(manifest.value), problems);
  return [...units.values()];
}
