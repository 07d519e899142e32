/**
 * Terms: a fragment is a pure function of what its key names, so it is drawn once and *kept*. What differs by request
 * (the form's token, its fresh key, the person) is a *hole* in it, filled at each use. A *piece* is HTML that is
 * finished; it is put into the page after drawing, so that long texts are not carried through every template.
 */
import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { createComponent, type JSX } from 'solid-js';
import { escape as escapeHtml, NoHydration } from 'solid-js/web';
import { avatarHtml } from './cover.tsx';
import { finished } from './finished.ts';
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

/** What fills it: the reader's token, the fields of a form, what they are called, or the slot of that name. */
type Hole = keyof typeof fillings | `slot ${string}`;

/** Bytes, and the holes between them. */
interface Fragment {
  parts: (Buffer | Hole)[];
  size: number;
}

/** For a text or for an attribute: what is filled in does not know where it stands. */
const escaped = (text = ''): string => escapeHtml(text).replaceAll('"', '&quot;');

const fillings = {
  csrf: (view: View) => view.csrf(),
  fields: (view: View) => view.formFields(),
  person: (view: View) => view.person?.id ?? '',
  name: (view: View) => escaped(view.person?.name),
  email: (view: View) => escaped(view.person?.email),
  avatar: ({ person }: View) => (person ? avatarHtml(person.id, person.name) : ''),
};

const kept = new LRUCache<string, Fragment>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: ({ size }, key) => size + key.length + 128,
});

const hole = (name: Hole) => `${holeMark}${name}${holeMark}`;

/** The reader as a kept fragment sees them: anybody of that language. What they are called can be shown, not looked into. */
const openView = (view: View): View => ({
  ...view,
  person: view.person && { id: hole('person'), name: hole('name'), email: hole('email') },
  csrf: () => hole('csrf'),
  formFields: () => hole('fields'),
});

/** The picture of who reads, inside a kept fragment. */
export const OwnAvatar = (): JSX.Element => (
  <span class="avatar avatar-small" aria-hidden="true">
    {finished(hole('avatar'))}
  </span>
);

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

const fragmentParts = (html: string): (Buffer | Hole)[] =>
  html
    .split(holeMark)
    .map((part, at) => (at % 2 ? (part as Hole) : Buffer.from(part)))
    .filter(({ length }) => length > 0);

function fragmentOf(open: View, children: () => JSX.Element): Fragment {
  const html = withPieces(() => drawApart(open, children), withoutMarks)
    .map(String)
    .join('');
  return { parts: fragmentParts(html), size: html.length };
}

/** Its bytes are those of the fragments in it, which are kept once however many hold them. */
function gatheredOf(open: View, children: () => JSX.Element): Fragment {
  const drawn = withPieces(() => drawApart(open, children), withoutMarks);
  const parts = drawn.flatMap((part) => (typeof part === 'string' ? fragmentParts(part) : [part]));
  const own = drawn.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
  return { parts, size: own + parts.length * 16 };
}

const fillingOf = (name: Hole, view: View): string => fillings[name as keyof typeof fillings](view);

const fill = ({ parts }: Fragment, view: View): Part[] =>
  parts.map((part) => (typeof part === 'string' ? fillingOf(part, view) : part));

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
  /** They can show who reads (`name`, `email`), and no other person. */
  children: () => JSX.Element;
}

/** Draws its children once for each key. */
export function Kept(props: KeptProps): JSX.Element {
  const view = useView();
  const draw = () => fragmentOf(openView(view), props.children);
  return putPiece(fill(keptFragment(keyOf(view, props.of), draw), view));
}

/** As `Kept`, for a row of kept fragments that comes in as many ways as there are learners: only the row is new. */
export function Gathered(props: KeptProps): JSX.Element {
  const view = useView();
  const draw = () => gatheredOf(openView(view), props.children);
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
  const { parts } = keptFragment(key, () => fragmentOf(openView(view), children));
  const drawn: JSX.Element[] = [];
  let run: Part[] = [];
  for (const part of parts) {
    if (typeof part !== 'string') run.push(part);
    else if (!part.startsWith('slot ')) run.push(fillingOf(part, view));
    else {
      drawn.push(putPiece(run), props.slots[part.slice('slot '.length) as Slot]());
      run = [];
    }
  }
  drawn.push(putPiece(run));
  return drawn as JSX.Element;
}
