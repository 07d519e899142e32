/** Cells as text, for pages, programs and the island alike. */
import type { ActivityGrade, CourseGrade } from '#modules/grading/index.ts';
import { formatPercent, formatPoints } from '#screens/learn/index.ts';
import { isHeld, isLate } from './rules/columns.ts';

export interface CellText {
  text: string;
  /** Classes that say what the number alone does not. */
  marks: ('open' | 'waiting' | 'excused' | 'overridden' | 'late' | 'held')[];
}

export function cellText(grade: ActivityGrade | undefined, locale: string): CellText {
  if (!grade || grade.state === 'open') return { text: '–', marks: ['open'] };
  if (grade.state === 'waiting') return { text: '…', marks: ['waiting'] };
  if (grade.state === 'excused') return { text: '×', marks: ['excused'] };
  const marks: CellText['marks'] = [];
  if (grade.state === 'overridden') marks.push('overridden');
  if (isLate(grade)) marks.push('late');
  if (isHeld(grade)) marks.push('held');
  return { text: formatPoints(grade.earned, locale), marks };
}

export const totalText = ({ percent, letter }: CourseGrade, locale: string): string =>
  [percent === null ? '–' : formatPercent(percent / 100, locale), letter].filter(Boolean).join(' · ');
