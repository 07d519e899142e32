/** How pages to read look; the fonts are those of the machine, light and dark follow it. */
export const styleSheet = `:root { color-scheme: light dark; }
body { font: 1.125rem/1.6 Charter, Georgia, "Noto Serif", serif; max-inline-size: 42rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1, h2, h3, h4, nav, button, label, summary, table { font-family: system-ui, sans-serif; }
h1, h2, h3, h4 { line-height: 1.25; margin-block: 2em .5em; }
h1 { margin-block-start: .5em; }
a { color: light-dark(#1d4f91, #9cc3f5); }
img, video, svg { max-inline-size: 100%; block-size: auto; }
audio { inline-size: 100%; }
figure { margin: 1.5em 0; }
figcaption, .muted { font-size: .9rem; opacity: .8; }
pre { overflow-x: auto; padding: .75rem 1rem; background: light-dark(#f4f2ee, #23262b); border-radius: .4rem; font-size: .9rem; line-height: 1.45; }
code { font-family: ui-monospace, "Cascadia Mono", Menlo, monospace; font-size: .9em; }
table { border-collapse: collapse; font-size: .95rem; }
th, td { border: 1px solid light-dark(#cfcabf, #4a4f57); padding: .35rem .6rem; text-align: start; vertical-align: top; }
.table-scroll, math[display="block"] { overflow-x: auto; }
.align-right { text-align: end; }
.align-center { text-align: center; }
blockquote, .callout { margin: 1.5em 0; padding: .25rem 1rem; border-inline-start: .25rem solid light-dark(#8a6d3b, #d0ad6c); }
.callout-title, .activity h3 { font-family: system-ui, sans-serif; font-weight: 600; margin-block: .5rem; }
.activity { margin: 2rem 0; padding: .5rem 1rem 1rem; border: 1px solid light-dark(#cfcabf, #4a4f57); border-radius: .5rem; }
.options label { display: flex; gap: .6rem; align-items: baseline; padding: .35rem 0; }
.options p, li > p { margin: 0; }
input[type="text"], button { font: inherit; font-size: 1rem; padding: .4rem .7rem; }
button { cursor: pointer; }
nav.steps { display: flex; justify-content: space-between; gap: 1rem; margin-block-start: 3rem; }
`;
