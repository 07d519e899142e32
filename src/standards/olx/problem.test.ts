import { describe, expect, test } from 'vitest';
import type { ChoiceSettings } from '#activities/choice/settings.ts';
import type { Activity } from '#modules/content/contract.ts';
import { activityTypes, compile, importUnit } from './testing.ts';

/** A problem as Markdown; it must compile, so that no test shows what the compiler would refuse. */
async function problem(inner: string, attributes = '') {
  const result = await importUnit(`<problem url_name="p" ${attributes}>${inner}</problem>`);
  const { release, problems } = await compile(result);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const activities = release?.activities ?? [];
  const judge = async (index: number, answer: unknown) => {
    const activity = activities[index];
    return (
      activity &&
      activityTypes.get(activity.type)?.judge?.(answer as never, activity.settings as never, 0).score
    );
  };
  return {
    unit: result.unit,
    notes: result.notes('problem'),
    item: result.item('problem'),
    activities,
    judge,
  };
}

const optionsOf = (activity: Activity | undefined) =>
  ((activity?.settings ?? {}) as Partial<ChoiceSettings>).options ?? [];

const choices = (inner: string, attributes = '') =>
  `<multiplechoiceresponse ${attributes}><label>Q?</label><choicegroup>${inner}</choicegroup></multiplechoiceresponse>`;
const yes = '<choice correct="true">yes</choice>';
const no = '<choice correct="false">no</choice>';

