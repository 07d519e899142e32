/** Where a file stands in the house: floor, part and step. */
import { floors, namedSteps, type Staircase, type Step, staircases } from '../../house.ts';

export interface Place {
  /** 0 is the ground. */
  floor: number;
  /** Folder or file of `src` that the floor names: `modules`, `cli.ts`. */
  folder: string;
  /** The part's folder below it: `catalog`, `admin/people`; null: beside the parts, or a floor without parts. */
  part: string | null;
  staircase: Staircase | null;
  /** Name of the step: `store`, whether it is a file or a folder. */
  stepName: string | null;
  step: Step | null;
}

export const isTest = (path: string): boolean =>
  /(\.test\.tsx?|\/testing\.tsx?|\/testing\/[^/]+)$/.test(path);

/** Null: it stands on no floor. */
export function placeOf(path: string): Place | null {
  const [src, folder = '', ...below] = path.split('/');
  if (src !== 'src') return null;
  const floor = floors.findIndex(({ folders }) => folders.includes(folder));
  if (floor < 0) return null;
  const staircase = staircases.find((stairs) => stairs.floor === folder) ?? null;
  const depth = below[0] && staircase?.groups?.includes(below[0]) ? 2 : 1;
  if (!staircase || below.length <= depth)
    return { floor, folder, part: null, staircase, stepName: null, step: null };
  const stepName = namedSteps[path] ?? (below[depth] ?? '').replace(/\.tsx?$/, '');
  return {
    floor,
    folder,
    part: below.slice(0, depth).join('/'),
    staircase,
    stepName,
    step: staircase.steps.find(({ name }) => name === stepName) ?? null,
  };
}
