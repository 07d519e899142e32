/** A unit as a page to read: its text, its questions, films; addresses lead into the package, or away from it by a link. */
import type { Element, ElementContent, Root } from 'hast';
import type { Activity } from '#modules/content/contract.ts';
import type { ExportedUnit } from '../../export-course.ts';
import { type ExportLinks, escapeXml, portable } from '../../export-html.ts';
import { type Drawing, questionHtml } from './question.ts';

interface Film {
  src?: string;
  description?: string;
  tracks?: { src: string; lang: string; label: string; kind: string }[];
  starter?: { name: string; content: string }[];
}

const trackHtml = ({ src, lang, label, kind }: NonNullable<Film['tracks']>[number]) =>
  `<track src="${escapeXml(src)}" srclang="${escapeXml(lang)}" label="${escapeXml(label)}" kind="${escapeXml(kind)}">`;

function filmHtml({ type, settings, title }: Activity): string {
  const { src = '', description = '', tracks = [] } = settings as Film;
  if (type !== 'video' || !src) return '';
  if (!src.startsWith('/assets/'))
    return `<p><a href="${escapeXml(src)}">${escapeXml(title ?? src)}</a></p>${description}`;
  const tag = /\.(?:mp3|m4a|ogg|oga|wav)$/i.test(src) ? 'audio' : 'video';
  return `<${tag} controls src="${escapeXml(src)}">${tracks.map(trackHtml).join('')}</${tag}>${description}`;
}

function activityHtml(activity: Activity, drawing: Drawing, exported: ExportedUnit, href: string): string {
  const { key, title, type, prompt } = activity;
  const item = exported.items.get(key);
  item?.place(href);
  const question = questionHtml(activity, drawing);
  const head = title ? `<h3>${escapeXml(title)}</h3>` : '';
  if (question === null && type !== 'video') item?.note('read-only', type);
  const closing =
    question === null && type !== 'video'
      ? `<p class="muted">${escapeXml(drawing.t('book.read-only'))}</p>`
      : '';
  const inner = question ?? `${filmHtml(activity)}${prompt}${closing}`;
  return `<section class="activity" id="${escapeXml(key)}">${head}${inner}</section>`;
}

const isRemote = (value: unknown): value is string => /^https?:/i.test(String(value ?? ''));

/** What a page without a net cannot show becomes a link; attributes that HTML has no more become classes. */
function offline(node: ElementContent, note: (address: string) => void): ElementContent[] {
  if (node.type !== 'element') return [node];
  const { src, align, ...properties } = node.properties;
  if (isRemote(src) && ['iframe', 'img', 'video', 'audio'].includes(node.tagName)) {
    note(src);
    const words = String(properties.alt || properties.title || src);
    return [
      {
        type: 'element',
        tagName: 'a',
        properties: { href: src },
        children: [{ type: 'text', value: words }],
      },
    ];
  }
  const className = align ? [`align-${align}`] : properties.className;
  const children = node.children.flatMap((child) => offline(child, note));
  return [
    {
      ...node,
      properties: { ...properties, ...(src !== undefined && { src }), ...(className && { className }) },
      children,
    } satisfies Element,
  ];
}

export function pageTree(
  exported: ExportedUnit,
  activities: ReadonlyMap<string, Activity>,
  links: ExportLinks,
  drawing: Drawing,
  href: string,
): Root {
  const { unit, item } = exported;
  item.place(href);
  const html = unit.blocks
    .map((block) => {
      if (block.kind === 'html') return block.html;
      const activity = activities.get(block.key);
      return activity ? activityHtml(activity, drawing, exported, href) : '';
    })
    .join('\n');
  const { children } = portable(html, links);
  const note = (address: string) => item.note('remote-left', address);
  return { type: 'root', children: children.flatMap((child) => offline(child as ElementContent, note)) };
}
