/**
 * Whose a block is: `::attribution{title= author= source= license= changes=}` inside it, with the words of the front
 * matter. It becomes a line under the block, and a *credit* of the unit.
 */
import type { ElementContent } from 'hast';
import type { Nodes } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { allRightsReserved, licenseFits, licenseName, licensesFor, licenseUrl } from '#lib/license.ts';
import type { Translate } from '#lib/messages.ts';
import type { License } from '../schema.ts';
import { checkAttributes } from './attributes.ts';
import { placeOf } from './markdown.ts';
import type { Place, Report } from './problems.ts';
import { element } from './scope.ts';

export const isAttribution = (node: Nodes): node is LeafDirective =>
  node.type === 'leafDirective' && node.name === 'attribution';

/** A work that is not shared as widely as the whole it stands in: whoever reuses the whole would have to leave it out. */
export function checkLicense(work: string, course: string, report: Report, place: Place | null): void {
  if (licenseFits(work, course)) return;
  const fitting = licensesFor(work);
  report({
    code: 'license-mismatch',
    message: `This is under "${work}", which does not fit into a course under "${course}".`,
    remedy:
      fitting.length > 0
        ? `Replace it, ask its author, or set a license of the course that fits: ${fitting.join(', ')}.`
        : 'Replace it, or ask its author.',
    place,
    severity: 'warning',
  });
}

const names = ['title', 'author', 'source', 'license', 'changes'] as const;

/** Without a license of its own, the block is under that of the course. */
export function readAttribution(node: LeafDirective, course: string, report: Report): License | null {
  checkAttributes(node, names, report);
  const place = placeOf(node);
  const values = Object.fromEntries(
    names.flatMap((name) => {
      const value = node.attributes?.[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  ) as Partial<Record<(typeof names)[number], string>>;
  if (Object.keys(values).length === 0) {
    const remedy = 'Write ::attribution{author="…" source="https://…" license=CC-BY-4.0}.';
    report({ code: 'empty-attribution', message: 'The attribution says nothing.', remedy, place });
    return null;
  }
  const { license = course, ...work } = values;
  checkLicense(license, course, report, place);
  return { id: license, ...work };
}

const text = (value: string): ElementContent => ({ type: 'text', value });
const linked = (href: string | null, ...children: ElementContent[]): ElementContent =>
  href && /^https?:\/\//i.test(href)
    ? element('a', { href, rel: ['noopener'] }, children)
    : element('span', {}, children);

/** Title, author, license and changes, in this order, as creativecommons.org advises. */
export function attributionLine(
  { id, title, author, source, changes }: License,
  t: Translate,
): ElementContent {
  const name = id === allRightsReserved ? t('content.all-rights') : licenseName(id);
  const parts: ElementContent[] = [
    ...(title ? [linked(source ?? null, element('cite', {}, [text(title)]))] : []),
    ...(author ? [text(author)] : []),
    ...(source && !title ? [linked(source, text(t('content.source')))] : []),
    linked(licenseUrl(id), text(name)),
    ...(changes ? [text(t('content.changes', { changes }))] : []),
  ];
  return element(
    'p',
    { className: ['attribution'] },
    parts.flatMap((part, at) => (at > 0 ? [text(' · '), part] : [part])),
  );
}
