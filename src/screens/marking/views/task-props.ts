/** What the parts of a task's page are given. */
import type { MarkInput } from '#modules/marking/index.ts';
import type { FormValues, Problem } from '#ui/form.tsx';
import type { DeskLinks } from '../links.ts';
import type { TaskPage } from '../service.ts';

/** A form of the page as it was refused. */
export interface TaskAgain {
  form: 'mark' | 'pin' | 'talk';
  problems: readonly Problem[];
  values: FormValues;
  /** What the marker had entered. */
  mark?: MarkInput;
  /** Somebody else saved meanwhile. */
  conflict?: boolean;
}

export interface TaskPageProps {
  page: TaskPage;
  to: DeskLinks;
  again: TaskAgain | null;
}
