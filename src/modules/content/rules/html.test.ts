import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { compilePage } from '../testing.ts';
import { compileHtml } from './html.ts';
import { clean } from './sanitize.ts';

const htmlOf = async (body: string, files: Record<string, string> = {}, manifest = '') => {
  const { html, problems } = await compilePage(body, files, manifest);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return html;
};
const moon = { 'assets/moon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>' };

test('prose is CommonMark with the additions of GitHub', async () => {
  expect(await htmlOf('A *b* **c** ~~d~~ `e` <https://f.example>\n\n- [x] g\n')).toMatchInlineSnapshot(`
    "<p>A <em>b</em> <strong>c</strong> <del>d</del> <code>e</code> <a href="https://f.example" rel="noopener">https://f.example</a></p>
    <ul class="contains-task-list">
    <li class="task-list-item"><input type="checkbox" checked disabled> g</li>
    </ul>"
  `);
});

test('a colon in prose stays a colon', async () => {
  expect(await htmlOf('At 12:30 :smile: std::vector a:b{c} :x[y]{z}')).toBe(
    '<p>At 12:30 :smile: std::vector a:b{c} :x[y]{z}</p>',
  );
});

test('headings have ids that links on the page reach', async () => {
  const { html, unit } = await compilePage(
    '## The *pull*\n\n### Über $x$\n\n## The pull\n\n[up](#the-pull)\n',
  );
  expect(html).toContain('<h2 id="user-content-the-pull">The <em>pull</em></h2>');
  expect(html).toContain('<h2 id="user-content-the-pull-1">');
  expect(html).toContain('<a href="#user-content-the-pull">up</a>');
  expect(unit?.headings).toEqual([
    { id: 'user-content-the-pull', text: 'The pull', level: 2 },
    { id: 'user-content-über-x', text: 'Über x', level: 3 },
    { id: 'user-content-the-pull-1', text: 'The pull', level: 2 },
  ]);
});

test('a footnote and its mark lead to each other, in the language of the course', async () => {
  expect(await htmlOf('Sea[^1].\n\n[^1]: Salt.\n', {}, 'language: es\n')).toMatchInlineSnapshot(`
    "<p>Sea<sup><a data-footnote-ref id="user-content-fnref-1" aria-describedby="user-content-footnote-label" href="#user-content-fn-1">1</a></sup>.</p>
    <section data-footnotes class="footnotes"><h2 class="footnotes-title" id="user-content-footnote-label">Notas al pie</h2>
    <ol>
    <li id="user-content-fn-1">
    <p>Salt. <a data-footnote-backref aria-label="Volver a la referencia 1" class="data-footnote-backref" href="#user-content-fnref-1">↩</a></p>
    </li>
    </ol>
    </section>"
  `);
});

test('footnotes of activities and prose have ids of their own', async () => {
  const { release, html } = await compilePage('Sea[^1].\n\n:::ask{#q}\nWhy[^1]?\n:::\n\n[^1]: Salt.\n');
  expect(html).toContain('id="user-content-fn-1"');
  expect(release?.activities[0]?.prompt).toContain('id="user-content-q-fn-1"');
  expect(release?.activities[0]?.prompt).toContain('href="#user-content-q-fn-1"');
});

test('a picture alone in its paragraph is a figure with its title as caption', async () => {
  const html = await htmlOf(
    '![A moon](../assets/moon.svg "By *night*")\n\nInside ![A moon](../assets/moon.svg "t") text\n',
    moon,
  );
  expect(html?.replace(/[0-9a-f]{64}/g, 'HASH')).toMatchInlineSnapshot(`
    "<figure><img src="/assets/HASH/moon.svg" alt="A moon" width="40" height="30" loading="lazy" decoding="async"><figcaption>By *night*</figcaption></figure>
    <p>Inside <img src="/assets/HASH/moon.svg" alt="A moon" title="t" width="40" height="30" loading="lazy" decoding="async"> text</p>"
  `);
});

