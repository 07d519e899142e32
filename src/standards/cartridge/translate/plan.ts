/** Which sections and units a cartridge becomes, before anything is written: links need their names. */
import { translateTo } from '#lib/messages.ts';
import { keyOf, slugOf, uniqueNames } from '../../keys.ts';
import type { Cartridge, Node, Thing } from '../wire/things.ts';

export interface PlannedUnit {
  thing: Thing;
  key: string;
  file: string;
  title: string;
  listed: boolean;
}

export interface PlannedSection {
  /** The item of the manifest; null: a section of our own. */
  node: Node | null;
  key: string;
  title: string;
  units: PlannedUnit[];
  sections: PlannedSection[];
}

export interface Plan {
  sections: PlannedSection[];
  /** Units outside the outline: learners did not see them. */
  unlisted: PlannedUnit[];
  /** Things that are no page: tools, announcements, files that nobody lists. */
  left: Thing[];
}

const isUnit = ({ kind }: Thing) => kind !== 'tool' && kind !== 'announcement' && kind !== 'unknown';

/** Kinds that Canvas shows in menus of their own, whether a module names them or not. */
const menus = ['page', 'assignment', 'quiz', 'discussion', 'link'] as const;

/** A heading in a list begins a part of it. */
function withHeadings(nodes: Node[]): Node[] {
  const result: Node[] = [];
  let part: Node | null = null;
  for (const node of nodes) {
    if (node.thing === null && node.nodes.length === 0) {
      part = { ...node, nodes: [] };
      result.push(part);
    } else (part?.nodes ?? result).push(node);
  }
  return result;
}

const thingsIn = (nodes: Node[]): Thing[] =>
  nodes.flatMap(({ thing, nodes: inner }) => [...(thing ? [thing] : []), ...thingsIn(inner)]);
const isBank = (thing: Thing) => thing.kind === 'quiz' && thing.bank;
const isHidden = (node: Node) => node.hidden || (node.thing?.hidden ?? false);
const anyShown = (nodes: Node[]): boolean =>
  nodes.some((node) => !isHidden(node) && ((node.thing && isUnit(node.thing)) || anyShown(node.nodes)));

export function planCartridge(cartridge: Cartridge, language: string): Plan {
  const t = translateTo(language);
  const [sectionKeys, unitKeys, names] = [uniqueNames(), uniqueNames(), uniqueNames()];
  const placed = new Set<string>();
  const plan: Plan = { sections: [], unlisted: [], left: [] };
  // A course in the making has nothing published: then all of it is shown.
  const listedKinds = new Set<string>(menus);
  const listed = new Set(thingsIn(cartridge.outline));
  const loose = cartridge.things.filter((thing) => listedKinds.has(thing.kind) && !listed.has(thing));
  const hides = anyShown(cartridge.outline) || loose.some(({ hidden }) => !hidden);

  const banksOnly = cartridge.things.every(
    (thing) => isBank(thing) || !isUnit(thing) || thing.kind === 'file',
  );

  const unitOf = (thing: Thing, title: string, folder: string, hidden: boolean): PlannedUnit => {
    placed.add(thing.id);
    const listed = isBank(thing) ? banksOnly : !(hides && hidden);
    const name = (title || thing.title || thing.id).replace(/\s+/g, ' ').slice(0, 300);
    const key = unitKeys(slugOf(name, thing.id));
    const file = `${names(`units/${listed ? folder : 'unlisted'}/${slugOf(name, key)}`)}.md`;
    return { thing, key, file, title: name, listed };
  };
  const place = (unit: PlannedUnit, section: PlannedSection) =>
    (unit.listed ? section.units : plan.unlisted).push(unit);
  const newSection = (node: Node | null, title: string): PlannedSection => ({
    ...{ node, key: sectionKeys(slugOf(title, keyOf(node?.id ?? 'section')).toLowerCase()) },
    ...{ title, units: [], sections: [] },
  });

  const fill = (section: PlannedSection, nodes: Node[], hidden: boolean) => {
    for (const node of withHeadings(nodes)) {
      const out = hidden || isHidden(node);
      const { thing } = node;
      if (thing && isUnit(thing)) place(unitOf(thing, node.title, section.key, out), section);
      if (node.nodes.length === 0) continue;
      const inner = newSection(node, node.title || t('cartridge.untitled-section'));
      fill(inner, node.nodes, out);
      section.sections.push(inner);
    }
  };
  const top = newSection(null, cartridge.title || t('cartridge.untitled-section'));
  fill(top, cartridge.outline, false);
  plan.sections = [...(top.units.length > 0 ? [{ ...top, sections: [] }] : []), ...top.sections];
  for (const kind of menus) {
    const rest = loose.filter((thing) => thing.kind === kind);
    if (rest.length === 0) continue;
    const section = newSection(null, t(`cartridge.section-${kind}`));
    for (const thing of rest) place(unitOf(thing, '', section.key, thing.hidden), section);
    plan.sections.push(section);
  }
  plan.left = cartridge.things.filter(({ id }) => !placed.has(id));
  return plan;
}

/** A section holds units or sections; where the source mixes them, the units get a section around them. */
export function outlineOf(sections: PlannedSection[]): object[] {
  return sections.flatMap((section): object[] => {
    const inner = outlineOf(section.sections);
    if (inner.length === 0 && section.units.length === 0) return [];
    return [
      {
        section: section.key,
        title: section.title,
        ...(section.units.length > 0 && { units: section.units.map(({ file }) => file) }),
        ...(inner.length > 0 && { sections: inner }),
      },
    ];
  });
}

export const unitsOf = (sections: PlannedSection[]): PlannedUnit[] =>
  sections.flatMap((section) => [...section.units, ...unitsOf(section.sections)]);
export const sectionsOf = (sections: PlannedSection[]): PlannedSection[] =>
  sections.flatMap((section) => [section, ...sectionsOf(section.sections)]);
