/** A course as a folder of HTML that works from a stick: relative addresses, one style sheet, one small script. */
import { toHtml } from 'hast-util-to-html';
import { closeExport, type Exported, type ExportInput } from '../../export-course.ts';
import { escapeXml, portableHtml } from '../../export-html.ts';
import { contentsHtml, licenseHtml, openBook } from './book.ts';
import { checkScript } from './check.ts';
import { styleSheet } from './style.ts';

const rightToLeft = /^(?:ar|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/;

interface Document {
  language: string;
  title: string;
  /** From the page to the top of the folder. */
  up: string;
  body: string;
}

const documentHtml = ({ language, title, up, body }: Document): string =>
  `<!DOCTYPE html>
<html lang="${escapeXml(language)}" dir="${rightToLeft.test(language) ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title>
<link rel="stylesheet" href="${up}style.css">
<script src="${up}check.js" defer></script>
</head>
<body>
${body}
</body>
</html>
`;

export async function writeSite(input: ExportInput): Promise<Exported> {
  const book = await openBook(input, { folder: '', manifest: 'index.html', extension: 'html', fields: true });
  const { opened, pages, links, t } = book;
  const { course, outline } = input.release;
  const encoder = new TextEncoder();
  const put = (path: string, text: string) => opened.files.set(path, encoder.encode(text));
  pages.forEach(({ title, href, tree }, index) => {
    const step = (page: (typeof pages)[number] | undefined, word: string) =>
      page
        ? `<a href="../${escapeXml(page.href)}">${escapeXml(word)}: ${escapeXml(page.title)}</a>`
        : '<span></span>';
    const body = `<nav><a href="../index.html">${escapeXml(course.title)}</a></nav>
<main><h1>${escapeXml(title)}</h1>
${toHtml(tree)}</main>
<nav class="steps">${step(pages[index - 1], t('book.previous'))}${step(pages[index + 1], t('book.next'))}</nav>`;
    put(
      href,
      documentHtml({ language: course.language, title: `${title} · ${course.title}`, up: '../', body }),
    );
  });
  const about = book.about ? `<h2>${escapeXml(t('book.about'))}</h2>${portableHtml(book.about, links)}` : '';
  const body = `<main><h1>${escapeXml(course.title)}</h1>
<p>${escapeXml(course.summary)}</p>
<nav aria-label="${escapeXml(t('book.contents'))}"><h2>${escapeXml(t('book.contents'))}</h2>${contentsHtml(outline, pages)}</nav>
${about}
${licenseHtml(input, t)}
<p class="muted">${escapeXml(t('book.self-check'))}</p></main>`;
  put('index.html', documentHtml({ language: course.language, title: course.title, up: '', body }));
  put('style.css', styleSheet);
  put('check.js', checkScript);
  return closeExport('html', input, opened);
}
