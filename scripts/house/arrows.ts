/** Imports that go up, sideways into another part's inside, or up the staircase of a part. */
import { browserFolders, floors, ladder } from '../../house.ts';
import type { Finding } from './finding.ts';
import { isTest, type Place, placeOf } from './place.ts';
import type { Import, Source } from './source.ts';

type Fault = Pick<Finding, 'what' | 'remedy'> | null;

const rungOf = (module: string) => ladder.findIndex((rung) => rung.module === module);
const isRoof = (place: Place) => place.floor === floors.length - 1;

function betweenFloors(from: Place, to: Place): Fault {
  if (to.floor > from.floor)
    return {
      what: `${from.folder} uses ${to.folder}, which stands above it.`,
      remedy: 'Move what both need down, or let the upper floor hand it in (a port, an argument, news).',
    };
  if (to.floor === from.floor && to.folder !== from.folder && !isRoof(from))
    return {
      what: `${from.folder} uses ${to.folder}, which stands beside it.`,
      remedy: 'Side by side means apart: bring the two together on a floor above.',
    };
  return null;
}

/** Two parts of one floor. */
function betweenParts(from: Place, to: Place): Fault {
  if (from.folder !== to.folder || from.part === null || from.part === to.part || to.part === null)
    return null;
  if (from.folder === 'modules' && rungOf(to.part) > rungOf(from.part))
    return {
      what: `${from.part} uses ${to.part}, which stands above it on the ladder.`,
      remedy: 'Tell it by an event or news, or move the use case up.',
    };
  if (from.folder === 'activities' || from.folder === 'standards')
    return {
      what: `${from.part} uses ${to.part}.`,
      remedy: `Put what both need into a file of its own in src/${from.folder}/.`,
    };
  return null;
}

/** From outside into a part. */
function throughDoor(from: Place, to: Place): Fault {
  if (to.part === null || (from.folder === to.folder && from.part === to.part)) return null;
  const door = to.staircase?.doors.find(({ step }) => step === to.stepName);
  const open =
    door &&
    (door.open === 'all' ||
      (door.open === 'above' && from.floor > to.floor) ||
      (door.open !== 'roof' && from.folder === to.folder && from.part === null) ||
      (door.open === 'roof' && isRoof(from)));
  if (open) return null;
  return {
    what: `${from.part ?? from.folder} reaches into ${to.folder}/${to.part}.`,
    remedy: `Use src/${to.folder}/${to.part}/index.ts, and export there what others need.`,
  };
}

/** Within one part. */
function onStairs(from: Place, to: Place, { typesOnly }: Import): Fault {
  const { step } = from;
  if (!step || !to.step || from.part === null || from.folder !== to.folder || from.part !== to.part)
    return null;
  if (step.name === to.step.name || step.uses.includes('*') || step.uses.includes(to.step.name)) return null;
  if (typesOnly && step.types?.includes(to.step.name)) return null;
  const may = [...step.uses, ...(step.types ?? []).map((name) => `types of ${name}`)];
  return {
    what: `${step.name} uses ${to.step.name}.`,
    remedy: may.length
      ? `It may use ${may.join(', ')}.`
      : 'It stands at the bottom of its stairs and uses no other step.',
  };
}

/** What runs in the browser; types vanish on the way there. */
function fromIsland(path: string, from: Place, to: Place, { typesOnly }: Import): Fault {
  if (!path.includes('/islands/') || typesOnly || browserFolders.includes(to.folder)) return null;
  if (from.folder === to.folder && from.part === to.part) return null;
  return {
    what: `An island brings ${to.folder} into the browser.`,
    remedy: `It may use ${browserFolders.join(', ')} and its own part; all else comes as props.`,
  };
}

export function findArrows(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => {
    const from = placeOf(source.path);
    // A test plays the roof: it may put parts together that do not know each other.
    if (!from || isTest(source.path)) return [];
    return source.imports.flatMap((used) => {
      const to = placeOf(used.to);
      if (!to) return [];
      const fault = isTest(used.to)
        ? { what: `${used.to} is for tests.`, remedy: 'Move what the program needs out of it.' }
        : (betweenFloors(from, to) ??
          betweenParts(from, to) ??
          throughDoor(from, to) ??
          fromIsland(source.path, from, to, used) ??
          onStairs(from, to, used));
      return fault ? [{ path: source.path, line: used.line, ...fault }] : [];
    });
  });
}
