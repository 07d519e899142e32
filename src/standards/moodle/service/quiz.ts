/** Reads the files of an archive that are Moodle XML, and writes them as one course. */
import { createHash } from 'node:crypto';
import type { Archive } from '#platform/archive/index.ts';
import { Refusal } from '#platform/refusal.ts';
import type { FidelityReport } from '../../fidelity.ts';
import { newShelf } from '../../plugin-files.ts';
import { titleFromFile, writeBank } from '../../question-bank.ts';
import { pathOf } from '../../question-path.ts';
import type { Category, LeftOut, QuestionNoteCode } from '../../questions.ts';
import { decodeXml } from '../../xml.ts';
import { translateQuestion } from '../translate/question.ts';
import { moodleRefusals } from '../wire/question.ts';
import { isQuizXml, type QuizFile, readQuiz } from '../wire/quiz.ts';

export interface Imported {
  /** A course source, by path. */
  files: Map<string, Uint8Array>;
  report: FidelityReport;
}

export type Source = Pick<Archive, 'paths' | 'read'>;

const mostFiles = 500;
const mostBytes = 64 * 1024 ** 2;

/** Texts of Moodle XML by path; null: there is none. */
export async function readQuizFiles(archive: Source): Promise<Map<string, string> | null> {
  const texts = new Map<string, string>();
  let total = 0;
  for (const path of archive.paths.filter((one) => /\.xml$/i.test(one)).slice(0, mostFiles)) {
    const bytes = await archive.read(path);
    if (!isQuizXml(new TextDecoder('latin1').decode(bytes.subarray(0, 10_000)))) continue;
    total += bytes.length;
    if (total > mostBytes)
      throw new Refusal(moodleRefusals['moodle-too-much-text'], { values: { limit: mostBytes / 1024 ** 2 } });
    texts.set(path, decodeXml(bytes) ?? '');
  }
  return texts.size > 0 ? texts : null;
}

const leftOut = (source: string, code: QuestionNoteCode, type = 'file', text = ''): LeftOut => ({
  ...{ source, type, title: '', note: { code, text } },
});

export async function importQuiz(
  archive: Source,
  texts: ReadonlyMap<string, string>,
  fileName: string | undefined,
): Promise<Imported> {
  const shelf = newShelf<Uint8Array>();
  const unused = new Set<string>();
  /** A file is decoded when a text names it: others are named in the report. */
  const keep = ({ source, name, base64 }: QuizFile) => {
    unused.add(source);
    return () => {
      unused.delete(source);
      const bytes = Buffer.from(base64, 'base64');
      return shelf.put(
        name.split('/').at(-1) ?? name,
        createHash('sha256').update(bytes).digest('hex'),
        bytes,
      );
    };
  };
  const alone = archive.paths.length === 1;
  const read = [...texts].map(([path, text]) => {
    const above = alone ? [] : [titleFromFile(path)];
    return { above, ...readQuiz(text, alone ? (fileName ?? path) : path, keep) };
  });
  const categories = read.flatMap(({ above, categories: own }) =>
    own.map(
      (category): Category => ({
        path: [...above, ...pathOf(category.path)],
        text: category.text?.text.trim() ? category.text : null,
        questions: category.questions.map((question) => translateQuestion(question, 'en')),
      }),
    ),
  );
  const broken = read.flatMap((one) => one.broken);
  if (categories.every(({ questions }) => questions.length === 0)) {
    const [first] = broken;
    if (!first) throw new Refusal(moodleRefusals['moodle-empty']);
    const values = { path: first.source, mistake: first.mistake };
    throw new Refusal(moodleRefusals['moodle-broken'], { values });
  }
  const others = archive.paths.filter((path) => !texts.has(path));
  const { files, report } = await writeBank({
    ...{ format: 'moodle-xml', title: titleFromFile(fileName), categories },
    left: () => [
      ...broken.map(({ source, mistake }) => leftOut(source, 'broken', 'question', mistake)),
      ...[...unused].map((source) => leftOut(source, 'unused-file')),
      ...others.map((source) => leftOut(source, 'not-questions')),
    ],
  });
  const encoder = new TextEncoder();
  return {
    files: new Map([
      ...[...files].map(([path, text]): [string, Uint8Array] => [path, encoder.encode(text)]),
      ...shelf.entries(),
    ]),
    report,
  };
}
