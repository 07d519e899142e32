/** What a report says of things, in words: for the report of an import and for the pages before it. */
import { For, type JSX, Show } from 'solid-js';
import type { MessageKey, Translate } from '#lib/messages.ts';
import { ownName } from '#screens/languages/index.ts';
import { typeName } from '#screens/studio/outline/index.ts';
import type { Fate, FidelityItem } from '#standards/fidelity.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Badge, type Tone } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';

export const tones: Record<Fate, Tone> = { exact: 'success', approximated: 'warning', dropped: 'danger' };

/** A text that a format brings along, or null: a report may be older than the program, or newer. */
function textOf(t: Translate, key: string, values?: Record<string, string>): string | null {
  const text = t(key as MessageKey, values);
  return text === key ? null : text;
}

/** Whose texts a format speaks with. */
const areas: Record<string, string> = {
  ...{ olx: 'olx', aplus: 'aplus', 'moodle-backup': 'moodle', 'moodle-xml': 'moodle', gift: 'moodle' },
  ...{ imscc: 'cartridge', qti: 'cartridge', cnxml: 'book', markdown: 'book', html: 'book', epub: 'book' },
};

const kindKeys = (kind: string) => [
  `olx.kind-${kind}`,
  `aplus.kind-${kind}`,
  `moodle.kind-${kind}`,
  `cartridge.kind-${kind}`,
  `book.kind-${kind}`,
];
const noteKeys = (code: string) => [
  `olx.note-${code}`,
  `aplus.note-${code}`,
  `moodle.note-${code}`,
  `cartridge.note-${code}`,
  `book.note-${code}`,
];

/** A format's own words first: others may say something else by the same name. What several say alike, one of them has. */
function wordsOf(t: Translate, format: string, keys: string[], values?: Record<string, string>) {
  const isOwn = (key: string) => Number(key.startsWith(`${areas[format]}.`));
  return keys
    .toSorted((a, b) => isOwn(b) - isOwn(a))
    .reduce<string | null>((found, key) => found ?? textOf(t, key, values), null);
}

export const kindText = (t: Translate, format: string, kind: string): string =>
  wordsOf(t, format, kindKeys(kind)) ?? kind;

interface Note {
  code: string;
  text: string;
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const partText = (t: Translate, part: string) => textOf(t, `imports.part-${kebab(part)}`) ?? part;

/** What our own exports are about they name by words of the program: kinds of activities, their parts, languages. */
const named: Record<string, (t: Translate, word: string) => string> = {
  'no-question': (t, word) => (word === 'text' ? partText(t, word) : typeName(word, t)),
  'not-said': partText,
  unsaid: partText,
  'languages-left': (_t, word) => ownName(word),
};

function aboutOf(t: Translate, { code, text }: Note): string {
  const name = named[code];
  return name && text
    ? text
        .split(', ')
        .map((word) => name(t, word))
        .join(' · ')
    : text;
}

export function noteText(t: Translate, format: string, note: Note): string {
  const text = aboutOf(t, note);
  const { code } = note;
  return wordsOf(t, format, noteKeys(code), { text })?.trim() ?? (text ? `${code}: ${text}` : code);
}

export function Notes(props: { format: string; item: FidelityItem }): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.item.notes.length > 0}>
      <ul class="report-notes">
        <For each={props.item.notes}>{(note) => <li>{noteText(t, props.format, note)}</li>}</For>
      </ul>
    </Show>
  );
}

/** What is said of several things in the same words, said once. */
export type FindingGroup = [FidelityItem, ...FidelityItem[]];

/** A note without the name that ends it, which is another one for each thing: "not in the file: a.png". */
function stemOf(t: Translate, format: string, note: Note): string {
  const full = noteText(t, format, note);
  const about = aboutOf(t, note);
  const at = about ? full.lastIndexOf(about) : -1;
  // Words of another direction end with the sign that sets them apart.
  const isLast = at > 0 && /^[\u2069\s.]*$/.test(full.slice(at + about.length));
  return isLast ? full.slice(0, at).replace(/[\u2068\s:]+$/, '') : full;
}

/** Names at the end of a note that are read one by one; more are places of one finding. */
const mostNames = 5;

export function groupsOf(t: Translate, format: string, items: readonly FidelityItem[]): FindingGroup[] {
  const saidBy = (words: typeof stemOf) => (item: FidelityItem) =>
    JSON.stringify([
      ...[item.fate, kindText(t, format, item.kind)],
      item.notes.map((note) => words(t, format, note)),
    ]);
  const [inFull, inShort] = [saidBy(noteText), saidBy(stemOf)];
  const variants = Map.groupBy(Map.groupBy(items, inFull).values(), ([first]) => first && inShort(first));
  return [...variants.values()].flatMap((groups) =>
    groups.length > mostNames ? [groups.flat()] : groups,
  ) as FindingGroup[];
}

/** More places of one finding than anybody visits. */
const mostPlaces = 100;

function Place(props: { format: string; item: FidelityItem }): JSX.Element {
  const { t } = useView();
  return (
    <>
      <strong>
        <bdi>{props.item.title || kindText(t, props.format, props.item.kind)}</bdi>
      </strong>{' '}
      <code dir="ltr">{props.item.source}</code>
    </>
  );
}

/** Whether things of a group are told apart by what ends their notes. */
const differ = (t: Translate, format: string, [first, ...others]: FindingGroup): boolean => {
  const said = ({ notes }: FidelityItem) => notes.map((note) => noteText(t, format, note)).join('\n');
  return others.some((other) => said(other) !== said(first));
};

function GroupNotes(props: { format: string; items: FindingGroup }): JSX.Element {
  const { t } = useView();
  const { format, items } = props;
  const said = differ(t, format, items) ? stemOf : noteText;
  return (
    <Show when={items[0].notes.length > 0}>
      <ul class="report-notes">
        <For each={items[0].notes}>{(note) => <li>{said(t, format, note)}</li>}</For>
      </ul>
    </Show>
  );
}

/** Findings in a list: what did not come over as it was. */
export function Findings(props: { format: string; groups: readonly FindingGroup[] }): JSX.Element {
  const { t } = useView();
  const { format } = props;
  return (
    <ul class="findings">
      <For each={props.groups}>
        {(items) => (
          <li>
            <Badge tone={tones[items[0].fate]}>{t(`olx.fate-${items[0].fate}`)}</Badge>{' '}
            <Show
              when={items.length > 1}
              fallback={
                <>
                  <Place format={format} item={items[0]} />
                  <Notes format={format} item={items[0]} />
                </>
              }
            >
              <strong>{kindText(t, format, items[0].kind)}</strong>
              <GroupNotes format={format} items={items} />
              <Disclosure summary={t('imports.places', { count: items.length })}>
                <ul>
                  <For each={items.slice(0, mostPlaces)}>
                    {(item) => (
                      <li>
                        <Place format={format} item={item} />{' '}
                        <Show when={differ(t, format, items)}>
                          <bdi class="muted">{item.notes.map((note) => aboutOf(t, note)).join(' · ')}</bdi>
                        </Show>
                      </li>
                    )}
                  </For>
                </ul>
                <Show when={items.length > mostPlaces}>
                  <p class="muted">{t('imports.others-more', { count: items.length - mostPlaces })}</p>
                </Show>
              </Disclosure>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}
