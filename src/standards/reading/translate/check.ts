/** The script of a page to read: it compares what was answered with the form's `data-check` (`Check` in question.ts). */
export const checkScript = `'use strict';
const plain = (text, keepCase) => {
  const joined = text.normalize('NFKC').trim().replace(/\\s+/g, ' ');
  return keepCase ? joined : joined.toLocaleLowerCase();
};
const numberIn = (text) => {
  const found = /[-+\\u2212]?\\d+(?:[.,]\\d+)?(?:e[-+]?\\d+)?/i.exec(text.replace(/\\s/g, ''));
  return found ? Number(found[0].replace(',', '.').replace('\\u2212', '-')) : NaN;
};
const isRight = (check, form) => {
  if (check.kind === 'choice') {
    const chosen = [...form.querySelectorAll('input:checked')].map((input) => Number(input.value));
    return chosen.length === check.right.length && chosen.every((index) => check.right.includes(index));
  }
  const said = form.querySelector('input').value;
  if (check.kind === 'text') return check.accepted.some((text) => plain(text, check.case) === plain(said, check.case));
  const value = numberIn(said);
  return check.ranges.some(([from, to]) => value >= (from ?? -Infinity) && value <= (to ?? Infinity));
};
for (const form of document.querySelectorAll('form[data-check]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const output = form.querySelector('output');
    output.textContent = isRight(JSON.parse(form.dataset.check), form) ? output.dataset.right : output.dataset.wrong;
  });
}
`;
