/** Files of questions (Moodle XML): each kind as the activity that judges alike. */
import { describe, expect, test } from 'vitest';
import { locales, type MessageKey, translateTo } from '#lib/messages.ts';
import { refusalOf, zipOf } from '#platform/archive/testing.ts';
import { questionNoteCodes } from '../questions.ts';
import { answer, imported, question, quiz } from './testing.ts';
import { backupNoteCodes } from './translate/notes.ts';

describe('a file of questions becomes a course', () => {
  test('each kind becomes the activity that judges alike', async () => {
    const { format, errors, kinds, text, release } = await imported(
      quiz(
        '<question type="category"><category><text>$course$/top/Sky/The Moon</text></category><info format="html"><text>&lt;p&gt;About the Moon.&lt;/p&gt;</text></info></question>',
        `<!-- question: 41  -->\n${question('multichoice', 'One', '<p>Which one?</p>', `<single>true</single><shuffleanswers>true</shuffleanswers>${answer(100, '<p>This</p>', '<p>Yes</p>')}${answer(50, 'Half')}${answer(0, 'No')}<generalfeedback format="html"><text>Because.</text></generalfeedback><hint format="html"><text>Look up.</text></hint><idnumber>moon-1</idnumber>`)}`,
        question(
          'multichoice',
          'Three',
          'Which three?',
          `<single>false</single>${answer(33.33333, 'a')}${answer(33.33333, 'b')}${answer(33.33333, 'c')}${answer(-100, 'd')}`,
        ),
        question(
          'truefalse',
          'Sun',
          'The sun is a star.',
          `${answer(100, 'true', 'Right')}${answer(0, 'false')}`,
        ),
        question(
          'shortanswer',
          'Capital',
          'Capital?',
          `<usecase>1</usecase>${answer(100, 'Helsinki')}${answer(50, 'Hel*')}`,
        ),
        question(
          'numerical',
          'Speed',
          'How fast?',
          `${answer(100, '9.81', '', '<tolerance>0.01</tolerance>')}${answer(0, '*', 'No')}<units><unit><multiplier>1</multiplier><unit_name>m/s</unit_name></unit></units><unitgradingtype>1</unitgradingtype>`,
        ),
        question(
          'matching',
          'Pairs',
          'Match.',
          '<subquestion format="html"><text>Canada</text><answer><text>Ottawa</text></answer></subquestion><subquestion format="html"><text>Italy</text><answer><text>Rome</text></answer></subquestion><subquestion><text/><answer><text>Paris</text></answer></subquestion>',
        ),
        question(
          'essay',
          'Tell',
          'Tell more.',
          '<responsefieldlines>20</responsefieldlines><maxwordlimit>200</maxwordlimit>',
        ),
        question(
          'essay',
          'Send',
          'Send it.',
          '<attachments>2</attachments><filetypeslist>.pdf,.odt</filetypeslist>',
        ),
        question('description', 'Read', '<h3>Read</h3><p>this.</p>'),
        question('ordering', 'Order', 'In order.', `${answer(100, 'first')}${answer(100, 'second')}`),
      ),
      'questions-LING-top-20240131-1200.xml',
    );
    expect(errors).toEqual([]);
    expect({ format, title: release?.course.title }).toEqual({ format: 'moodle-xml', title: 'LING-top' });
    expect(kinds).toEqual([
      'choice q-moon-1',
      'choice three',
      'choice sun',
      'text-answer capital',
      'numeric speed',
      'match pairs',
      'essay tell',
      'file-upload send',
      'order order',
    ]);
    expect(text).toContain('About the Moon.');
    expect(text).toContain('- [ ] Half {value=0.5}');
    expect(text).toContain(':::hint\nLook up.\n:::\n\n:::solution\nBecause.\n:::');
    expect(text).toContain('- [x] c {value=0.33334}');
    expect(text).toContain('::answer{pattern="^Hel.*$" score="0.5"}');
    expect(text).toContain('unit=m/s unit-required');
    expect(text).toContain('types="pdf, odt"');
    expect(text).toContain('## Read');
  });

  test('fields in a text become numbered activities below it', async () => {
    const { errors, kinds, text, notes } = await imported(
      quiz(
        question(
          'cloze',
          'Fields',
          'Berlin is in {1:MC:=Germany#Yes~France}, has {2:NM:=3.7:0.2} million people, and its river is the {1:SA:=Spree~%50%Havel#Near}.',
        ),
      ),
    );
    expect(errors).toEqual([]);
    expect(kinds).toEqual(['choice fields-1', 'numeric fields-2', 'text-answer fields-3']);
    expect(text).toContain('Berlin is in (1) <u>');
    expect(text).toContain('points=0.5');
    expect(text).toContain('::answer{value=3.7 tolerance=0.2}');
    expect(notes('Fields')).toEqual(['fields']);
  });

  test('words for gaps become rows, and words for none stay among the answers', async () => {
    const box = (text: string) => `<dragbox><text>${text}</text><group>1</group></dragbox>`;
    const { errors, kinds, text } = await imported(
      quiz(
        question(
          'ddwtos',
          'Gaps',
          'The [[2]] chases the [[1]].',
          `${box('mouse')}${box('cat')}${box('dog')}`,
        ),
      ),
    );
    expect(errors).toEqual([]);
    expect(kinds).toEqual(['match gaps']);
    expect(text.replace(/ +/g, ' ')).toContain('| (1) | cat |\n| (2) | mouse |\n| | dog |');
  });

  test('a calculated question draws its numbers from their ranges', async () => {
    const range = (name: string) =>
      `<dataset_definition><name><text>${name}</text></name><minimum><text>1</text></minimum><maximum><text>10</text></maximum><decimals><text>1</text></decimals></dataset_definition>`;
    const { errors, kinds, text, notes } = await imported(
      quiz(
        question(
          'calculated',
          'Fall',
          'How deep after {t} s with {e}?',
          `${answer(100, 'pow({t},2)*{e}/2', '', '<tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>')}<dataset_definitions>${range('t')}${range('e')}</dataset_definitions>`,
        ),
        question(
          'calculated',
          'Strange',
          'What?',
          `${answer(100, 'bindec({t})')}<dataset_definitions>${range('t')}</dataset_definitions>`,
        ),
      ),
    );
    expect(errors).toEqual([]);
    expect(kinds).toEqual(['calculated fall', 'unsupported strange']);
    expect(text).toContain('How deep after {t} s with {v_2}?');
    expect(text).toContain('is="(((t))^(2))*(v_2)/2" tolerance="1%"');
    expect(notes('Fall')).toEqual(['values-drawn']);
    expect(notes('Strange')).toEqual(['formula', 'kind-unknown']);
  });

  test('a file inside a question becomes an asset; one that no text names is in the report', async () => {
    const file = (name: string) =>
      `<file name="${name}" path="/" encoding="base64">${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')}</file>`;
    const { text, files, errors, report } = await imported(
      quiz(
        `<question type="description"><name><text>P</text></name><questiontext format="html"><text><![CDATA[<p><img src="@@PLUGINFILE@@/the%20moon.svg" alt="Moon"> <img src="@@PLUGINFILE@@/gone.png" alt="Gone"></p>]]></text>${file('the moon.svg')}${file('other.svg')}</questiontext></question>`,
        question('truefalse', 'T', 'Yes?', `${answer(100, 'true')}${answer(0, 'false')}`),
      ),
      'b.xml',
    );
    expect(errors).toEqual([]);
    expect([...files.keys()].filter((path) => path.startsWith('assets/'))).toEqual(['assets/the_moon.svg']);
    expect(text).toContain('![Moon](../../assets/the_moon.svg)');
    expect(report.items.map(({ source, fate }) => `${fate} ${source}`)).toContain(
      'dropped b.xml:3 other.svg',
    );
  });

  test('what no activity judges keeps its source, and nothing is missing from the report', async () => {
    const { kinds, notes, report, files } = await imported(
      quiz(
        question('coderunner', 'Code', 'Write it.'),
        question('multichoice', 'None', 'Which?', `<single>true</single>${answer(0, 'a')}${answer(0, 'b')}`),
        question('shortanswer', 'Nothing', 'What?', answer(50, 'half')),
      ),
    );
    expect(kinds).toEqual(['unsupported code', 'poll none', 'unsupported nothing']);
    expect(notes('Code')).toEqual(['kind-unknown']);
    expect(notes('Nothing')).toEqual(['nothing-right']);
    expect(report.items).toHaveLength(3);
    expect(new TextDecoder().decode(files.get('assets/original/code.xml'))).toContain('type="coderunner"');
  });

  test('twice is the same release, and a question that moved keeps its key', async () => {
    const a = question('truefalse', 'A', 'A?', `${answer(100, 'true')}${answer(0, 'false')}`);
    const b = question('truefalse', 'B', 'B?', `${answer(100, 'true')}${answer(0, 'false')}`);
    const [once, twice, moved] = [
      await imported(quiz(a, b)),
      await imported(quiz(a, b)),
      await imported(quiz(b, a)),
    ];
    expect(once.release?.id).toBe(twice.release?.id);
    expect(moved.kinds).toEqual(['choice b', 'choice a']);
  });
});

