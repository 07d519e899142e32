/** A course as Common Cartridge 1.3: units as pages, their questions as assessments, assets as files. */
import { licenseUrl } from '#lib/license.ts';
import type { OutlineSection, OutlineUnit } from '#modules/content/index.ts';
import type { Assessment } from '../../assessments.ts';
import {
  closeExport,
  type Exported,
  type ExportedUnit,
  type ExportInput,
  type Opened,
  openExport,
} from '../../export-course.ts';
import { type ExportLinks, escapeXml, portableHtml } from '../../export-html.ts';

/** Writes QTI 1.2, which cartridges hold; `lost` says what of each question it does not say. */
export type AssessmentWriter = (
  assessment: Assessment,
  links: ExportLinks,
  flavor: 'profile' | 'full',
) => { xml: string; lost: Map<string, string[]> };

const filesFolder = 'web_resources/';
const encoder = new TextEncoder();

interface Resource {
  id: string;
  type: string;
  href: string;
  files: string[];
  dependencies: string[];
}

const pagePath = (key: string) => `pages/${key}.html`;
const encoded = (path: string) => path.split('/').map(encodeURIComponent).join('/');

const pageHtml = (title: string, language: string, body: string) =>
  `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${escapeXml(title)}</title>
</head>
<body>
${body}
</body>
</html>
`;

/** What a page says of an activity that is no question: what is asked, and where a film is. */
function activityHtml(key: string, exported: ExportedUnit, links: ExportLinks): string {
  const activity = exported.others.get(key);
  if (!activity) return '';
  const { src = '', description = '' } = activity.settings as { src?: string; description?: string };
  const isFile = src.startsWith('/assets/') || /\.(?:mp4|m4v|webm|ogv)$/.test(src);
  const film = !src
    ? ''
    : isFile
      ? `<video controls src="${escapeXml(src)}"></video>`
      : `<p><a href="${escapeXml(src)}">${escapeXml(activity.title ?? src)}</a></p>`;
  return portableHtml(`${film}${activity.prompt}${description}`, links);
}

function bodyOf(exported: ExportedUnit, links: ExportLinks): string {
  return exported.unit.blocks
    .map((block) =>
      block.kind === 'html' ? portableHtml(block.html, links) : activityHtml(block.key, exported, links),
    )
    .filter(Boolean)
    .join('\n');
}

interface Writing {
  input: ExportInput;
  opened: Opened;
  write: AssessmentWriter;
  resources: Resource[];
}

/** From a page, to what lies beside its folder. */
const pageLinks = ({ opened }: Writing): ExportLinks => ({
  asset: (sha256) => {
    const path = opened.assets.get(sha256);
    return path ? `../${encoded(path)}` : null;
  },
  unit: (key) => (opened.units.has(key) ? encoded(`${key}.html`) : null),
});

/** From a question, which has no folder of its own. */
const questionLinks = ({ opened }: Writing): ExportLinks => ({
  asset: (sha256) => {
    const path = opened.assets.get(sha256);
    return path ? `$IMS-CC-FILEBASE$/${encoded(path.slice(filesFolder.length))}` : null;
  },
  unit: (key) => (opened.units.has(key) ? `$IMS-CC-FILEBASE$/../${encoded(pagePath(key))}` : null),
});

function writePage(exported: ExportedUnit, body: string, writing: Writing): string {
  const { unit, item } = exported;
  const href = pagePath(unit.key);
  const { language } = writing.input.release.course;
  writing.opened.files.set(href, encoder.encode(pageHtml(unit.title, language, body)));
  writing.resources.push({
    id: `page-${unit.key}`,
    type: 'webcontent',
    href,
    files: [href],
    dependencies: [],
  });
  item.place(href);
  return `page-${unit.key}`;
}

