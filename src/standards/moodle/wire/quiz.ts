/** Moodle XML: a file of questions, with the files that their texts name inside it. */
import { Refusal } from '#platform/refusal.ts';
import { mostQuestions, questionRefusals } from '../../questions.ts';
import { childrenNamed, elementsOf, innerHtml, type XmlElement } from '../../xml.ts';
import { formatOf, type MoodleAnswer, type MoodleQuestion, type MoodleText, noText } from './question.ts';
import { readBounded, slicesOf } from './slices.ts';

export interface QuizCategory {
  path: string;
  text: MoodleText | null;
  questions: MoodleQuestion[];
}

/** A file inside a question: its name, and its bytes as the XML writes them. */
export interface QuizFile {
  source: string;
  name: string;
  base64: string;
}

export const isQuizXml = (text: string): boolean =>
  /^\ufeff?(?:\s|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->)*<quiz[\s>]/.test(text.slice(0, 10_000));

/** Files go beside the text before it is read: they are most of it, and no XML. */
function liftFiles(text: string): { text: string; files: string[] } {
  const files: string[] = [];
  const lifted = text.replace(/(<file\b[^<>]*>)([^<]+)<\/file>/g, (_, tag: string, base64: string) => {
    files.push(base64);
    return `${tag}${files.length - 1}</file>`;
  });
  return { text: lifted, files };
}

const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  childrenNamed(element, name)[0];

/** Text of an element whose CDATA or escaped content is HTML. */
const plainOf = (element: XmlElement | undefined): string => {
  if (!element) return '';
  const text = childOf(element, 'text');
  const holder = text ?? element;
  // Some tools write HTML as elements; Moodle itself writes it as text.
  return elementsOf(holder).length > 0 ? innerHtml(holder) : holder.text;
};

const textOf = (element: XmlElement | undefined): MoodleText =>
  element ? { format: formatOf(element.attributes.format), text: plainOf(element).trim() } : noText;

const settingOf = (element: XmlElement, name: string) => plainOf(childOf(element, name)).trim();
const numberOf = (text: string, otherwise: number): number =>
  text !== '' && Number.isFinite(Number(text)) ? Number(text) : otherwise;

const answerOf = (element: XmlElement): MoodleAnswer => ({
  text: textOf(element),
  fraction: numberOf(element.attributes.fraction ?? '', 0) / 100,
  feedback: textOf(childOf(element, 'feedback')),
  tolerance: settingOf(element, 'tolerance'),
  tolerancetype: settingOf(element, 'tolerancetype'),
});

const wholeTexts = [
  'correctfeedback',
  'partiallycorrectfeedback',
  'incorrectfeedback',
  'graderinfo',
  'responsetemplate',
];

const listIn = (element: XmlElement, list: string, name: string): XmlElement[] =>
  childrenNamed(element, list).flatMap((one) => childrenNamed(one, name));

function readQuestion(
  element: XmlElement,
  site: { source: string; xml: string; id: string },
  asset: (name: string) => string | null,
): MoodleQuestion {
  const leaves = elementsOf(element).filter((child) => elementsOf(child).length === 0);
  return {
    ...site,
    type: element.attributes.type ?? '',
    idnumber: settingOf(element, 'idnumber'),
    name: settingOf(element, 'name'),
    questiontext: textOf(childOf(element, 'questiontext')),
    generalfeedback: textOf(childOf(element, 'generalfeedback')),
    defaultgrade: numberOf(settingOf(element, 'defaultgrade'), 1),
    penalty: numberOf(settingOf(element, 'penalty'), 0),
    hints: childrenNamed(element, 'hint').map(textOf),
    tags: listIn(element, 'tags', 'tag').map((tag) => plainOf(tag).trim()),
    answers: childrenNamed(element, 'answer').map(answerOf),
    texts: Object.fromEntries(wholeTexts.map((name) => [name, textOf(childOf(element, name))])),
    settings: Object.fromEntries(leaves.map((child) => [child.name, child.text.trim()])),
    subquestions: childrenNamed(element, 'subquestion').map((one) => ({
      text: textOf(one),
      answer: { ...textOf(childOf(one, 'answer')), format: 'html' },
    })),
    units: listIn(element, 'units', 'unit').map((unit) => ({
      name: settingOf(unit, 'unit_name'),
      multiplier: numberOf(settingOf(unit, 'multiplier'), 1),
    })),
    datasets: listIn(element, 'dataset_definitions', 'dataset_definition').map((one) => ({
      name: settingOf(one, 'name'),
      minimum: numberOf(settingOf(one, 'minimum'), Number.NaN),
      maximum: numberOf(settingOf(one, 'maximum'), Number.NaN),
      decimals: numberOf(settingOf(one, 'decimals'), 0),
    })),
    choices: childrenNamed(element, 'dragbox', 'selectoption').map((one) => ({
      ...textOf(one),
      format: 'html',
    })),
    asset,
  };
}

/** Files of all texts of a question, by path and name. */
function filesIn(element: XmlElement): XmlElement[] {
  return elementsOf(element).flatMap((child) => (child.name === 'file' ? [child] : filesIn(child)));
}

export interface Quiz {
  categories: QuizCategory[];
  /** Questions that are no XML. */
  broken: { source: string; mistake: string }[];
}

/** `keep` takes a file that stands in a question and says how to get it; entities of a document type are refused. */
export function readQuiz(text: string, name: string, keep: (file: QuizFile) => () => string): Quiz {
  readBounded(`${text.slice(0, text.indexOf('<quiz'))}<quiz/>`, name);
  const categories: QuizCategory[] = [{ path: '', text: null, questions: [] }];
  const broken: Quiz['broken'] = [];
  let count = 0;
  for (const { text: whole, offset, line } of slicesOf(text, 'question')) {
    count += 1;
    if (count > mostQuestions)
      throw new Refusal(questionRefusals['too-many-questions'], { values: { limit: mostQuestions } });
    const source = `${name}:${line}`;
    const { text: xml, files } = liftFiles(whole);
    const reading = readBounded(xml, name);
    if ('mistake' in reading) {
      broken.push({ source, mistake: reading.mistake });
      continue;
    }
    const { root } = reading;
    if (root.attributes.type === 'category') {
      const info = childOf(root, 'info');
      categories.push({ path: settingOf(root, 'category'), text: info ? textOf(info) : null, questions: [] });
      continue;
    }
    const assets = new Map(
      filesIn(root).map((file) => {
        const path = `${file.attributes.path ?? '/'}${file.attributes.name ?? ''}`.replace(/^\/+/, '');
        const base64 = files[Number(file.text)] ?? '';
        return [path, keep({ source: `${source} ${path}`, name: path, base64 })];
      }),
    );
    // Moodle says the number of a question in a comment before it.
    const id = /<!-- question: (\d+)\s*-->\s*$/.exec(text.slice(Math.max(0, offset - 60), offset))?.[1] ?? '';
    const asset = (wanted: string) => assets.get(wanted)?.() ?? null;
    categories.at(-1)?.questions.push(readQuestion(root, { source, xml, id }, asset));
  }
  return { categories, broken };
}
