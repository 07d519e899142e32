/** The question bank of a backup (questions.xml): tables of questions, before Moodle 4 and since. */
import { childrenNamed, descendants, elementsOf, type XmlElement } from '../../xml.ts';
import { refuseEntities } from './backup.ts';
import { formatOf, type MoodleQuestion, type MoodleText, noText } from './question.ts';
import { along, column, columnsOf, formatted, numberIn, readRecords, recordsIn } from './records.ts';
import { slicesOf } from './slices.ts';

export interface BankEntry {
  /** Number of the question, and of its entry since Moodle 4: quizzes name one or the other. */
  questionId: string;
  entryId: string;
  question: MoodleQuestion;
}

export interface BankCategory {
  id: string;
  name: string;
  parent: string;
  entries: BankEntry[];
}

/** Finds a file that texts of a question, its answers or its hints name. */
export type QuestionFiles = (
  ids: { question: string; answers: string[]; hints: string[] },
  name: string,
) => string | null;

const htmlText = (record: XmlElement, name: string): MoodleText => ({
  format: formatOf(column(record, `${name}format`) || '1'),
  text: column(record, name),
});

/** What a type of question adds: answers, units, numbers, and one record of settings. */
function pluginOf(record: XmlElement): XmlElement | undefined {
  return elementsOf(record).find(({ name }) => /^plugin_qtype_\w+_question$/.test(name));
}

const answersOf = (plugin: XmlElement | undefined) => {
  // Tolerances of numbers stand in a list of their own, by the number of the answer.
  const details = plugin
    ? descendants(plugin).filter(({ name }) => name === 'numerical_record' || name === 'calculated_record')
    : [];
  return recordsIn(plugin, 'answers', 'answer').map((answer) => {
    const detail = details.find((one) => column(one, 'answer') === (answer.attributes.id ?? ''));
    return {
      text: { format: formatOf(column(answer, 'answerformat')), text: column(answer, 'answertext') },
      fraction: numberIn(answer, 'fraction'),
      feedback: htmlText(answer, 'feedback'),
      tolerance: column(detail, 'tolerance'),
      tolerancetype: column(detail, 'tolerancetype'),
    };
  });
};

/** Matching pairs, in one list or the other by the type. */
const pairsOf = (plugin: XmlElement | undefined) =>
  [...recordsIn(plugin, 'matches', 'match'), ...recordsIn(plugin, 'subquestions', 'subquestion')].map(
    (pair) => ({
      text: formatted(pair, 'questiontext'),
      answer: { format: 'html' as const, text: column(pair, 'answertext') },
    }),
  );

const wholeTexts = [
  'correctfeedback',
  'partiallycorrectfeedback',
  'incorrectfeedback',
  'graderinfo',
  'responsetemplate',
];

/** Records of settings: the type's own, and that of units. */
const settingsOf = (plugin: XmlElement | undefined): XmlElement[] =>
  plugin
    ? [
        ...elementsOf(plugin).filter((child) => child.attributes.id && elementsOf(child).length > 0),
        ...recordsIn(plugin, 'numerical_options', 'numerical_option'),
      ]
    : [];

function questionOf(record: XmlElement, xml: string, files: QuestionFiles): MoodleQuestion {
  const id = record.attributes.id ?? '';
  const plugin = pluginOf(record);
  const options = settingsOf(plugin);
  const textIn = (name: string): MoodleText => {
    const holder = options.find((one) => childrenNamed(one, name).length > 0);
    return holder ? htmlText(holder, name) : noText;
  };
  const idsIn = (list: string, name: string) =>
    recordsIn(list === 'answers' ? plugin : record, list, name).map(({ attributes }) => attributes.id ?? '');
  const ids = {
    question: id,
    answers: idsIn('answers', 'answer'),
    hints: idsIn('question_hints', 'question_hint'),
  };
  const answers = answersOf(plugin);
  const truth = column(options[0], 'trueanswer');
  return {
    ...{
      source: `questions.xml:${id}`,
      id,
      xml,
      answers: truth ? trueFirst(answers, idsIn('answers', 'answer'), truth) : answers,
    },
    type: column(record, 'qtype'),
    idnumber: '',
    name: column(record, 'name'),
    questiontext: formatted(record, 'questiontext'),
    generalfeedback: formatted(record, 'generalfeedback'),
    defaultgrade: numberIn(record, 'defaultmark', 1),
    penalty: numberIn(record, 'penalty'),
    hints: recordsIn(record, 'question_hints', 'question_hint').map((hint) => formatted(hint, 'hint')),
    tags: recordsIn(record, 'tags', 'tag').map((tag) => column(tag, 'rawname') || column(tag, 'name')),
    texts: Object.fromEntries(wholeTexts.map((name) => [name, textIn(name)])),
    settings: Object.assign({}, ...options.map(columnsOf)),
    subquestions: pairsOf(plugin),
    units: recordsIn(plugin, 'numerical_units', 'numerical_unit').map((unit) => ({
      name: column(unit, 'unit'),
      multiplier: numberIn(unit, 'multiplier', 1),
    })),
    datasets: recordsIn(plugin, 'dataset_definitions', 'dataset_definition').map((one) => {
      // `uniform:1.0:10.0:1`
      const [, minimum, maximum, decimals] = column(one, 'options').split(':').map(Number);
      return {
        name: column(one, 'name'),
        ...{ minimum: minimum ?? Number.NaN, maximum: maximum ?? Number.NaN, decimals: decimals ?? 0 },
      };
    }),
    choices: recordsIn(plugin, 'answers', 'answer').map((answer) => ({
      ...{ format: 'html' as const, text: column(answer, 'answertext') },
    })),
    asset: (name) => files(ids, name),
  };
}

