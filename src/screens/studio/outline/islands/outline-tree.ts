/**
 * Moves what stands in the outline: by dragging, by the arrows of a row, or by Alt and the arrow keys on its title. Each
 * move is one request; the answer says where the item stands now, so the page never guesses. Without it the arrows are
 * buttons of a form.
 */
import { fill } from '#lib/fill.ts';

interface Texts {
  moved: string;
  movedTop: string;
  failed: string;
}

interface Moved {
  into: string | null;
  section: string | null;
  before: string | null;
  number: number;
  of: number;
}

type Destination = { step: string } | { into?: string; before?: string };

const rowSelector = '[data-item]';

export function mount(frame: Element, props: Record<string, unknown>): void {
  const { texts, csrf, items } = props as unknown as { texts: Texts; csrf: string; items: string };
  const status = frame.querySelector('.form-status');
  const keys = frame.querySelector<HTMLElement>('.studio-keys');
  if (keys) keys.hidden = false;
  const say = (text: string) => {
    if (status) status.textContent = text;
  };
  const kindOf = (row: HTMLElement) => row.dataset.item?.split(':')[0] ?? '';
  const listFor = (kind: string, into: string | null) =>
    frame.querySelector<HTMLElement>(
      kind === 'unit' ? `[data-units="${into}"]` : `[data-sections="${into ?? ''}"]`,
    );
  const rowOf = (ref: string | null) =>
    ref === null ? null : frame.querySelector<HTMLElement>(`[data-item="${CSS.escape(ref)}"]`);

  function place(row: HTMLElement, { into, section, before, number, of }: Moved): void {
    listFor(kindOf(row), into)?.insertBefore(row, rowOf(before));
    const fold = row.parentElement?.closest('details');
    if (fold) fold.open = true;
    const words = {
      title: row.dataset.title ?? '',
      section: section ?? '',
      number: `${number}`,
      of: `${of}`,
    };
    say(fill(section === null ? texts.movedTop : texts.moved, words));
  }

  async function move(row: HTMLElement, to: Destination): Promise<void> {
    const focused = row.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    row.classList.add('studio-moving');
    try {
      const reply = await fetch(`/api/v1${items}/${encodeURIComponent(row.dataset.item ?? '')}/move`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-csrf-token': csrf,
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify(to),
      });
      if (!reply.ok) return say(texts.failed);
      place(row, (await reply.json()) as Moved);
      row.querySelector('.studio-row')?.scrollIntoView({ block: 'nearest' });
      // A row that is put elsewhere loses the focus.
      focused?.focus();
    } catch {
      say(texts.failed);
    } finally {
      row.classList.remove('studio-moving');
    }
  }

  frame.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[name="step"]');
    const row = button?.closest<HTMLElement>(rowSelector);
    if (!button || !row) return;
    event.preventDefault();
    void move(row, { step: button.value });
  });

  frame.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || !event.altKey || !/^Arrow(Up|Down)$/.test(event.key)) return;
    const row = (event.target as Element).closest<HTMLElement>(rowSelector);
    if (!row) return;
    event.preventDefault();
    void move(row, { step: event.key === 'ArrowUp' ? 'up' : 'down' });
  });

  letDrag(frame, (row, to) => void move(row, to));
}

/** Where a dragged row would fall: before the row that the pointer is over, or at the end of its list. */
interface Target {
  list: HTMLElement;
  before: HTMLElement | null;
}

function targetAt(frame: Element, dragged: HTMLElement, x: number, y: number): Target | null {
  const over = document.elementFromPoint(x, y);
  if (!over || !frame.contains(over) || dragged.contains(over)) return null;
  const kind = dragged.dataset.item?.split(':')[0];
  const listSelector = kind === 'unit' ? '[data-units]' : '[data-sections]';
  const row = over.closest<HTMLElement>(kind === 'unit' ? '[data-item^="unit:"]' : '[data-item^="section:"]');
  const list = row?.parentElement;
  if (!row || !list) {
    const section = over.closest('[data-item^="section:"]');
    const inside = section?.querySelector<HTMLElement>(listSelector);
    return inside ? { list: inside, before: null } : null;
  }
  const box = (row.querySelector('.studio-row') ?? row).getBoundingClientRect();
  if (y < box.top + box.height / 2) return { list, before: row };
  let next = row.nextElementSibling as HTMLElement | null;
  while (next && (next === dragged || !next.matches(rowSelector)))
    next = next.nextElementSibling as HTMLElement | null;
  return { list, before: next };
}

function letDrag(frame: Element, drop: (row: HTMLElement, to: Destination) => void): void {
  let dragged: HTMLElement | null = null;
  let target: Target | null = null;
  const line = document.createElement('li');
  line.className = 'studio-drop';
  line.setAttribute('role', 'presentation');

  for (const grip of frame.querySelectorAll<HTMLElement>('.studio-grip')) grip.draggable = true;

  frame.addEventListener('dragstart', (event) => {
    if (!(event instanceof DragEvent)) return;
    dragged = (event.target as Element).closest?.<HTMLElement>(rowSelector) ?? null;
    if (!dragged || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged.dataset.title ?? '');
    event.dataTransfer.setDragImage(dragged.querySelector('.studio-row') ?? dragged, 16, 16);
    dragged.classList.add('studio-moving');
  });

  frame.addEventListener('dragover', (event) => {
    if (!(event instanceof DragEvent) || !dragged) return;
    event.preventDefault();
    const found = targetAt(frame, dragged, event.clientX, event.clientY);
    if (!found) return;
    target = found;
    found.list.insertBefore(line, found.before);
  });

  frame.addEventListener('drop', (event) => {
    event.preventDefault();
    const { units, sections } = target?.list.dataset ?? {};
    const into = units ?? sections;
    if (dragged && target && into !== undefined)
      drop(dragged, {
        ...(into && { into }),
        ...(target.before?.dataset.item && { before: target.before.dataset.item }),
      });
  });

  frame.addEventListener('dragend', () => {
    dragged?.classList.remove('studio-moving');
    line.remove();
    dragged = null;
    target = null;
  });
}