test('every note has a text, in every language', () => {
  for (const locale of locales) {
    const t = translateTo(locale);
    for (const code of [...questionNoteCodes, ...backupNoteCodes]) {
      const keys = ['olx', 'moodle', 'cartridge'].map((area) => `${area}.note-${code}` as MessageKey);
      expect(
        keys.some((key) => t(key, { text: 'x' }) !== key),
        `${locale} ${code}`,
      ).toBe(true);
    }
  }
});

describe('a file of questions that would do harm', () => {
  test('entities are refused', async () => {
    const xml = '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz><question type="essay"/></quiz>';
    expect(await refusalOf(imported(xml))).toMatch(/^(?:xml-document-type|olx-no-course)$/);
    expect(await refusalOf(imported(await zipOf({ 'q.xml': xml })))).toMatch(
      /^(?:xml-document-type|olx-no-course)$/,
    );
  });

  test.each([
    ['broken XML', '<quiz><question>', 'moodle-broken'],
    ['a file without questions', '<quiz></quiz>', 'moodle-empty'],
    [
      'deep XML',
      `<quiz><question>${'<a>'.repeat(30_000)}${'</a>'.repeat(30_000)}</question></quiz>`,
      'moodle-broken',
    ],
  ])('%s is refused with its cause', async (_, xml, code) => {
    expect(await refusalOf(imported(xml))).toBe(code);
  });

  test('one that is no XML costs itself alone', async () => {
    const good = question('truefalse', 'T', 'Yes?', `${answer(100, 'true')}${answer(0, 'false')}`);
    const { kinds, report } = await imported(quiz('<question type="essay"><name></question>', good), 'a.xml');
    expect(kinds).toEqual(['choice t']);
    expect(report.items.find(({ fate }) => fate === 'dropped')).toMatchObject({ source: 'a.xml:3' });
  });

  test('more questions than people write are refused', async () => {
    expect(await refusalOf(imported(`<quiz>${'<question type="essay"/>'.repeat(30_000)}</quiz>`))).toBe(
      'too-many-questions',
    );
    expect(await refusalOf(imported('a{T}\n\n'.repeat(30_000)))).toBe('too-many-questions');
  });

  test('names of files lead nowhere outside assets/', async () => {
    const { files } = await imported(
      quiz(
        `<question type="truefalse"><name><text>T</text></name><questiontext format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/../../../etc/passwd" alt="x">]]></text><file name="../../../etc/passwd" path="/" encoding="base64">eA==</file></questiontext>${answer(100, 'true')}${answer(0, 'false')}</question>`,
      ),
    );
    for (const path of files.keys())
      expect(path).toMatch(/^(?:course\.yaml|units\/[\w/-]+\.md|assets\/[\w.-]+)$/);
    for (const path of files.keys()) expect(path).not.toContain('..');
  });

  test('scripts never reach a page', async () => {
    const { release } = await imported(
      quiz(
        question(
          'multichoice',
          '<b>x</b>',
          '<script>alert(1)</script><img src=x onerror=alert(1)>?',
          `${answer(100, '<a href="javascript:alert(1)">a</a>', '<svg onload=alert(1)>')}${answer(0, 'b')}`,
        ),
      ),
    );
    expect(JSON.stringify(release)).not.toMatch(/<script|onerror|onload|javascript:/);
  });

  test.each([
    ['many tags of files', `<quiz>${'<file '.repeat(500_000)}</quiz>`],
    ['a formula of many powers', quiz(question('calculated', 'a', 'b', answer(100, 'pow('.repeat(100_000))))],
    ['a text of many fields', quiz(question('cloze', 'a', '{1:SA:'.repeat(50_000)))],
  ])(
    '%s end soon',
    async (_, xml) => {
      await imported(xml).catch(() => {});
    },
    5000,
  );
});