/** The two answers of a true-or-false question are told by their numbers: their words are in the site's language. */
const trueFirst = (
  answers: MoodleQuestion['answers'],
  ids: string[],
  truth: string,
): MoodleQuestion['answers'] =>
  answers.map((answer, index) => ({
    ...answer,
    text: { format: 'plain', text: ids[index] === truth ? 'true' : 'false' },
  }));

/** The newest version of each entry. */
function entryQuestion(entry: XmlElement): XmlElement | undefined {
  const versions = recordsIn(entry, 'question_version', 'question_versions');
  const newest = versions.toSorted((a, b) => numberIn(b, 'version') - numberIn(a, 'version'))[0];
  return newest && recordsIn(newest, 'questions', 'question')[0];
}

const fieldsOf = (record: XmlElement): string[] =>
  column(along(pluginOf(record), 'multianswer'), 'sequence').split(',');

/** Text of a question with fields has `{#1}` for each; the fields stand in questions of their own. */
const withFields = (
  text: MoodleText,
  fields: string[],
  byId: ReadonlyMap<string, MoodleQuestion>,
): MoodleText => ({
  ...text,
  text: text.text.replace(
    /\{#(\d+)\}/g,
    (whole, number: string) => byId.get(fields[Number(number) - 1] ?? '')?.questiontext.text ?? whole,
  ),
});

export interface Bank {
  categories: BankCategory[];
  /** Why a category could not be read, by the line where it begins. */
  broken: { line: number; mistake: string }[];
}

export function readBank(text: string, files: QuestionFiles): Bank {
  refuseEntities(text, 'questions.xml');
  const broken: Bank['broken'] = [];
  const byId = new Map<string, MoodleQuestion>();
  /** Questions with fields, and the numbers of their fields. */
  const joined: { id: string; fields: string[] }[] = [];
  const read = (record: XmlElement, slice: string): MoodleQuestion => {
    const question = questionOf(record, slice.slice(record.start, record.end), files);
    byId.set(question.id, question);
    if (question.type === 'multianswer') joined.push({ id: question.id, fields: fieldsOf(record) });
    return question;
  };
  const isField = (record: XmlElement) => !/^0?$/.test(column(record, 'parent'));
  const categories = [...slicesOf(text, 'question_category')].flatMap(({ text: slice, line }) => {
    const { root: category, mistake } = readRecords(slice, 'questions.xml');
    if (!category) {
      broken.push({ line, mistake });
      return [];
    }
    const old = recordsIn(category, 'questions', 'question').map((record) => ({
      record,
      entryId: '',
      idnumber: column(record, 'idnumber'),
    }));
    const since = recordsIn(category, 'question_bank_entries', 'question_bank_entry').flatMap((entry) => {
      const record = entryQuestion(entry);
      return record
        ? [{ record, entryId: entry.attributes.id ?? '', idnumber: column(entry, 'idnumber') }]
        : [];
    });
    const entries = [...old, ...since].map(({ record, entryId, idnumber }) => ({
      field: isField(record),
      ...{ questionId: record.attributes.id ?? '', entryId, question: { ...read(record, slice), idnumber } },
    }));
    return {
      ...{
        id: category.attributes.id ?? '',
        name: column(category, 'name'),
        parent: column(category, 'parent'),
      },
      entries: entries.filter(({ field }) => !field),
    };
  });
  const shown = new Map(
    categories.flatMap(({ entries }) => entries.map(({ questionId, question }) => [questionId, question])),
  );
  for (const { id, fields } of joined) {
    const question = shown.get(id);
    if (question) question.questiontext = withFields(question.questiontext, fields, byId);
  }
  return { categories, broken };
}