test('tables scroll by themselves', async () => {
  expect(await htmlOf('| a | b |\n|--|--:|\n| 1 | 2 |\n')).toMatchInlineSnapshot(`
    "<div class="table-scroll" role="region" tabindex="0"><table>
    <thead>
    <tr>
    <th>a</th>
    <th align="right">b</th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <td>1</td>
    <td align="right">2</td>
    </tr>
    </tbody>
    </table></div>"
  `);
});

test('callouts are boxes, with a title of their own or that of their kind', async () => {
  expect(
    await htmlOf(
      ':::note{title="Re & member"}\nText *here*.\n:::\n\n:::warning\nHot.\n:::\n\n:::details[More]\nFolded\n:::\n',
    ),
  ).toMatchInlineSnapshot(`
    "<div class="callout callout-note" role="note"><p class="callout-title">Re &#x26; member</p>
    <p>Text <em>here</em>.</p>
    </div>
    <div class="callout callout-warning" role="note"><p class="callout-title">Warning</p>
    <p>Hot.</p>
    </div>
    <details class="callout callout-details"><summary class="callout-title">More</summary>
    <p>Folded</p>
    </details>"
  `);
});

test('callouts nest', async () => {
  expect(await htmlOf('::::tip\nA\n\n:::example\nB\n:::\n::::\n')).toMatchInlineSnapshot(`
    "<div class="callout callout-tip" role="note"><p class="callout-title">Tip</p>
    <p>A</p>
    <div class="callout callout-example" role="note"><p class="callout-title">Example</p>
    <p>B</p>
    </div>
    </div>"
  `);
});

test('code is colored by classes, without a style', async () => {
  expect(await htmlOf('```python\ndef f(x):  # hi\n    return "a" + x\n```\n')).toMatchInlineSnapshot(`
    "<pre class="code" tabindex="0"><code class="language-python"><span class="code-keyword">def </span><span class="code-function">f</span>(<span class="code-parameter">x</span>):  <span class="code-comment"># hi</span>
        <span class="code-keyword">return </span><span class="code-string-expression">"a" </span><span class="code-keyword">+</span> x</code></pre>"
  `);
});

test('code in an unknown language stays plain', async () => {
  expect(await htmlOf('```klingon\n<b>\n```\n')).toBe(
    '<pre class="code" tabindex="0"><code class="language-klingon">&#x3C;b></code></pre>',
  );
});

test('formulas are MathML with their source, without a style', async () => {
  expect(
    await htmlOf(
      'Let $x^2 \\in \\mathbb R$.\n\n$$\n\\begin{array}{l|r} a&b\\\\\\hline c&d\\end{array}\n$$\n',
    ),
  ).toMatchInlineSnapshot(`
    "<p>Let <math><semantics><mrow><msup><mi>x</mi><mn class="tml-sml-pad">2</mn></msup><mo>∈</mo><mi>ℝ</mi></mrow><annotation encoding="application/x-tex">x^2 \\in \\mathbb R</annotation></semantics></math>.</p>
    <math display="block" class="tml-display" tabindex="0"><semantics><mtable><mtr><mtd class="tml-left math-line-below math-flush-before math-line-after"><mi>a</mi></mtd><mtd class="tml-right math-line-below math-flush-after"><mi>b</mi></mtd></mtr><mtr><mtd class="tml-left math-flush-before math-line-after"><mi>c</mi></mtd><mtd class="tml-right math-flush-after"><mi>d</mi></mtd></mtr></mtable><annotation encoding="application/x-tex">\\begin{array}{l|r} a&#x26;b\\\\\\hline c&#x26;d\\end{array}</annotation></semantics></math>"
  `);
});

test('a formula that cannot be set shows its source and is a warning', async () => {
  const { html, problems } = await compilePage('A\n\nB $\\frac{a$ c\n');
  expect(html).toContain('<code class="math-error">\\frac{a</code>');
  expect(problems).toMatchObject([
    { file: 'units/page.md', line: 6, column: 3, severity: 'warning', code: 'math' },
  ]);
});