describe('choices', () => {
  test('radio buttons keep question, feedback, order and attempts, and are exact', async () => {
    const { unit, notes, item } = await problem(
      choices(
        '<choice correct="true">The <b>Moon</b><choicehint>Near.</choicehint></choice><choice correct="false">Wind</choice>',
      ),
      'display_name="Cause" max_attempts="2" weight="3" showanswer="attempted"',
    );
    expect(unit).toBe(
      ':::choice{#p title=Cause points=3 attempts=2 show-answer=answered}\nQ?\n\n- [x] The **Moon**\n  > Near.\n- [ ] Wind\n:::',
    );
    expect(notes).toEqual([]);
    expect(item?.fate).toBe('exact');
    expect(item?.target).toBe('activity:p');
  });

  test('several right radio buttons: each alone gives all points', async () => {
    const { notes, activities, judge } = await problem(
      choices(`${yes}<choice correct="true">aye</choice>${no}`),
    );
    expect(notes).toEqual(['any-right']);
    const options = optionsOf(activities[0]);
    expect(activities[0]?.settings).toMatchObject({ multiple: false });
    expect(options.map(({ correct }) => correct)).toEqual([true, true, false]);
    for (const [index, score] of [1, 1, 0].entries())
      expect(await judge(0, [options[index]?.id])).toBe(score);
  });

  test('an option that is partly right gives its part', async () => {
    const { unit } = await problem(
      choices(
        `${yes}<choice correct="partial" point_value="0.25">maybe</choice>${no}`,
        'partial_credit="points"',
      ),
    );
    expect(unit).toContain('- [ ] maybe {value=0.25}');
  });

  test('check boxes keep the rule of partial credit and feedback on chosen options', async () => {
    const { unit, notes } = await problem(
      '<choiceresponse partial_credit="EDC"><p>Q?</p><checkboxgroup><choice correct="true">a<choicehint selected="true">Yes.</choicehint><choicehint selected="false">You missed it.</choicehint></choice><choice correct="false">b</choice><compoundhint value="A B">Both?</compoundhint></checkboxgroup></choiceresponse>',
    );
    expect(unit).toBe(':::choice{#p multiple partial=each}\nQ?\n\n- [x] a\n  > Yes.\n- [ ] b\n:::');
    expect(notes).toEqual(['missed-feedback', 'compound-feedback']);
  });

  test('a question without a right answer is a poll', async () => {
    const { unit, notes } = await problem(
      choices('<choice correct="false">a</choice><choice correct="false">b</choice>'),
    );
    expect(unit).toBe(':::poll{#p}\nQ?\n\n- a\n- b\n:::');
    expect(notes).toEqual(['no-right']);
  });

  test('one menu is a choice, several are rows of a table', async () => {
    const one = await problem(
      `<optionresponse><p>Q?</p><optioninput options="('a','b')" correct="b"/></optionresponse>`,
    );
    expect(one.unit).toContain('- [ ] a\n- [x] b');
    const several = await problem(
      `<optionresponse><p>Sun <optioninput label="Sun" options="('star','moon','it\\'s dust')" correct="star"/></p><p>Io <optioninput label="Io" options="('star','moon','it\\'s dust')" correct="moon"/></p></optionresponse>`,
    );
    expect(several.activities.map(({ type, points }) => ({ type, points }))).toEqual([
      { type: 'match', points: 2 },
    ]);
    expect(several.unit).toMatch(/\| Sun\s*\| star\s*\|\n\| Io\s*\| moon\s*\|\n\|\s*\| it's dust \|/);
  });

  test('an option that ends in braces keeps them', async () => {
    const { activities } = await problem(
      choices('<choice correct="true">{value=0}</choice><choice correct="false">{#x}</choice>'),
    );
    const options = optionsOf(activities[0]);
    expect(options.map(({ text, value }) => [text, value])).toEqual([
      ['{value=0}', null],
      ['{#x}', null],
    ]);
  });

  test('pictures and code in options survive', async () => {
    const { unit } = await problem(choices(`<choice correct="true"><pre>a\n\nb</pre></choice>${no}`));
    expect(unit).toContain('- [x] <pre>a&#10;&#10;b</pre>');
  });
});

describe('numbers', () => {
  const numeric = (answer: string, inner = '', attributes = '') =>
    `<numericalresponse answer="${answer}" ${attributes}><label>Q?</label>${inner}<formulaequationinput/></numericalresponse>`;

  test.each([
    ['100', '<responseparam type="tolerance" default="5"/>', '{#p answer=100 tolerance=5}'],
    ['9.8', '<responseparam type="tolerance" default="2%"/>', '{#p answer="9.8" tolerance="2%"}'],
    ['6.02*10^23', '', '{#p answer="6.02e23" tolerance="0.001%"}'],
    ['1/4', '', '{#p answer="0.25" tolerance="0.001%"}'],
    ['[1, 5)', '', '{#p answer="[1,5)"}'],
  ])('%s %s', async (answer, inner, expected) => {
    const { unit, notes } = await problem(numeric(answer, inner));
    expect(unit).toContain(`:::numeric${expected}`);
    expect(notes).toEqual([]);
  });

  test('further answers and praise become answers of their own', async () => {
    const { unit, judge } = await problem(
      numeric(
        '10',
        '<additional_answer answer="20"><correcthint>Also.</correcthint></additional_answer><correcthint>Good.</correcthint>',
      ),
    );
    expect(unit).toContain('::answer[Good.]{value="10" tolerance="0.001%"}');
    expect(unit).toContain('::answer[Also.]{value="20" tolerance="0.001%"}');
    expect(await judge(0, '20')).toBe(1);
  });

  test('an expression that is no number keeps its source in a placeholder', async () => {
    const { unit, notes } = await problem(numeric('sqrt(2)+pi'));
    expect(unit).toContain(':::unsupported{#p type=numericalresponse source=assets/original/problem-p.xml}');
    expect(notes).toEqual(['expression', 'unsupported']);
  });
});

describe('old problems', () => {
  test('marks of text between fields, and labels that were attributes', async () => {
    const { unit } = await problem(
      '<startouttext/><p>Old</p><endouttext/><multiplechoiceresponse><choicegroup type="MultipleChoice" label="Old"><choice correct="true" location="random" name="1"><startouttext/>yes<endouttext/></choice><choice correct="false">no</choice></choicegroup></multiplechoiceresponse>',
    );
    expect(unit).toBe(':::choice{#p}\nOld\n\n- [x] yes\n- [ ] no\n:::');
    const bare = await problem(
      '<numericalresponse answer="2"><textline label="How many?" trailing_text="weeks"/></numericalresponse>',
    );
    expect(bare.unit).toContain('unit="weeks"}\nHow many?');
  });

  test('hints that a script chooses are noted', async () => {
    const { notes } = await problem(
      '<numericalresponse answer="2"><textline/><hintgroup><numericalhint answer="3" name="x"/><hintpart on="x"><text>Less.</text></hintpart></hintgroup></numericalresponse>',
    );
    expect(notes).toEqual(['compound-feedback']);
  });
});

test.each([
  ['a poll without answers', '<poll url_name="q" question="?" answers="oops"/>', 'poll'],
  ['a survey without questions', '<survey url_name="q" questions="[]" answers="[]"/>', 'survey'],
])('%s is a placeholder', async (_, xml, kind) => {
  const result = await importUnit(xml);
  expect(result.unit).toContain(`:::unsupported{#q type=${kind}`);
  expect((await compile(result)).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe('texts', () => {
  const string = (attributes: string, inner = '') =>
    `<stringresponse ${attributes}><label>Q?</label>${inner}<textline size="20"/></stringresponse>`;

  test('case counts unless the source says otherwise', async () => {
    expect((await problem(string('answer="Helsinki"'))).unit).toContain(
      ':::text-answer{#p answer=Helsinki case accents}',
    );
    expect((await problem(string('answer="Helsinki" type="ci"'))).unit).toContain(
      ':::text-answer{#p answer=Helsinki accents}',
    );
  });

  test('further answers, wrong ones with feedback, and old alternatives', async () => {
    const { unit, judge } = await problem(
      string(
        'answer="a _or_ b" type="ci"',
        '<additional_answer answer="c"><correcthint>C!</correcthint></additional_answer><stringequalhint answer="d">No: d.</stringequalhint>',
      ),
    );
    expect(unit).toContain('::answer[C!]{text=c}');
    expect(unit).toContain('::answer[No: d.]{text=d score=0}');
    for (const [answer, score] of [
      ['A', 1],
      ['b', 1],
      ['c', 1],
      ['d', 0],
      ['e', 0],
    ] as const)
      expect(await judge(0, answer)).toBe(score);
  });

  test('patterns hold the whole answer, and those of another syntax are not guessed', async () => {
    const { judge } = await problem(string('answer="hels(inki)?" type="ci regexp"'));
    expect(await judge(0, 'HELS')).toBe(1);
    expect(await judge(0, 'helsinkix')).toBe(0);
    expect((await problem(string('answer="(?=x)y" type="regexp"'))).notes).toEqual([
      'pattern',
      'unsupported',
    ]);
  });
});

describe('a problem of several parts', () => {
  const two = `<p>Intro</p>${choices(yes + no)}<p>Then</p><numericalresponse answer="2"><textline/></numericalresponse><p>End</p><solution><p>Because.</p></solution><demandhint><hint>Think.</hint></demandhint>`;

  test('becomes activities that share its points, with the text between them', async () => {
    const { unit, notes, activities } = await problem(two, 'weight="3" display_name="Two"');
    expect(activities.map(({ key, points, title }) => [key, points, title])).toEqual([
      ['p-1', 1.5, 'Two'],
      ['p-2', 1.5, null],
    ]);
    expect(activities[0]?.hints).toHaveLength(1);
    expect(activities[1]?.prompt).toContain('Then');
    expect(activities[1]?.solution).toContain('Because');
    expect(unit.endsWith('End')).toBe(true);
    expect(notes).toEqual(['several-responses']);
  });

  test('keeps what it can of fields inside a text', async () => {
    const { unit, notes } = await problem(
      '<p>The <stringresponse answer="sea"><textline inline="1"/></stringresponse> is <numericalresponse answer="1"><textline inline="1"/></numericalresponse> deep.</p>',
    );
    expect(unit).toContain('The (1) <u>');
    expect(notes).toEqual(['several-responses', 'shared-text']);
  });

  test('keeps a part that cannot be judged beside those that can', async () => {
    const { activities, notes } = await problem(
      `${choices(yes + no)}<formularesponse answer="x*y" samples="x@1:2#3"><textline/></formularesponse>`,
    );
    expect(activities.map(({ type }) => type)).toEqual(['choice', 'unsupported']);
    expect(notes).toContain('unsupported');
  });

  test('whose values come from a script is kept as it was', async () => {
    const result = await importUnit(
      '<problem url_name="p"><script type="loncapa/python">x = 2</script><numericalresponse answer="$x"><label>Is it $x?</label><textline/></numericalresponse></problem>',
    );
    expect(result.notes('problem')).toEqual(['script-values', 'unsupported']);
    const kept = new TextDecoder().decode(result.files.get('assets/original/problem-p.xml'));
    expect(kept).toContain('x = 2');
    expect(result.unit).not.toContain('x = 2');
  });

  test('of nothing but text is text', async () => {
    const { unit, item } = await problem('<p>Read this.</p>');
    expect(unit).toBe('Read this.');
    expect(item?.target).toBe('unit:v');
  });
});

test.each([
  'customresponse',
  'symbolicresponse',
  'coderesponse',
  'imageresponse',
  'schematicresponse',
  'drag_and_drop',
])('%s leaves a visible placeholder and its source', async (name) => {
  const inner =
    name === 'drag_and_drop'
      ? '<customresponse cfn="f"><drag_and_drop_input/></customresponse>'
      : `<${name}><textline/></${name}>`;
  const { activities, notes } = await problem(`<p>Do it.</p>${inner}`);
  expect(activities.map(({ type, prompt }) => [type, prompt])).toEqual([['unsupported', '<p>Do it.</p>']]);
  expect(notes).toEqual(['unsupported']);
});
