/** The questions of a course as a package of QTI 3.0: an item for each, a test for each unit that asks. */
import { licenseUrl } from '#lib/license.ts';
import { questionsIn } from '../../assessments.ts';
import { closeExport, type Exported, type ExportInput, openExport } from '../../export-course.ts';
import { type ExportLinks, escapeXml } from '../../export-html.ts';
import type { Question } from '../../questions.ts';
import { identifierOf } from './identifier.ts';
import { lostOf3, writeItem3, writeTest3 } from './write-3.ts';

const filesFolder = 'files/';
const encoder = new TextEncoder();
const encoded = (path: string) => path.split('/').map(encodeURIComponent).join('/');
const itemPath = ({ id }: Question) => `items/${identifierOf(id ?? '')}.xml`;

interface Resource {
  id: string;
  type: string;
  /** The first one is what the resource is called by. */
  files: string[];
  dependencies: string[];
}

function resourceXml({ id, type, files, dependencies }: Resource): string {
  const hrefs = files.map((path) => escapeXml(encoded(path)));
  const inner = [
    ...hrefs.map((href) => `<file href="${href}"/>`),
    ...dependencies.map((one) => `<dependency identifierref="${one}"/>`),
  ];
  return `<resource identifier="${id}" type="${type}" href="${hrefs[0] ?? ''}">${inner.join('')}</resource>`;
}

function manifestXml({ release: { course } }: ExportInput, resources: Resource[]): string {
  const rights = [course.license.id, licenseUrl(course.license.id), course.license.author]
    .filter(Boolean)
    .join(' ');
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="questions-${escapeXml(course.key)}" xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/LOM">
<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion><lom:lom><lom:general><lom:title><lom:string>${escapeXml(course.title)}</lom:string></lom:title><lom:language>${escapeXml(course.language)}</lom:language></lom:general><lom:rights><lom:description><lom:string>${escapeXml(rights)}</lom:string></lom:description></lom:rights></lom:lom></metadata>
<organizations/>
<resources>${resources.map(resourceXml).join('\n')}</resources>
</manifest>
`;
}

export async function writePackage(input: ExportInput): Promise<Exported> {
  const opened = await openExport(input, { folder: filesFolder, manifest: 'imsmanifest.xml' });
  const { files, units, assets } = opened;
  const { language } = input.release.course;
  const resources: Resource[] = [];
  for (const { unit, assessment, items } of units.values()) {
    if (!assessment) continue;
    const ids: string[] = [];
    for (const question of questionsIn(assessment)) {
      const used = new Set<string>();
      const links: ExportLinks = {
        asset(sha256) {
          const path = assets.get(sha256);
          if (path) used.add(`file-${sha256.slice(0, 16)}`);
          return path ? `../${encoded(path)}` : null;
        },
        unit() {
          items.get(question.source)?.note('not-said', 'link');
          return null;
        },
      };
      const xml = writeItem3(question, language, links);
      const item = items.get(question.source);
      if (!xml) continue;
      const path = itemPath(question);
      files.set(path, encoder.encode(xml));
      const id = `item-${identifierOf(question.id ?? '')}`;
      resources.push({ id, type: 'imsqti_item_xmlv3p0', files: [path], dependencies: [...used] });
      ids.push(id);
      item?.place(path);
      const lost = lostOf3(question);
      if (lost.length > 0) item?.note('not-said', lost.join(', '));
    }
    const path = `tests/${identifierOf(unit.key)}.xml`;
    files.set(path, encoder.encode(writeTest3(assessment, (question) => `../${itemPath(question)}`)));
    resources.push({
      id: `test-${identifierOf(unit.key)}`,
      type: 'imsqti_test_xmlv3p0',
      files: [path],
      dependencies: ids,
    });
  }
  for (const { item, unit, assessment } of units.values()) {
    if (assessment) item.place(`tests/${identifierOf(unit.key)}.xml`);
    item.note('no-question', 'text');
  }
  opened.ledger.open('about.md', 'about', '').note('no-question', 'text');
  for (const [sha256, names] of opened.assetNames)
    resources.push({ id: `file-${sha256.slice(0, 16)}`, type: 'webcontent', files: names, dependencies: [] });
  files.set('imsmanifest.xml', encoder.encode(manifestXml(input, resources)));
  return closeExport('qti', input, opened);
}