test('links lead to units, assets and places outside', async () => {
  const units = {
    'course.yaml':
      'lectern: 1\nkey: a\ntitle: A\noutline:\n  - {section: s, title: S, units: [units/page.md, units/deep/far.md]}\n',
  };
  const far = { 'units/deep/far.md': '---\ntitle: Far\nkey: away\n---\n[back](../page.md)\n' };
  const { html, release } = await compilePage(
    '[a](unit:away) [b](deep/far.md#some-part) [c](../assets/data.csv) [d](https://x.example/?a=1&b=2) [e](mailto:a@b.example)\n',
    { ...units, ...far, 'assets/data.csv': '1' },
  );
  expect(html?.replace(/[0-9a-f]{64}/g, 'HASH')).toMatchInlineSnapshot(
    `"<p><a href="./away">a</a> <a href="./away#user-content-some-part">b</a> <a href="/assets/HASH/data.csv">c</a> <a href="https://x.example/?a=1&#x26;b=2" rel="noopener">d</a> <a href="mailto:a@b.example">e</a></p>"`,
  );
  expect(release?.units[1]?.blocks).toEqual([{ kind: 'html', html: '<p><a href="./page">back</a></p>' }]);
});

test('HTML in Markdown is kept as far as it is safe', async () => {
  expect(
    await htmlOf(
      '<div style="color:red" onclick="x()">\n\nA **b**\n\n<iframe src="//www.youtube.com/embed/abc"></iframe>\n</div>\n',
    ),
  ).toMatchInlineSnapshot(`
    "<div>
    <p>A <strong>b</strong></p>
    <iframe src="https://www.youtube-nocookie.com/embed/abc" title="Video" sandbox="allow-scripts allow-same-origin allow-presentation allow-popups" allowfullscreen loading="lazy" referrerpolicy="strict-origin-when-cross-origin"></iframe>
    </div>"
  `);
});

test('a frame of another site becomes a link to it', async () => {
  const { html, problems } = await compilePage('<iframe src="https://x.example/y" title="Map"></iframe>\n');
  expect(html).toBe('<a href="https://x.example/y" rel="noopener">Map</a>');
  expect(problems).toMatchObject([{ line: 4, code: 'foreign-frame', severity: 'warning' }]);
});

test('the text of a unit holds what is read: words, formulas, activities, no marks', async () => {
  const { unit } = await compilePage(
    'One[^1] $x^2$ <b>two</b>.\n\n:::ask{#q words="hidden"}\nThree?\n:::\n\n[^1]: Four.\n',
  );
  expect(unit?.text).toBe('One x^2 two.\n\nThree?\nhidden\n\nFootnotes\n\nFour.');
  expect(unit?.hasMath).toBe(true);
});

test('what would give an answer away is not in the text that search finds', async () => {
  const { unit } = await compilePage(
    '::::ask{#q title="Title"}\nAsk\n\n:::hint\nHint\n:::\n:::solution\nSolved\n:::\n::::\n',
  );
  expect(unit?.text).toBe('Title\nAsk');
});

test('foreign HTML compiled twice is the same as once', () => {
  const html = compileHtml(
    '<h1 id=a>A</h1><a name=b href=#a>x</a><table><tr><td headers="a b">1</table><pre><code>x</code></pre>',
  );
  expect(compileHtml(html)).toBe(html);
});

test('any text compiles, to HTML that leaves nothing to clean when a browser parses it', async () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      ':::',
      '::::ask{#a}',
      ':::hint',
      '$$',
      '```js',
      '> ',
      '- [x] ',
      '[^1]',
      '[^1]: ',
      '<div>',
      '</p>',
      '| a |\n|--|',
      '![](',
      '\n\n',
      '&#0;',
      '\\',
      '***',
      '<table><tr>',
      '<math><mi>',
      '<a id=x>',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      const { html, problems } = await compilePage(`---\ntitle: T\n---\n${pieces.join('')}`);
      for (const { line, message, remedy } of problems)
        expect([line !== 0, message !== '', remedy !== '']).toEqual([true, true, true]);
      const tree = fromHtml(html ?? '', { fragment: true });
      expect(toHtml(clean(tree))).toBe(toHtml(tree));
    }),
    { numRuns: 200 },
  );
});
