/** Fields in the text of a question: `{2:SHORTANSWER:=Berlin#Right~%50%Bonn}`. */
export interface ClozeAnswer {
  text: string;
  /** 0 to 1; below zero it costs. */
  fraction: number;
  feedback: string;
}

export interface ClozeField {
  kind: 'shortanswer' | 'numerical' | 'multichoice' | 'multiresponse';
  caseCounts: boolean;
  shuffled: boolean;
  weight: number;
  answers: ClozeAnswer[];
}

const names =
  'SHORTANSWER_C|SHORTANSWER|SAC|SA|MWC|MW|NUMERICAL|NM|MULTICHOICE_VS|MULTICHOICE_HS|MULTICHOICE_V|MULTICHOICE_H|MULTICHOICE_S|MULTICHOICE|MCVS|MCHS|MCV|MCH|MCS|MC|MULTIRESPONSE_HS|MULTIRESPONSE_H|MULTIRESPONSE_S|MULTIRESPONSE|MRHS|MRH|MRS|MR';
const opening = new RegExp(`\\{(\\d*):(${names}):`, 'g');

/** Where what opened before `from` closes; -1: nowhere. A backslash takes the meaning of what follows. */
function closingAfter(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '}') return at;
  }
  return -1;
}

const kindOf = (name: string): ClozeField['kind'] => {
  if (/^(?:SA|SH|MW)/.test(name)) return 'shortanswer';
  if (/^N/.test(name)) return 'numerical';
  return /^(?:MR|MULTIR)/.test(name) ? 'multiresponse' : 'multichoice';
};

const unescaped = (text: string) => text.replace(/\\([\s\S])/g, '$1').trim();

function answersOf(text: string): ClozeAnswer[] {
  return (text.match(/(?:\\[\s\S]|[^\\~])+/g) ?? []).map((raw) => {
    const [, percent, equals, rest = ''] = /^\s*(?:%(-?[\d.]+)%|(=))?([\s\S]*)$/.exec(raw) ?? [];
    const [, answer = '', feedback = ''] = /^((?:\\[\s\S]|[^\\#])*)(?:#([\s\S]*))?$/.exec(rest) ?? [];
    const fraction = percent === undefined ? Number(equals === '=') : Number(percent) / 100 || 0;
    return { text: unescaped(answer), fraction, feedback: unescaped(feedback) };
  });
}

/** The text with `[[1]]` where its first field was, and the fields. */
export function readCloze(text: string): { text: string; fields: ClozeField[] } {
  const fields: ClozeField[] = [];
  let marked = '';
  let done = 0;
  for (const { 0: open, 1: weight, 2: name = '', index } of text.matchAll(opening)) {
    if (index < done) continue;
    const end = closingAfter(text, index + open.length);
    if (end < 0) break;
    fields.push({
      ...{ kind: kindOf(name), caseCounts: /^(?:SAC|MWC|SHORTANSWER_C)$/.test(name) },
      ...{ shuffled: /^M.*S$/.test(name), weight: Number(weight || 1) },
      answers: answersOf(text.slice(index + open.length, end)),
    });
    marked += `${text.slice(done, index)}[[${fields.length}]]`;
    done = end + 1;
  }
  return { text: marked + text.slice(done), fields };
}
