/** A package of QTI as a course: a unit for each test, and one for the items that no test names. */
import { setImmediate } from 'node:timers/promises';
import { Refusal } from '#platform/refusal.ts';
import { type AssessmentCode, type AssessmentCourse, assessmentUnit } from '../../assessment-unit.ts';
import { type Assessment, questionsIn } from '../../assessments.ts';
import { type PackageManifest, packageRefusals } from '../../content-package.ts';
import { type FidelityReport, fidelityReportOf, newLedger } from '../../fidelity.ts';
import { slugOf, uniqueNames } from '../../keys.ts';
import { languageTag } from '../../language-tag.ts';
import { writeUnit, writeYaml } from '../../markdown.ts';
import { type PackageAssets, packageLinks } from '../../package-files.ts';
import { countActivities, keeper } from '../../question-bank.ts';
import { folderOf } from '../wire/documents.ts';

export interface QtiPackage {
  manifest: PackageManifest;
  assessments: Assessment[];
  assets: PackageAssets;
  /** Files that cannot be read, and why. */
  broken: { path: string; mistake: string }[];
  /** Files that are no part of it. */
  rest: string[];
}

const titled = (assessment: Assessment, otherwise: string) =>
  (assessment.title ?? otherwise).replace(/\s+/g, ' ').slice(0, 300);

export async function translatePackage(
  input: QtiPackage,
): Promise<{ files: Map<string, string>; report: FidelityReport }> {
  const { manifest, assets } = input;
  const filled = input.assessments.filter((one) => questionsIn(one).length > 0);
  if (filled.length === 0) throw new Refusal(packageRefusals['package-empty']);
  const title = manifest.title || titled(filled[0] as Assessment, 'QTI');
  const ledger = newLedger<AssessmentCode | 'not-course' | 'broken'>();
  const files = new Map<string, string>();
  const places = { assets, unitOfFile: () => null, unitOfAddress: () => null, bases: [''] };
  const course: AssessmentCourse = {
    ledger,
    activityKey: uniqueNames(),
    keep: keeper(files),
    links: (file, source) => packageLinks(file, folderOf(source), places),
  };
  const [keys, names] = [uniqueNames(), uniqueNames()];
  const units: string[] = [];
  for (const assessment of filled) {
    // A bank of thousands takes seconds; others who wait for this process come in between.
    await setImmediate();
    const unitTitle = titled(assessment, title);
    const key = keys(slugOf(unitTitle, assessment.id ?? 'questions'));
    const unit = { key, file: `${names(`units/${slugOf(unitTitle, key)}`)}.md`, listed: true };
    const item = ledger.open(assessment.source, 'assessment', unitTitle);
    item.place(`unit:${key}`);
    const { nodes, front } = assessmentUnit(assessment, unit, item, course);
    files.set(unit.file, writeUnit({ title: unitTitle, key, ...front }, nodes));
    units.push(unit.file);
  }
  for (const { path, mistake } of input.broken) ledger.open(path, 'file', '').note('broken', mistake);
  for (const path of input.rest) ledger.open(path, 'file', '').note('not-course');
  for (const [path, target] of assets.files) ledger.open(path, 'file', '').place(target);
  const key = slugOf(title, 'questions');
  const outline = [{ section: 'questions', title, units }];
  const language = languageTag(manifest.language);
  files.set('course.yaml', writeYaml({ lectern: 1, key, title, language, pace: 'self', outline }));
  const counts = { sections: 1, units: units.length, activities: countActivities(files) };
  return { files, report: fidelityReportOf('qti', title, counts, ledger.items()) };
}
