/** Items and packages for tests, and the way from one to what learners would get. */
import { activityTypes } from '#activities/index.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import type { FidelityItem } from '../fidelity.ts';
import { importQti } from './index.ts';

export const importFiles = async (files: Record<string, string>) => {
  const { files: written, report } = await importQti(memorySource(new Map(Object.entries(files))));
  const text = (path: string) => new TextDecoder().decode(written.get(path));
  const { release, problems } = await compileCourse(memorySource(written), activityTypes);
  const notes = (kind: string) =>
    report.items.find((one: FidelityItem) => one.kind === kind)?.notes.map(({ code }) => code) ?? [];
  return { files: written, report, text, release, problems, notes };
};

/** The body of the only unit, and its first activity. */
export async function importItem(xml: string, more: Record<string, string> = {}) {
  const imported = await importFiles({ 'item.xml': xml, ...more });
  const unit = [...imported.files.keys()].find((path) => path.endsWith('.md')) ?? '';
  const body = imported.text(unit).split('---\n\n').slice(1).join('---\n\n').trim();
  return { ...imported, body, activity: imported.release?.activities[0] };
}

/** An item of QTI 2.1 around an item body. */
export const item2 = (body: string, declarations: string, processing = '', more = '') =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="one" title="" adaptive="false" timeDependent="false">${declarations}<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody>${body}</itemBody>${processing}${more}</assessmentItem>`;

export const matchCorrect =
  '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>';
export const mapResponse =
  '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>';

/** An item of QTI 1.2 in an assessment. */
export const item1 = (presentation: string, processing: string, more = '', metadata = '') =>
  `<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="Test"><section ident="root_section"><item ident="one" title="Question">${metadata}<presentation>${presentation}</presentation>${processing}${more}</item></section></assessment></questestinterop>`;
