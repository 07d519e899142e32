/** What is the same for all things of a cartridge. */
import type { AssessmentCourse } from '../../assessment-unit.ts';
import type { Cartridge } from '../wire/things.ts';

export interface CartridgeCourse extends AssessmentCourse {
  cartridge: Cartridge;
  /** The category of the grading policy that a group of assignments has become; null: it does not count. */
  categoryOf(group: string | null): string | null;
}
