/** A module as the nodes of a unit: sections become headings, notes and examples boxes, exercises activities or prose. */
import type { RootContent } from 'mdast';
import { htmlToBlocks } from '../../html-to-markdown.ts';
import { directive } from '../../question-markdown.ts';
import { childrenNamed, descendants, elementsOf, textOf, type XmlElement } from '../../xml.ts';
import type { ModuleContext, Writing } from './context.ts';
import { exerciseNodes } from './exercise.ts';
import { childNamed, html, labelsOf, lineHtml } from './html.ts';

const rank = (depth: number) => Math.min(depth, 6) as 2 | 3 | 4 | 5 | 6;

const headingOf = (title: XmlElement, depth: number, { text, html: context }: Writing): RootContent[] =>
  htmlToBlocks(`<h${rank(depth)}>${lineHtml(title, text)}</h${rank(depth)}>`, context);

/** Elements that are boxes here, and which. */
const boxes: Record<string, 'note' | 'example' | 'details'> = {
  note: 'note',
  example: 'example',
  rule: 'note',
  proof: 'details',
  statement: 'note',
  solution: 'details',
  commentary: 'details',
  problem: 'example',
};

function boxOf(element: XmlElement, depth: number, writing: Writing): RootContent[] {
  const children = blocksOf(withoutTitle(element), depth, writing);
  if (children.length === 0) return [];
  const title = childNamed(element, 'title');
  const { t } = writing;
  const word =
    element.name === 'solution' ? t('book.solution') : element.name === 'proof' ? t('book.proof') : null;
  const name = boxes[element.name] ?? 'note';
  return [directive(name, { title: title ? textOf(title) || word : word }, children)];
}

const withoutTitle = (element: XmlElement): XmlElement[] =>
  elementsOf(element).filter(({ name }) => name !== 'title' && name !== 'label');

function sectionOf(element: XmlElement, depth: number, writing: Writing): RootContent[] {
  const title = childNamed(element, 'title');
  const head = title ? headingOf(title, depth, writing) : [];
  return [...head, ...blocksOf(withoutTitle(element), title ? depth + 1 : depth, writing)];
}

/** A question that the publisher keeps elsewhere is named only. */
const isElsewhere = (element: XmlElement): boolean =>
  descendants(element).some(
    ({ name, attributes }) => name === 'link' && /^#?(?:exercise|ost\/api)\//.test(attributes.url ?? ''),
  );

function exerciseOf(element: XmlElement, depth: number, writing: Writing): RootContent[] {
  const { ledger, module } = writing;
  const item = ledger.open(`${module.path}#${element.attributes.id ?? ''}`, 'exercise', '');
  if (isElsewhere(element)) {
    const link = descendants(element).find(({ name }) => name === 'link');
    item.note('exercise-elsewhere', link?.attributes.url ?? '');
    return [];
  }
  return exerciseNodes(element, item, writing, (one) => blocksOf(withoutTitle(one), depth, writing));
}

/** Blocks in their order; what is plain text is turned at once, up to the next box. */
export function blocksOf(elements: XmlElement[], depth: number, writing: Writing): RootContent[] {
  const nodes: RootContent[] = [];
  let plain = '';
  const close = () => {
    if (plain) nodes.push(...htmlToBlocks(plain, writing.html));
    plain = '';
  };
  for (const element of elements) {
    const special =
      element.name === 'section'
        ? sectionOf
        : element.name === 'exercise'
          ? exerciseOf
          : Object.hasOwn(boxes, element.name)
            ? boxOf
            : null;
    if (!special) {
      plain += html(element, writing.text);
      continue;
    }
    close();
    nodes.push(...special(element, depth, writing));
  }
  close();
  return nodes;
}

function glossaryOf(glossary: XmlElement | null, writing: Writing): RootContent[] {
  const definitions = glossary ? childrenNamed(glossary, 'definition') : [];
  if (definitions.length === 0) return [];
  const list = definitions
    .map((one) => html(one, writing.text))
    .join('')
    .replaceAll('</dl><dl>', '');
  return [directive('details', { title: writing.t('book.glossary') }, htmlToBlocks(list, writing.html))];
}

export function moduleNodes(context: ModuleContext): RootContent[] {
  const { module, t } = context;
  const linked = new Set(
    descendants(module.content).flatMap(({ attributes }) => attributes['target-id'] ?? []),
  );
  const writing: Writing = {
    ...context,
    text: { labels: labelsOf(module.content, (kind) => t(`book.${kind}`)), linked },
    html: { links: context.links, note: context.item.note, headingShift: 0, anchors: linked },
  };
  return [...blocksOf(elementsOf(module.content), 2, writing), ...glossaryOf(module.glossary, writing)];
}