const metaXml = ({ id, title, attempts, minutes }: Assessment) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<quiz identifier="quiz-${escapeXml(id ?? '')}" xmlns="http://canvas.instructure.com/xsd/cccv1p0"><title>${escapeXml(title ?? '')}</title><quiz_type>assignment</quiz_type>${attempts ? `<allowed_attempts>${attempts}</allowed_attempts>` : ''}${minutes ? `<time_limit>${minutes}</time_limit>` : ''}</quiz>
`;

/** The questions in the words of the standard, and beside them all that QTI 1.2 can say of them. */
function writeQuiz(exported: ExportedUnit, assessment: Assessment, writing: Writing): string {
  const { unit, items, item } = exported;
  const { files } = writing.opened;
  const folder = `assessments/${unit.key}`;
  const paths = {
    profile: `${folder}/assessment_qti.xml`,
    full: `${folder}/assessment_full.xml.qti`,
    meta: `${folder}/assessment_meta.xml`,
  };
  const profile = writing.write(assessment, questionLinks(writing), 'profile');
  const full = writing.write(assessment, questionLinks(writing), 'full');
  files.set(paths.profile, encoder.encode(profile.xml));
  files.set(paths.full, encoder.encode(full.xml));
  files.set(paths.meta, encoder.encode(metaXml(assessment)));
  for (const [key, lost] of full.lost) {
    items.get(key)?.place(paths.full);
    if (lost.length > 0) items.get(key)?.note('not-said', lost.join(', '));
  }
  item.place(paths.profile);
  const id = `quiz-${unit.key}`;
  writing.resources.push(
    {
      id,
      type: 'imsqti_xmlv1p2/imscc_xmlv1p3/assessment',
      href: '',
      files: [paths.profile],
      dependencies: [`${id}-full`],
    },
    {
      ...{ id: `${id}-full`, type: 'associatedcontent/imscc_xmlv1p3/learning-application-resource' },
      ...{ href: paths.meta, files: [paths.meta, paths.full], dependencies: [] },
    },
  );
  return id;
}

const itemXml = (id: string, title: string, reference: string | null, inner = '') =>
  `<item identifier="${escapeXml(id)}"${reference ? ` identifierref="${escapeXml(reference)}"` : ''}><title>${escapeXml(title)}</title>${inner}</item>`;

function unitItems({ key }: OutlineUnit, writing: Writing): string {
  const exported = writing.opened.units.get(key);
  if (!exported) return '';
  const { unit, assessment } = exported;
  const body = bodyOf(exported, pageLinks(writing));
  const page = body || !assessment ? itemXml(`i-${key}`, unit.title, writePage(exported, body, writing)) : '';
  const quiz = assessment
    ? itemXml(`i-${key}-questions`, unit.title, writeQuiz(exported, assessment, writing))
    : '';
  return page + quiz;
}

const sectionItem = (section: OutlineSection, writing: Writing): string =>
  itemXml(
    `s-${section.key}`,
    section.title,
    null,
    section.children
      .map((child) => (child.kind === 'unit' ? unitItems(child, writing) : sectionItem(child, writing)))
      .join(''),
  );

const resourceXml = ({ id, type, href, files, dependencies }: Resource) =>
  `<resource identifier="${escapeXml(id)}" type="${type}"${href ? ` href="${escapeXml(encoded(href))}"` : ''}>${files
    .map((file) => `<file href="${escapeXml(encoded(file))}"/>`)
    .join(
      '',
    )}${dependencies.map((one) => `<dependency identifierref="${escapeXml(one)}"/>`).join('')}</resource>`;

const lom = (name: string, inner: string) => `<lomimscc:${name}>${inner}</lomimscc:${name}>`;
const lomText = (name: string, text: string) => (text ? lom(name, lom('string', escapeXml(text))) : '');

function manifestXml({ input, resources }: Writing, items: string): string {
  const { course } = input.release;
  const { license } = course;
  const rights = [license.id, licenseUrl(license.id), license.title, license.author, license.source]
    .filter(Boolean)
    .join(' ');
  const general = lom(
    'general',
    lomText('title', course.title) +
      lom('language', escapeXml(course.language)) +
      lomText('description', course.summary),
  );
  const restricted = license.id === 'CC0-1.0' ? 'no' : 'yes';
  const rightsXml = lom(
    'rights',
    lom('copyrightAndOtherRestrictions', lom('value', restricted)) + lomText('description', rights),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="course-${escapeXml(course.key)}" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/resource" xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1 http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imscp_v1p2_v1p0.xsd http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest http://www.imsglobal.org/profile/cc/ccv1p3/LOM/ccv1p3_lommanifest_v1p0.xsd">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion>${lom('lom', general + rightsXml)}</metadata>
<organizations><organization identifier="org_1" structure="rooted-hierarchy"><item identifier="LearningModules">${items}</item></organization></organizations>
<resources>${resources.map(resourceXml).join('\n')}</resources>
</manifest>
`;
}

export async function writeCartridge(input: ExportInput, write: AssessmentWriter): Promise<Exported> {
  const opened = await openExport(input, { folder: filesFolder, manifest: 'imsmanifest.xml' });
  const writing: Writing = { input, opened, write, resources: [] };
  const { course, outline } = input.release;
  const items = outline.map((section) => sectionItem(section, writing)).join('\n');
  if (course.about) {
    const href = 'pages/about-this-course.html';
    opened.files.set(
      href,
      encoder.encode(pageHtml(course.title, course.language, portableHtml(course.about, pageLinks(writing)))),
    );
    writing.resources.push({ id: 'about', type: 'webcontent', href, files: [href], dependencies: [] });
    opened.ledger.open('about.md', 'about', course.title).place(href);
  }
  for (const [sha256, names] of opened.assetNames)
    writing.resources.push({
      id: `file-${sha256.slice(0, 16)}`,
      type: 'webcontent',
      href: names[0] ?? '',
      files: names,
      dependencies: [],
    });
  opened.files.set('imsmanifest.xml', encoder.encode(manifestXml(writing, items)));
  return closeExport('imscc', input, opened);
}
