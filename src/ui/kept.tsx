/**
 * Terms: a fragment is a pure function of what its key names, so it is drawn once and *kept*. What differs by request
 * (the form's token, its fresh key, the person) is a *hole* in it, filled at each use. A *piece* is HTML that is
 * finished; it is put into the page after drawing, so that long texts are not carried through every template.
 */
import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { createComponent, type JSX } from 'solid-js';
import { NoHydration } from 'solid-js/web';
import { renderApart } from './island.tsx';
import { useView, type View, ViewProvider } from './view.tsx';

// Nobody can write these into a name or a text: they are made anew by every process.
const secret = randomBytes(9).toString('base64url');
const holeMark = `hole-${secret}-`;
const pieceMark = `piece-${secret}-`;

/** Of the page that is being drawn; drawing never waits, so there is one at a time. */
let pieces: string[] | undefined;

// `t` is how Solid's server build marks text that is HTML already.
const finished = (html: string): JSX.Element => ({ t: html }) as unknown as JSX.Element;

/** Finished HTML at this place of the page. */
export function piece(html: string): JSX.Element {
  if (!pieces) return finished(html);
  pieces.push(html);
  return finished(`${pieceMark}${pieces.length - 1}${pieceMark}`);
}

/** Draws, lets `tidy` work on what was drawn, then puts the pieces in. */
export function withPieces(draw: () => string, tidy: (html: string) => string): string {
  const before = pieces;
  const mine: string[] = [];
  pieces = mine;
  try {
    const parts = tidy(draw()).split(pieceMark);
    return parts.map((part, at) => (at % 2 ? (mine[Number(part)] ?? '') : part)).join('');
  } finally {
    pieces = before;
  }
}

/** Text and holes in turn, text first. */
type Parts = readonly string[];
type Hole = 'csrf' | 'key' | 'person';

const kept = new LRUCache<string, Parts>({
  maxSize: 48 * 1024 * 1024,
  sizeCalculation: (parts, key) => parts.reduce((size, part) => size + part.length, key.length + 64),
});

const hole = (name: Hole) => `${holeMark}${name}${holeMark}`;

/** The reader as a kept fragment sees them: anybody of that language. Not a copy: reading the token has an effect. */
const openView = (view: View): View =>
  Object.create(view, {
    person: { value: view.person && { id: hole('person'), name: '', email: '' } },
    csrf: { get: () => hole('csrf') },
    newKey: { value: () => hole('key') },
  });

const drawApart = (view: View, children: () => JSX.Element): string =>
  renderApart(
    () =>
      createComponent(NoHydration, {
        get children() {
          return createComponent(ViewProvider, {
            value: openView(view),
            get children() {
              return children();
            },
          });
        },
      }),
    '',
  );

function fill(parts: Parts, view: View): string {
  let html = parts[0] ?? '';
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at] as Hole;
    html += name === 'csrf' ? view.csrf : name === 'key' ? view.newKey() : (view.person?.id ?? '');
    html += parts[at + 1] ?? '';
  }
  return html;
}

const marks = /<!--!?[$/]-->/g;
const islands = /(<lectern-island[\s\S]*?<\/lectern-island>)/;

/** Marks of hydration are of use inside islands only; elsewhere they are a tenth of the page's bytes. */
export const withoutMarks = (html: string): string =>
  html
    .split(islands)
    .map((part, index) => (index % 2 ? part : part.replace(marks, '')))
    .join('');

interface KeptProps {
  /** Names everything that the children depend on, beside language and zone. */
  of: string;
  /** Names and addresses of people are not to be had inside. */
  children: () => JSX.Element;
}

/** Draws its children once for each key. */
export function Kept(props: KeptProps): JSX.Element {
  const view = useView();
  const key = `${view.locale} ${view.timeZone} ${view.person ? 'person' : 'nobody'} ${props.of}`;
  let parts = kept.get(key);
  if (!parts) {
    parts = withPieces(() => drawApart(view, props.children), withoutMarks).split(holeMark);
    kept.set(key, parts);
  }
  return piece(fill(parts, view));
}
