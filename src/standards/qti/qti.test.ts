import { describe, expect, test } from 'vitest';
import { openArchive } from '#platform/archive/index.ts';
import { refusalOf, zipOf } from '#platform/archive/testing.ts';
import { importCourse } from '../formats.ts';
import { importFiles, importItem, item1, item2, mapResponse, matchCorrect } from './testing.ts';

const declaration = (
  inner: string,
  attributes = 'cardinality="single" baseType="identifier"',
  id = 'RESPONSE',
) => `<responseDeclaration identifier="${id}" ${attributes}>${inner}</responseDeclaration>`;
const correct = (...values: string[]) =>
  `<correctResponse>${values.map((value) => `<value>${value}</value>`).join('')}</correctResponse>`;
const choices = `<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>Which?</prompt><simpleChoice identifier="A">Moon<feedbackInline outcomeIdentifier="FEEDBACK" identifier="A">Yes.</feedbackInline></simpleChoice><simpleChoice identifier="B">Box</simpleChoice></choiceInteraction>`;

describe('QTI 2 and 3', () => {
  test('one choice with the right answer declared is a choice, with what is said of its options', async () => {
    const { body, report } = await importItem(item2(choices, declaration(correct('A')), matchCorrect));
    expect(body).toBe(':::choice{#one shuffle}\nWhich?\n\n- [x] Moon\n  > Yes.\n- [ ] Box\n:::');
    expect(report.counts).toMatchObject({ activities: 1, approximated: 0, dropped: 0 });
  });

  test('QTI 3 says the same in other words and gives the same', async () => {
    const old = item2(choices, declaration(correct('A')), matchCorrect);
    const words = [
      'responseDeclaration',
      'correctResponse',
      'value',
      'outcomeDeclaration',
      'itemBody',
      'choiceInteraction',
      'prompt',
      'simpleChoice',
      'feedbackInline',
      'responseProcessing',
      'assessmentItem',
    ];
    const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const named = words.reduce(
      (xml, word) => xml.replace(new RegExp(`(</?)${word}\\b`, 'g'), `$1qti-${kebab(word)}`),
      old,
    );
    const modern = named.replace(
      / (baseType|responseIdentifier|maxChoices|outcomeIdentifier|timeDependent)=/g,
      (_, name: string) => ` ${kebab(name)}=`,
    );
    expect(modern).toContain('<qti-choice-interaction response-identifier=');
    expect((await importItem(modern)).body).toBe((await importItem(old)).body);
  });

  test('mapped points are shares of all points', async () => {
    const mapping =
      '<mapping defaultValue="0" lowerBound="0" upperBound="2"><mapEntry mapKey="A" mappedValue="2"/><mapEntry mapKey="B" mappedValue="0.5"/></mapping>';
    const { body } = await importItem(item2(choices, declaration(correct('A') + mapping), mapResponse));
    expect(body).toContain('points=2');
    expect(body).toContain('- [ ] Box {value=0.25}');
  });

  test('several right choices count all or nothing, as the template says', async () => {
    const several = choices
      .replace('maxChoices="1"', 'maxChoices="0"')
      .replace('Box</simpleChoice>', 'Box</simpleChoice><simpleChoice identifier="C">Sun</simpleChoice>');
    const { activity } = await importItem(
      item2(
        several,
        declaration(correct('A', 'C'), 'cardinality="multiple" baseType="identifier"'),
        matchCorrect,
      ),
    );
    expect(activity?.settings).toMatchObject({
      multiple: true,
      partial: 'none',
      options: [{ correct: true }, { correct: false }, { correct: true }],
    });
  });

  test('a number with its tolerance in the processing is numeric', async () => {
    const processing =
      '<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.1 0.1"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>';
    const { body } = await importItem(
      item2(
        '<p>g? <textEntryInteraction responseIdentifier="RESPONSE"/></p>',
        declaration(correct('9.8'), 'cardinality="single" baseType="float"'),
        processing,
      ),
    );
    expect(body).toContain('::answer{value=9.8 tolerance=0.1}');
  });

  test('fields in one text are activities of their own', async () => {
    const two =
      '<p>Roses are <inlineChoiceInteraction responseIdentifier="R1"><inlineChoice identifier="r">red</inlineChoice><inlineChoice identifier="b">blue</inlineChoice></inlineChoiceInteraction>, violets <textEntryInteraction responseIdentifier="R2"/>.</p>';
    const { release, notes } = await importItem(
      item2(
        two,
        declaration(correct('r'), undefined, 'R1') +
          declaration(correct('blue'), 'cardinality="single" baseType="string"', 'R2'),
        matchCorrect,
      ),
    );
    expect(release?.activities.map(({ key, type }) => [key, type])).toEqual([
      ['one-1', 'choice'],
      ['one-2', 'text-answer'],
    ]);
    expect(notes('inlineChoiceInteraction')).toEqual(['fields']);
  });

  test('pairs, gaps and associations are tables; an order is a list', async () => {
    const pair = 'cardinality="multiple" baseType="directedPair"';
    const set = (name: string, ...ids: string[]) =>
      ids.map((id) => `<${name} identifier="${id}" matchMax="1">${id} ${name}</${name}>`).join('');
    const match = `<matchInteraction responseIdentifier="RESPONSE"><prompt>Match</prompt><simpleMatchSet>${set('simpleAssociableChoice', 'a', 'b')}</simpleMatchSet><simpleMatchSet>${set('simpleAssociableChoice', 'x', 'y', 'z')}</simpleMatchSet></matchInteraction>`;
    const gap = `<gapMatchInteraction responseIdentifier="RESPONSE">${set('gapText', 'w', 's')}<p>The <gap identifier="g1"/> of our <gap identifier="g2"/></p></gapMatchInteraction>`;
    const order = `<orderInteraction responseIdentifier="RESPONSE"><prompt>Order</prompt>${set('simpleChoice', 'one', 'two')}</orderInteraction>`;
    const kinds = await Promise.all([
      importItem(item2(match, declaration(correct('a y', 'b x'), pair), matchCorrect)),
      importItem(item2(gap, declaration(correct('w g1', 's g2'), pair), matchCorrect)),
      importItem(
        item2(
          order,
          declaration(correct('two', 'one'), 'cardinality="ordered" baseType="identifier"'),
          matchCorrect,
        ),
      ),
    ]);
    expect(kinds.map(({ activity }) => activity?.type)).toEqual(['match', 'match', 'order']);
    expect(kinds[1]?.activity?.prompt).toContain('The (1)');
    expect(kinds[2]?.body).toMatch(/1\. two .*\n2\. one/);
  });

  test('an interaction that no activity judges keeps its source and says so', async () => {
    const hotspot =
      '<p>Click</p><hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><object type="image/png" data="map.png">Map</object><hotspotChoice identifier="A" shape="circle" coords="1,1,1"/></hotspotInteraction>';
    const { activity, notes, files } = await importItem(
      item2(hotspot, declaration(correct('A')), matchCorrect),
    );
    expect(activity?.type).toBe('unsupported');
    expect(notes('hotspotInteraction')).toContain('kind-unknown');
    expect([...files.keys()]).toContain('assets/original/one.xml');
  });

  test('a rule of scoring that is not taken over is named', async () => {
    const processing =
      '<responseProcessing><setOutcomeValue identifier="SCORE"><product><variable identifier="RESPONSE"/><random/></product></setOutcomeValue></responseProcessing>';
    expect(
      (await importItem(item2(choices, declaration(correct('A')), processing))).notes('choiceInteraction'),
    ).toContain('processing');
  });

  test('a test draws from its sections, under its time; pictures are found from the item that names them', async () => {
    const item = (id: string) =>
      item2(
        '<p><img src="pic.png" alt="A map"/></p><extendedTextInteraction responseIdentifier="RESPONSE"/>',
        declaration('', 'cardinality="single" baseType="string"'),
      ).replace('identifier="one"', `identifier="${id}"`);
    const ref = (id: string) => `<assessmentItemRef identifier="${id}" href="items/${id}.xml"/>`;
    const quiz = `<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="Final"><timeLimits maxTime="1800"/><testPart identifier="p" navigationMode="linear" submissionMode="individual"><assessmentSection identifier="s" title="Essays" visible="true"><selection select="1"/>${ref('aa')}${ref('bb')}${ref('gone')}</assessmentSection></testPart></assessmentTest>`;
    const { text, release, report } = await importFiles({
      'test.xml': quiz,
      'items/aa.xml': item('aa'),
      'items/bb.xml': item('bb'),
      'items/pic.png': 'x',
    });
    const unit = text('units/final.md');
    expect(unit).toContain('exam:\n  minutes: 30');
    expect(unit).toMatch(/::::+pool\{#pool-essays draw=1\}/);
    expect(unit).toContain('![A map](../assets/items/pic.png)');
    expect(report.items.find(({ kind }) => kind === 'assessment')?.notes).toContainEqual({
      code: 'missing-item',
      text: 'items/gone.xml',
    });
    expect(release?.activities).toHaveLength(2);
  });
});

describe('QTI 1.2', () => {
  const labels =
    '<render_choice><response_label ident="a"><material><mattext>Moon</mattext></material></response_label><response_label ident="b"><material><mattext texttype="text/html">&lt;b&gt;Box&lt;/b&gt;</mattext></material></response_label></render_choice>';
  const lid = `<material><mattext>Which?</mattext></material><response_lid ident="r" rcardinality="Single">${labels}</response_lid>`;
  const condition = (test: string, effect: string, more = '') =>
    `<respcondition ${more}><conditionvar>${test}</conditionvar>${effect}</respcondition>`;
  const score = (value: number, action = 'Set') =>
    `<setvar varname="SCORE" action="${action}">${value}</setvar>`;
  const processing = (...conditions: string[]) =>
    `<resprocessing><outcomes><decvar varname="SCORE" maxvalue="100"/></outcomes>${conditions.join('')}</resprocessing>`;

  test('what an option gives and says is found by carrying the conditions out', async () => {
    const { body } = await importItem(
      item1(
        lid,
        processing(
          condition(
            '<varequal respident="r">b</varequal>',
            '<displayfeedback linkrefid="b_fb"/>',
            'continue="Yes"',
          ),
          condition('<varequal respident="r">a</varequal>', score(100), 'continue="No"'),
          condition('<other/>', score(25)),
        ),
        '<itemfeedback ident="b_fb"><material><mattext>No.</mattext></material></itemfeedback>',
      ),
    );
    expect(body).toBe(':::choice{#one}\nWhich?\n\n- [x] Moon\n- [ ] **Box** {value=0.25}\n  > No.\n:::');
  });

  test('check boxes that must all be right count all or nothing', async () => {
    const { activity } = await importItem(
      item1(
        lid.replace('Single', 'Multiple'),
        processing(
          condition(
            '<and><varequal respident="r">a</varequal><not><varequal respident="r">b</varequal></not></and>',
            score(100),
          ),
        ),
      ),
    );
    expect(activity?.settings).toMatchObject({
      multiple: true,
      partial: 'none',
      options: [{ correct: true, value: null }, { correct: false }],
    });
  });

  test('texts, numbers in bounds and essays are told apart by what is compared', async () => {
    const fib =
      '<material><mattext>?</mattext></material><response_str ident="r"><render_fib FIB><response_label ident="x"/></render_fib></response_str>';
    const kinds = await Promise.all([
      importItem(
        item1(
          fib.replace(' FIB', ''),
          processing(
            condition(
              '<or><varequal respident="r">York</varequal><varequal respident="r">Leeds</varequal></or>',
              score(100),
            ),
          ),
        ),
      ),
      importItem(
        item1(
          fib.replace('FIB', 'fibtype="Decimal"'),
          processing(
            condition(
              '<and><vargte respident="r">1</vargte><varlt respident="r">2</varlt></and>',
              score(100),
            ),
          ),
        ),
      ),
      importItem(item1(fib.replace('FIB', 'rows="7"'), '')),
    ]);
    expect(kinds.map(({ activity }) => activity?.type)).toEqual(['text-answer', 'numeric', 'essay']);
    expect(kinds[0]?.body).toContain('::answer{text=Leeds}');
    expect(kinds[1]?.body).toContain('::answer{value="[1,2)"}');
    expect(kinds[2]?.body).toContain('lines=7');
  });

  test('hints and solutions come over', async () => {
    const text = (value: string) => `<material><mattext>${value}</mattext></material>`;
    const more = `<itemfeedback ident="h"><hint><hintmaterial>${text('Look up.')}</hintmaterial></hint></itemfeedback><itemfeedback ident="s"><solution><solutionmaterial>${text('It is round.')}</solutionmaterial></solution></itemfeedback>`;
    const { activity } = await importItem(
      item1(lid, processing(condition('<varequal respident="r">a</varequal>', score(100))), more),
    );
    expect(activity).toMatchObject({ hints: ['<p>Look up.</p>'], solution: '<p>It is round.</p>' });
  });
});

describe('hostile input', () => {
  test.each([
    [
      'a document type with rules of its own',
      '<!DOCTYPE questestinterop [<!ENTITY x "y">]><questestinterop/>',
      'xml-document-type',
    ],
    ['nothing but a broken item', '<assessmentItem identifier="a"><itemBody>', 'package-empty'],
    [
      'nesting without end',
      `<questestinterop>${'<section>'.repeat(20_000)}${'</section>'.repeat(20_000)}</questestinterop>`,
      'package-empty',
    ],
  ])('%s is refused with its cause', async (_, xml, code) => {
    const archive = await openArchive(await zipOf({ 'item.xml': xml }));
    expect(await refusalOf(importCourse(archive))).toBe(code);
    await archive.close();
  });

  test('a file of another place is never read, and what is named there is noted', async () => {
    const quiz =
      '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="T"><testPart identifier="p"><assessmentSection identifier="s" title="S" visible="true"><assessmentItemRef identifier="a" href="../../../etc/passwd"/><assessmentItemRef identifier="b" href="b.xml"/></assessmentSection></testPart></assessmentTest>';
    const { files } = await importFiles({ 'test.xml': quiz, 'b.xml': item2('<p>b</p>', '') });
    for (const [path, bytes] of files)
      expect(path + new TextDecoder().decode(bytes)).not.toMatch(/root:|\.\.\/\.\./);
  });
});
