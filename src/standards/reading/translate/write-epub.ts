/** A course as EPUB 3.3: pages of XHTML with MathML, a navigation, a package that names every file. No scripts. */
import mime from 'mime';
import { licenseUrl } from '#lib/license.ts';
import { closeExport, type Exported, type ExportInput } from '../../export-course.ts';
import { escapeXml, portableXml, xmlOf } from '../../export-html.ts';
import { type Book, contentsHtml, licenseHtml, openBook } from './book.ts';
import { styleSheet } from './style.ts';

const folder = 'OEBPS/';
const encoded = (path: string) => path.split('/').map(encodeURIComponent).join('/');

const documentXml = (language: string, title: string, up: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${escapeXml(language)}" xml:lang="${escapeXml(language)}">
<head><meta charset="utf-8"/><title>${escapeXml(title)}</title><link rel="stylesheet" type="text/css" href="${up}style.css"/></head>
<body>
${body}
</body>
</html>
`;

const containerXml = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="${folder}content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
`;

/** What readers know without being told how to show it; anything else would need a stand-in, and is left out. */
const coreTypes =
  /^(?:image\/(?:png|jpeg|gif|webp|svg\+xml)|audio\/(?:mpeg|mp4|ogg)|video\/|text\/(?:css|vtt)|application\/xhtml\+xml)/;
const typeOf = (path: string): string =>
  path.endsWith('.xhtml') ? 'application/xhtml+xml' : (mime.getType(path) ?? 'application/octet-stream');

function propertiesOf(path: string, text: string): string {
  if (path === 'nav.xhtml') return ' properties="nav"';
  return /<math[\s>]/.test(text) ? ' properties="mathml"' : '';
}

function packageXml(
  input: ExportInput,
  book: Book,
  paths: string[],
  textOf: (path: string) => string,
): string {
  const { course, id } = input.release;
  const ids = new Map(paths.map((path, index) => [path, `f${index + 1}`]));
  const items = paths.map(
    (path) =>
      `<item id="${ids.get(path)}" href="${escapeXml(encoded(path))}" media-type="${typeOf(path)}"${propertiesOf(path, textOf(path))}/>`,
  );
  const spine = ['title.xhtml', 'nav.xhtml', ...book.pages.map(({ href }) => href)];
  const { author, source } = course.license;
  const rights = [course.license.id, licenseUrl(course.license.id)].filter(Boolean).join(' ');
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="release" xml:lang="${escapeXml(course.language)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="release">urn:sha256:${id}</dc:identifier>
<dc:title>${escapeXml(course.title)}</dc:title>
<dc:language>${escapeXml(course.language)}</dc:language>
${course.summary ? `<dc:description>${escapeXml(course.summary)}</dc:description>` : ''}
${author ? `<dc:creator>${escapeXml(author)}</dc:creator>` : ''}
${source ? `<dc:source>${escapeXml(source)}</dc:source>` : ''}
<dc:rights>${escapeXml(rights)}</dc:rights>
<meta property="dcterms:modified">1980-01-01T00:00:00Z</meta>
</metadata>
<manifest>
${items.join('\n')}
</manifest>
<spine>
${spine.map((path) => `<itemref idref="${ids.get(path)}"/>`).join('\n')}
</spine>
</package>
`;
}

/** Files that no reader can show leave the book; links to them lead nowhere, so that their words stay alone. */
function withoutStrangers(book: Book): void {
  const { files, ledger } = book.opened;
  for (const path of [...files.keys()]) {
    if (!path.startsWith(`${folder}assets/`) || coreTypes.test(typeOf(path))) continue;
    files.delete(path);
    ledger.open(path.slice(folder.length), 'file', '').note('remote-left', typeOf(path));
  }
}

export async function writeEpub(input: ExportInput): Promise<Exported> {
  const book = await openBook(input, {
    folder,
    manifest: `${folder}content.opf`,
    extension: 'xhtml',
    fields: false,
  });
  const { opened, pages, links, t } = book;
  const { course, outline } = input.release;
  withoutStrangers(book);
  const [encoder, texts] = [new TextEncoder(), new Map<string, string>()];
  const put = (path: string, text: string) => {
    texts.set(path, text);
    opened.files.set(folder + path, encoder.encode(text));
  };
  for (const { title, href, tree } of pages)
    put(href, documentXml(course.language, title, '../', `<h1>${escapeXml(title)}</h1>\n${xmlOf(tree)}`));
  const about = book.about ? `<h2>${escapeXml(t('book.about'))}</h2>${portableXml(book.about, links)}` : '';
  const titlePage = `<h1>${escapeXml(course.title)}</h1><p>${escapeXml(course.summary)}</p>${about}${licenseHtml(input, t)}`;
  put('title.xhtml', documentXml(course.language, course.title, '', titlePage));
  const navigation = `<nav epub:type="toc"><h1>${escapeXml(t('book.contents'))}</h1>${contentsHtml(outline, pages)}</nav>`;
  put('nav.xhtml', documentXml(course.language, t('book.contents'), '', navigation));
  put('style.css', styleSheet);
  const paths = [...opened.files.keys()].map((path) => path.slice(folder.length)).toSorted();
  opened.files.set(
    `${folder}content.opf`,
    encoder.encode(packageXml(input, book, paths, (path) => texts.get(path) ?? '')),
  );
  opened.files.set('META-INF/container.xml', encoder.encode(containerXml));
  const { files, report } = closeExport('epub', input, opened);
  // The type comes first, so that programs can tell the file by its first bytes.
  return { files: new Map([['mimetype', encoder.encode('application/epub+zip')], ...files]), report };
}
