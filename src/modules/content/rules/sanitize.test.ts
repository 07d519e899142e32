import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { compilePage } from '../testing.ts';
import { compileHtml } from './html.ts';

/** What a browser would make of HTML that must not do anything: attributes that act, and addresses that run. */
function dangers(html: string): string[] {
  const found: string[] = [];
  const tree: Root = fromHtml(html, { fragment: true });
  const forbidden =
    /^(?:script|style|svg|object|embed|applet|base|form|meta|link|button|textarea|select|template|noscript|xmp|plaintext|foreignobject|maction|mglyph|malignmark|annotation-xml|set|animate|use|frame|frameset|dialog|marquee|body|html|head|title)$/;
  visit(tree, 'element', ({ tagName, properties }: Element) => {
    if (forbidden.test(tagName.toLowerCase())) found.push(`<${tagName}>`);
    for (const [name, value] of Object.entries(properties)) {
      const text = String(Array.isArray(value) ? value.join(' ') : value);
      if (
        /^on|^style$|^srcdoc$|^formAction$|^action$|^ping$|^background$|^name$|^is$|^slot$|^xlink/i.test(name)
      )
        found.push(name);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what hides a scheme
      const bare = text.replace(/[\u0000-\u0020]/g, '');
      if (/^(?:javascript|vbscript|data|blob|file|filesystem):/i.test(bare)) found.push(`${name}=${text}`);
      if (name === 'id' && !text.startsWith('user-content-')) found.push(`id=${text}`);
      if (
        name === 'src' &&
        tagName === 'iframe' &&
        !/^https:\/\/(www\.youtube-nocookie\.com|player\.vimeo\.com)\//.test(text)
      )
        found.push(text);
    }
    if (tagName === 'iframe' && !properties.sandbox) found.push('frame without sandbox');
  });
  return found;
}

