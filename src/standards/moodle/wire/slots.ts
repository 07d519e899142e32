/** What a quiz asks, place by place: one question, or any of a category. */
import type { XmlElement } from '../../xml.ts';
import { childrenNamed } from '../../xml.ts';
import { column, numberIn, recordsIn } from './records.ts';

export interface Slot {
  slot: number;
  points: number;
  /** One of the two says which question; both are empty for a random one. */
  questionId: string;
  entryId: string;
  /** Category of which one is drawn. */
  categoryId: string;
}

/** `{"questioncategoryid":"5"}`, since Moodle 4.3 `{"filter":{"category":{"values":["5"]}}}`. */
function categoryIn(condition: string): string {
  try {
    const read = JSON.parse(condition) as {
      questioncategoryid?: unknown;
      filter?: { category?: { values?: unknown[] } };
    };
    return String(read.questioncategoryid ?? read.filter?.category?.values?.[0] ?? '');
  } catch {
    return '';
  }
}

export function slotsOf(quiz: XmlElement): Slot[] {
  return recordsIn(quiz, 'question_instances', 'question_instance')
    .map((instance, index) => {
      const [reference] = childrenNamed(instance, 'question_reference');
      const [set] = childrenNamed(instance, 'question_set_reference');
      return {
        slot: numberIn(instance, 'slot', index + 1),
        points: numberIn(instance, 'maxmark', numberIn(instance, 'grade', 1)),
        questionId: column(instance, 'questionid') || column(instance, 'question'),
        entryId: column(reference, 'questionbankentryid'),
        categoryId: set ? categoryIn(column(set, 'filtercondition')) : '',
      };
    })
    .toSorted((a, b) => a.slot - b.slot);
}
