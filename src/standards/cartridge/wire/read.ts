/** A package as a cartridge: its things, and the order in which people meet them. */
import type { Assessment } from '../../assessments.ts';
import { manifestName, type OpenPackage, type PackageItem } from '../../content-package.ts';
import { childrenNamed, type XmlElement } from '../../xml.ts';
import { readCanvas } from './canvas.ts';
import { child, word } from './elements.ts';
import { thingOf } from './read-things.ts';
import type { Cartridge, Node, Thing } from './things.ts';

/** States that Canvas gives to modules and to items of modules, by identifier. */
function statesOf(modules: XmlElement | null): Map<string, string> {
  const states = new Map<string, string>();
  for (const module of modules ? childrenNamed(modules, 'module') : []) {
    states.set(module.attributes.identifier ?? '', word(module, 'workflow_state'));
    const items = child(module, 'items');
    for (const item of items ? childrenNamed(items, 'item') : [])
      states.set(item.attributes.identifier ?? '', word(item, 'workflow_state'));
  }
  return states;
}

export function readCartridge(
  opened: OpenPackage,
  assessments: (text: string, path: string) => Assessment[],
): Cartridge {
  const { title, language, description, rights, version, resources, items } = opened.manifest;
  const { modules, code, license, ...canvas } = readCanvas(opened);
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const parts = new Set<string>([manifestName]);
  const reader = { opened, byId, assessments, use: (path: string) => parts.add(path) };
  const described = new Set(canvas.settings.map(({ path }) => path));
  const things = resources
    .filter(({ href, files }) => !described.has(href ?? files[0] ?? ''))
    .flatMap((resource) => thingOf(resource, reader) ?? []);
  const thingById = new Map<string, Thing>(things.map((thing) => [thing.id, thing]));
  const states = statesOf(modules);
  const nodeOf = (item: PackageItem): Node => {
    const { id, resource } = item;
    // A course may list either of two resources that say the same.
    const thing =
      thingById.get(resource ?? '') ?? thingById.get(byId.get(resource ?? '')?.variant ?? '') ?? null;
    const missing: Thing | undefined =
      resource && !thing
        ? {
            kind: 'unknown',
            id: resource,
            source: `${manifestName}#${id}`,
            type: '',
            title: item.title,
            hidden: false,
          }
        : undefined;
    if (missing) things.push(missing);
    const hidden = states.get(id) === 'unpublished';
    return { id, title: item.title, hidden, thing: thing ?? missing ?? null, nodes: item.items.map(nodeOf) };
  };
  return {
    ...canvas,
    title: canvas.title || title,
    code,
    language,
    description,
    rights: [license, rights].filter(Boolean).join(' · '),
    version,
    things,
    outline: items.map(nodeOf),
    parts,
  };
}
