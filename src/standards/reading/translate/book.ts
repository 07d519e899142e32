/** What both ways to read a course offline share: its pages in order, who made it, and the list of what is in it. */
import type { Root } from 'hast';
import { licenseName, licenseUrl } from '#lib/license.ts';
import { type Translate, translateTo } from '#lib/messages.ts';
import type { OutlineSection, OutlineUnit } from '#modules/content/index.ts';
import { type ExportInput, type Opened, openExport, outlineUnits } from '../../export-course.ts';
import { type ExportLinks, escapeXml } from '../../export-html.ts';
import { pageTree } from './page.ts';

export interface BookPage {
  key: string;
  title: string;
  href: string;
  tree: Root;
}

export interface Book {
  opened: Opened;
  pages: BookPage[];
  /** The about page, addresses from the top of the package. */
  about: string;
  links: ExportLinks;
  t: Translate;
}

const encoded = (path: string) => path.split('/').map(encodeURIComponent).join('/');

/** `folder`: where everything lies; `extension`: of pages. */
export async function openBook(
  input: ExportInput,
  {
    folder,
    manifest,
    extension,
    fields,
  }: { folder: string; manifest: string; extension: string; fields: boolean },
): Promise<Book> {
  const opened = await openExport(input, { folder: `${folder}assets/`, manifest, pages: true });
  const { release } = input;
  const t = translateTo(release.course.language.split('-')[0] ?? 'en');
  const activities = new Map(release.activities.map((activity) => [activity.key, activity]));
  const hrefOf = (key: string) => `units/${key}.${extension}`;
  const linksFrom = (up: string): ExportLinks => ({
    asset: (sha256) => {
      const path = opened.assets.get(sha256);
      return path ? up + encoded(path.slice(folder.length)) : null;
    },
    unit: (key) => (opened.units.has(key) ? up + encoded(hrefOf(key)) : null),
  });
  const pages = outlineUnits(release.outline).flatMap(({ key }): BookPage[] => {
    const exported = opened.units.get(key);
    if (!exported) return [];
    const href = hrefOf(key);
    const tree = pageTree(exported, activities, linksFrom('../'), { t, fields }, folder + href);
    return [{ key, title: exported.unit.title, href, tree }];
  });
  return { opened, pages, about: release.course.about, links: linksFrom(''), t };
}

/** The list of sections and pages, as a navigation of EPUB asks for it and HTML shows it. */
export function contentsHtml(
  outline: readonly (OutlineSection | OutlineUnit)[],
  pages: readonly BookPage[],
): string {
  const items = outline.map((one) => {
    if (one.kind === 'section')
      return `<li><span>${escapeXml(one.title)}</span>${contentsHtml(one.children, pages)}</li>`;
    const page = pages.find(({ key }) => key === one.key);
    return page ? `<li><a href="${escapeXml(page.href)}">${escapeXml(one.title)}</a></li>` : '';
  });
  const inner = items.join('');
  return inner ? `<ol>${inner}</ol>` : '';
}

/** Whose work it is, and what may be done with it. */
export function licenseHtml({ release: { course } }: ExportInput, t: Translate): string {
  const { id, title, author, source } = course.license;
  const url = licenseUrl(id);
  const name = escapeXml(licenseName(id));
  const parts = [
    escapeXml([title, author].filter(Boolean).join(', ')),
    url ? `<a href="${escapeXml(url)}">${name}</a>` : name,
    source && /^https?:/.test(source)
      ? `<a href="${escapeXml(source)}">${escapeXml(source)}</a>`
      : escapeXml(source ?? ''),
  ];
  return `<p class="muted">${escapeXml(t('book.license'))}: ${parts.filter(Boolean).join(' · ')}</p>`;
}