/** Attacks on sanitizers: the OWASP list, DOMPurify's bypasses, mutation through namespaces and raw text. */
const attacks = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//x.example/x.js></sCrIpT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=//x.example/i onerror=alert(1)>',
  '<img src=//x.example/i oNeRrOr=alert(1)//',
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<img """><script>alert(1)</script>">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text x=0 y=20>x</text></a></svg>',
  '<svg><animate attributeName=href values=javascript:alert(1) /></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>alert(1)</script></svg>#x"></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></iframe></foreignObject></svg>',
  '<math href="javascript:alert(1)">x</math>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<math><maction actiontype="statusline#javascript:alert(1)" xlink:href="javascript:alert(1)">x</maction></math>',
  '<math><annotation-xml encoding="text/html"><img src=//x.example/i onerror=alert(1)></annotation-xml></math>',
  '<math><semantics><annotation encoding="text/html"><script>alert(1)</script></annotation></semantics></math>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href=" &#14;  javascript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="java&Tab;script&colon;alert(1)">x</a>',
  '<a href="&#106;&#97;vascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="blob:https://x.example/1">x</a>',
  '<a href=//x.example ping="https://x.example" target=_blank onclick=alert(1)>x</a>',
  '<img src="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=">',
  '<img src="javascript:alert(1)">',
  '<img srcset="javascript:alert(1) 1x">',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<p style="position:fixed;inset:0">x</p>',
  '<style>@import "//x.example/x.css";</style>',
  '<style><img src=//x.example/i onerror=alert(1)></style>',
  '<link rel=stylesheet href=//x.example/x.css>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="https://x.example/">',
  '<form action="javascript:alert(1)"><button formaction="javascript:alert(2)">x</button></form>',
  '<form id=x></form><button form=x formaction=javascript:alert(1)>x</button>',
  '<input autofocus onfocus=alert(1)>',
  '<input type=image src=//x.example/i onerror=alert(1)>',
  '<select autofocus onfocus=alert(1)><option>x</select>',
  '<textarea></textarea><script>alert(1)</script></textarea>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<iframe src="https://evil.example/embed/x"></iframe>',
  '<iframe src="https://www.youtube.com.evil.example/embed/x"></iframe>',
  '<iframe src="https://www.youtube.com/embed/x&quot; onload=&quot;alert(1)"></iframe>',
  '<iframe src="https://www.youtube.com/redirect?q=https://evil.example"></iframe>',
  '<iframe src="https://www.youtube.com/embed/abc"><script>alert(1)</script></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<video src=//x.example/v onerror=alert(1)></video>',
  '<video><source onerror=alert(1)></video>',
  '<video poster="javascript:alert(1)"></video>',
  '<audio src="data:audio/wav;base64,x" autoplay></audio>',
  '<details open ontoggle=alert(1)>x</details>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<body onload=alert(1)>',
  '<isindex action=javascript:alert(1) type=image>',
  '<blockquote cite="javascript:alert(1)">x</blockquote>',
  '<p id=__proto__>x</p><a id=cookie name=cookie>x</a><img name=getElementById>',
  '<form id=document><input name=body></form>',
  '<p is="x-evil" slot=x part=x>x</p>',
  '<noscript><p title="</noscript><img src=//x.example/i onerror=alert(1)>"></noscript>',
  '<xmp><p title="</xmp><img src=//x.example/i onerror=alert(1)>"></xmp>',
  '<title><p title="</title><img src=//x.example/i onerror=alert(1)>"></title>',
  '<template><script>alert(1)</script></template>',
  '<template shadowrootmode=open><script>alert(1)</script></template>',
  '<form><math><mtext></form><form><mglyph><style></math><img src=//x.example/i onerror=alert(1)>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><mtext><table><mglyph><style><math><img src onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math><mi><table><mglyph><svg><mtext><style><a title="</style><img src onerror=alert(1)>">',
  '<svg></p><style><a id="</style><img src=//x.example/i onerror=alert(1)>">',
  '<svg><style><img src=//x.example/i onerror=alert(1)></svg>',
  '<svg><title><style><img src=//x.example/i onerror=alert(1)></style></title></svg>',
  '<svg><desc><noscript></noscript><img src=//x.example/i onerror=alert(1)></desc></svg>',
  '<!--><img src=//x.example/i onerror=alert(1)>-->',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<img src=//x.example/i onerror=alert(1)>]]>',
  '<?xml version="1.0"?><?import namespace="t" implementation="#default#time2"?>',
  '<div><!doctype html><script>alert(1)</script></div>',
  '<p><a><table><a href="javascript:alert(1)">x</a></table></a></p>',
  '<plaintext><script>alert(1)</script>',
  '<x-widget onclick=alert(1)>x</x-widget>',
  '<p onclick\u0000=alert(1)>x</p>',
  '<p\u000conclick=alert(1)>x</p>',
  '<p title="&quot; onclick=alert(1)">x</p>',
  '<table background="javascript:alert(1)"><tr><td background="javascript:alert(1)">x</table>',
  '<details><summary><iframe><img src=//x.example/i onerror=alert(1)></iframe></summary></details>',
];

test.each(attacks)('HTML does nothing when it is read: %j', (attack) => {
  const once = compileHtml(attack);
  expect(dangers(once)).toEqual([]);
  expect(dangers(compileHtml(once))).toEqual([]);
});

test.each(attacks)('HTML inside Markdown does nothing when it is read: %j', async (attack) => {
  for (const body of [`${attack}\n`, `Text ${attack} text\n`, `> - ${attack}\n`]) {
    const { html, problems } = await compilePage(body);
    expect(
      problems.filter(
        ({ severity, code }) => severity === 'error' && code !== 'missing-asset' && code !== 'dangling-link',
      ),
    ).toEqual([]);
    expect(dangers(html ?? '')).toEqual([]);
  }
});

test.each([
  '[x](javascript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg/onload=alert(1)>)',
  '[x][y]\n\n[y]: javascript:alert(1)',
  '[x](https://a.example/"onmouseover="alert(1))',
  '![x](https://a.example/x.png "\\" onerror=\\"alert(1)")',
  '```html"onmouseover="alert(1)\nx\n```',
  ':::note{title="<img src=//x.example/i onerror=alert(1)>"}\nx\n:::',
  '## <img src=//x.example/i onerror=alert(1)>',
  '[^1]\n\n[^1]: <script>alert(1)</script>',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\url{javascript:alert(1)}$',
  '$\\includegraphics{https://x.example/x.png}$',
  '$\\htmlClass{x}{y}$ $\\style{color:red}{x}$ $\\class{x}{y}$ $\\data{a=b}{x}$',
  '$\\text{<img src=//x.example/i onerror=alert(1)>}$',
  '$\\color{red"onclick="alert(1)}x$',
  '$\\unicode{<script>}$',
])('Markdown does nothing when it is read: %j', async (body) => {
  const { html, problems } = await compilePage(`${body}\n`);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(html).not.toBeNull();
  expect(dangers(html ?? '')).toEqual([]);
});

test.each([
  '\\def\\a{\\a\\a}\\a',
  '\\def\\a{xx}\\def\\b{\\a\\a}'.concat('\\b'.repeat(3000)),
  '{'.repeat(9000),
  'x^'.repeat(4000),
  'x'.repeat(20_000),
])('a formula that would grow without end is a warning: %#', async (tex) => {
  const { html, problems } = await compilePage(`$$\n${tex}\n$$\n`);
  expect(problems).toMatchObject([{ code: 'math', severity: 'warning' }]);
  expect(html).toContain('<code class="math-error">');
});

test('no formula draws beyond its page', () => {
  const html = compileHtml('<code class="math-inline">\\rule{1000em}{1000em}</code>');
  expect(html).toContain('width="50em" height="50em"');
});
