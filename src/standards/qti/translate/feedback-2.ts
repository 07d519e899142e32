/** What an item of QTI 2 or 3 says after an answer: of one option, of a right or a wrong answer, or always. */
import type { RichText } from '../../questions.ts';
import { childrenNamed, elementsOf, textOf, type XmlElement } from '../../xml.ts';
import { elementsNamed } from './declarations-2.ts';
import { bodyHtml } from './html-2.ts';

export interface Feedback2 {
  /** Of an option by its identifier. */
  option(identifier: string): RichText | null;
  right: RichText | null;
  wrong: RichText | null;
  always: RichText | null;
  /** What could not be tied to an answer. */
  loose: string[];
}

type When = { kind: 'always' | 'right' | 'wrong' } | { kind: 'option'; identifier: string };

interface Setting {
  outcome: string;
  /** The identifier of the feedback; null: that of what was chosen. */
  value: string | null;
  when: When;
}

/** What a branch asks: the right answer, one option, or something else. */
function conditionOf(branch: XmlElement): When {
  const [test] = elementsOf(branch);
  const tests = test ? [test, ...elementsNamed(test, 'match'), ...elementsNamed(test, 'member')] : [];
  const compared = tests.find(({ name }) => name === 'match' || name === 'member');
  const values = compared ? childrenNamed(compared, 'baseValue').map(textOf) : [];
  if (values[0] !== undefined && compared && childrenNamed(compared, 'variable').length > 0)
    return { kind: 'option', identifier: values[0] };
  return { kind: test && elementsNamed(branch, 'correct').length > 0 ? 'right' : 'always' };
}

function settingsIn(parent: XmlElement, when: When): Setting[] {
  return elementsOf(parent).flatMap((element): Setting[] => {
    if (element.name === 'setOutcomeValue') {
      const [expression] = elementsOf(element);
      const value = expression?.name === 'baseValue' ? textOf(expression) : null;
      return [{ outcome: element.attributes.identifier ?? '', value, when }];
    }
    if (element.name === 'responseIf' || element.name === 'responseElseIf')
      return settingsIn(element, conditionOf(element));
    if (element.name === 'responseElse') return settingsIn(element, { kind: 'wrong' });
    return element.name === 'responseCondition' ? settingsIn(element, when) : [];
  });
}

const joined = (texts: string[]): RichText | null =>
  texts.length > 0 ? { format: 'html', text: texts.join('\n') } : null;

export function feedbackOf(item: XmlElement): Feedback2 {
  const [processing] = childrenNamed(item, 'responseProcessing');
  const settings = processing ? settingsIn(processing, { kind: 'always' }) : [];
  const texts = [
    ...childrenNamed(item, 'modalFeedback'),
    ...elementsNamed(item, 'feedbackBlock'),
    ...elementsNamed(item, 'feedbackInline'),
  ];
  const kinds = {
    right: [] as string[],
    wrong: [] as string[],
    always: [] as string[],
    loose: [] as string[],
  };
  const choices = new Set(
    ['simpleChoice', 'inlineChoice', 'hottext']
      .flatMap((name) => elementsNamed(item, name))
      .map(({ attributes }) => attributes.identifier),
  );
  const options = new Map<string, string[]>();
  const add = (identifier: string, html: string) =>
    options.set(identifier, [...(options.get(identifier) ?? []), html]);
  for (const text of texts) {
    const { identifier = '', outcomeIdentifier } = text.attributes;
    const html = bodyHtml(text);
    const set = settings.filter(({ outcome }) => outcome === outcomeIdentifier);
    const named = set.filter(({ value }) => value === identifier);
    if (!html) continue;
    if (named.length === 0 && set.some(({ value }) => value === null)) add(identifier, html);
    else if (named.length === 0 && choices.has(identifier)) add(identifier, html);
    else if (named.length === 0) kinds.loose.push(html);
    for (const { when } of named) {
      if (when.kind === 'option') add(when.identifier, html);
      else kinds[when.kind].push(html);
    }
  }
  return {
    option: (identifier) => joined(options.get(identifier) ?? []),
    right: joined(kinds.right),
    wrong: joined(kinds.wrong),
    always: joined(kinds.always),
    loose: kinds.loose,
  };
}
