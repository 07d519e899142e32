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

/** Bytes that are kept (UTF-8, compressed once by whoever sends them), or text that was made for this page. */
export type Part = Buffer | string;

/** Of the page that is being drawn; drawing never waits, so there is one at a time. */
let pieces: Part[][] | undefined;

// `t` is how Solid's server build marks text that is HTML already.
const finished = (html: string): JSX.Element => ({ t: html }) as unknown as JSX.Element;

function putPiece(parts: Part[]): JSX.Element {
  if (!pieces) return finished(parts.map(String).join(''));
  pieces.push(parts);
  return finished(`${pieceMark}${pieces.length - 1}${pieceMark}`);
}

const texts = new LRUCache<string, Buffer>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: (bytes) => bytes.length + 64,
});

/** A text of a release, finished: the same string comes with every page, so its bytes are kept. */
export function piece(html: string): JSX.Element {
  if (!html) return finished('');
  let bytes = texts.get(html);
  if (!bytes) {
    bytes = Buffer.from(html);
    texts.set(html, bytes);
  }
  return putPiece([bytes]);
}

/** Draws, lets `tidy` work on what was drawn, then puts the pieces in. */
export function withPieces(draw: () => string, tidy: (html: string) => string): Part[] {
  const before = pieces;
  const mine: Part[][] = [];
  pieces = mine;
  try {
    const parts = tidy(draw()).split(pieceMark);
    return parts.flatMap((part, at) => (at % 2 ? (mine[Number(part)] ?? []) : part ? [part] : []));
  } finally {
    pieces = before;
  }
}

/** Bytes and holes in turn, bytes first. */
interface Fragment {
  bytes: Buffer[];
  holes: Hole[];
  size: number;
}
/** What fills it: the reader's token, a fresh key, their id, or the slot of that number. */
type Hole = 'csrf' | 'key' | 'person' | `slot ${string}`;

const kept = new LRUCache<string, Fragment>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: ({ size }, key) => size + key.length + 128,
});

const hole = (name: Hole) => `${holeMark}${name}${holeMark}`;

/** The reader as a kept fragment sees them: anybody of that language. */
const openView = (view: View): View => ({
  ...view,
  person: view.person && { id: hole('person'), name: '', email: '' },
  csrf: () => hole('csrf'),
  newKey: () => hole('key'),
});

const drawApart = (open: View, children: () => JSX.Element): string =>
  renderApart(
    () =>
      createComponent(NoHydration, {
        get children() {
          return createComponent(ViewProvider, {
            value: open,
            get children() {
              return children();
            },
          });
        },
      }),
    '',
  );

function fragmentOf(open: View, children: () => JSX.Element): Fragment {
  const html = withPieces(() => drawApart(open, children), withoutMarks)
    .map(String)
    .join('');
  const parts = html.split(holeMark);
  return {
    bytes: parts.filter((_, at) => at % 2 === 0).map((part) => Buffer.from(part)),
    holes: parts.filter((_, at) => at % 2 === 1) as Hole[],
    size: html.length,
  };
}

const fillingOf = (name: Hole, view: View): string =>
  name === 'csrf' ? view.csrf() : name === 'key' ? view.newKey() : (view.person?.id ?? '');

const fill = ({ bytes, holes }: Fragment, view: View): Part[] =>
  bytes.flatMap((part, at) => {
    const name = holes[at];
    return name ? [part, fillingOf(name, view)] : [part];
  });

const marks = /<!--!?[$/]-->/g;
const islands = /(<lectern-island[\s\S]*?<\/lectern-island>)/;

/** Marks of hydration are of use inside islands only; elsewhere they are a tenth of the page's bytes. */
export const withoutMarks = (html: string): string =>
  html
    .split(islands)
    .map((part, index) => (index % 2 ? part : part.replace(marks, '')))
    .join('');

function keptFragment(key: string | null, draw: () => Fragment): Fragment {
  const known = key === null ? undefined : kept.get(key);
  if (known) return known;
  const fragment = draw();
  if (key !== null) kept.set(key, fragment);
  return fragment;
}

const keyOf = (view: View, of: string): string =>
  `${view.locale} ${view.timeZone} ${view.person ? 'person' : 'nobody'} ${of}`;

interface KeptProps {
  /** Names everything that the children depend on, beside language and zone. */
  of: string;
  /** Names and addresses of people are not to be had inside. */
  children: () => JSX.Element;
}

/** Draws its children once for each key. */
export function Kept(props: KeptProps): JSX.Element {
  const view = useView();
  const draw = () => fragmentOf(openView(view), props.children);
  return putPiece(fill(keptFragment(keyOf(view, props.of), draw), view));
}

interface FrameProps<Slot extends string> {
  /** As `Kept`; null: it is used once, and not kept. */
  of: string | null;
  /** What differs each time, drawn into the frame. */
  slots: Record<Slot, () => JSX.Element>;
  children: (slot: (name: Slot) => JSX.Element) => JSX.Element;
}

/** Draws what stands round a page once for each key; what is in its slots each time. */
export function Frame<Slot extends string>(props: FrameProps<Slot>): JSX.Element {
  const view = useView();
  const children = () => props.children((name) => finished(hole(`slot ${name}`)));
  const key = props.of === null ? null : keyOf(view, props.of);
  const { bytes, holes } = keptFragment(key, () => fragmentOf(openView(view), children));
  return bytes.flatMap((part, at) => {
    const name = holes[at];
    if (!name?.startsWith('slot ')) return [putPiece(name ? [part, fillingOf(name, view)] : [part])];
    return [putPiece([part]), props.slots[name.slice('slot '.length) as Slot]()];
  }) as JSX.Element;
}
