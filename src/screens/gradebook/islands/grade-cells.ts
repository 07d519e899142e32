/**
 * Makes a spreadsheet of the gradebook: arrows move, a digit or Enter edits in place, Enter saves. Without it each cell
 * is a link to a page with a form that does the same.
 */

interface Texts {
  saved: string;
  failed: string;
  changed: string;
  range: string;
  input: string;
}

interface Saved {
  text: string;
  marks: string[];
  total: string;
  passed: boolean | null;
}

const moves: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** What is typed, as a change; null: it is none. */
export function readCell(text: string, most: number): { points: number | null; excused: boolean } | null {
  const typed = text.trim();
  if (typed === '') return { points: null, excused: false };
  if (typed.toLowerCase() === 'x') return { points: null, excused: true };
  const points = Number(typed.replace(',', '.'));
  return points >= 0 && points <= most ? { points, excused: false } : null;
}

const apiOf = (link: HTMLAnchorElement) => `/api/v1${new URL(link.href).pathname}`;

export function mount(table: Element, props: Record<string, unknown>): void {
  const { texts, csrf } = props as unknown as { texts: Texts; csrf: string };
  const frame = table.closest('section');
  const status = frame?.querySelector('.form-status');
  const heads = [...table.querySelectorAll<HTMLElement>('.grade-column')];
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr')];
  const cellsOf = (row: Element) => [...row.querySelectorAll<HTMLTableCellElement>('td.grade')];
  const links = () => [...table.querySelectorAll<HTMLAnchorElement>('td.grade a')];
  const say = (text: string) => {
    if (!status) return;
    status.textContent = text;
    status.classList.toggle('failed', text !== texts.saved);
  };

  /** One cell of all is in the way of the Tab key. */
  for (const [index, link] of links().entries()) link.tabIndex = index === 0 ? 0 : -1;

  function focusCell(cell: Element | undefined): void {
    const link = cell?.querySelector('a');
    if (!link) return;
    for (const other of table.querySelectorAll<HTMLAnchorElement>('td.grade a[tabindex="0"]'))
      other.tabIndex = -1;
    link.tabIndex = 0;
    link.focus();
    link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  function placeOf(cell: Element) {
    const row = cell.closest('tr');
    return {
      row: row ? rows.indexOf(row) : -1,
      column: row ? cellsOf(row).indexOf(cell as never) : -1,
    };
  }

  function move(cell: Element, [down, right]: [number, number]): void {
    const rtl = getComputedStyle(table).direction === 'rtl';
    let { row, column } = placeOf(cell);
    let next: HTMLElement | undefined;
    // Over the cells of what a learner never meets: there is nothing to set.
    do {
      row += down;
      column += rtl ? -right : right;
      const line = rows[row];
      next = line && cellsOf(line)[column];
    } while (next && !next.querySelector('a'));
    focusCell(next ?? cell);
  }

  function draw(cell: HTMLElement, saved: Saved): void {
    cell.className = ['grade', ...saved.marks].join(' ');
    const link = cell.querySelector('a');
    if (link) link.textContent = saved.text;
    const total = cell.closest('tr')?.querySelector('.grade-total');
    if (!total) return;
    total.textContent = saved.total;
    total.classList.toggle('failed', saved.passed === false);
  }

  /** Sent with the version that the table shows: whoever changed it since is not overwritten. */
  async function save(cell: HTMLElement, change: { points: number | null; excused: boolean }): Promise<void> {
    const link = cell.querySelector('a');
    if (!link) return;
    const version = Number(cell.dataset.version ?? 0);
    cell.classList.add('saving');
    try {
      const reply = await fetch(apiOf(link), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-csrf-token': csrf,
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify({ ...change, after: version, reason: reasonGiven() }),
      });
      if (reply.status === 409) return say(texts.changed);
      if (!reply.ok) return say(texts.failed);
      draw(cell, (await reply.json()) as Saved);
      cell.dataset.version = String(version + 1);
      say(texts.saved);
    } catch {
      say(texts.failed);
    } finally {
      cell.classList.remove('saving');
    }
  }

  const reasonGiven = () => document.querySelector<HTMLInputElement>('#grade-reason')?.value ?? '';

  function edit(cell: HTMLElement, typed: string | null): void {
    const link = cell.querySelector('a');
    const head = heads[placeOf(cell).column];
    if (!link || cell.querySelector('input')) return;
    const most = Number(head?.dataset.most ?? 0);
    const input = document.createElement('input');
    input.setAttribute('aria-label', texts.input);
    input.inputMode = 'decimal';
    input.value = typed ?? (/\d/.test(link.textContent ?? '') ? (link.textContent ?? '') : '');
    link.hidden = true;
    cell.append(input);
    input.focus();
    if (typed === null) input.select();
    let editing = true;
    // Once: taking the input away makes it lose the focus, which closes it as well.
    const close = (then: 'stay' | 'down' | 'leave') => {
      if (!editing) return;
      editing = false;
      input.remove();
      link.hidden = false;
      if (then === 'down') move(cell, [1, 0]);
      else if (then === 'stay') focusCell(cell);
    };
    input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Escape') return close('stay');
      if (event.key !== 'Enter') return;
      event.preventDefault();
      const change = readCell(input.value, most);
      input.ariaInvalid = String(!change);
      if (!change) return say(texts.range);
      close('down');
      void save(cell, change);
    });
    input.addEventListener('blur', () => close('leave'));
  }

  table.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = (event.target as Element).closest<HTMLElement>('td.grade');
    if (!cell) return;
    const step = moves[event.key];
    if (step) move(cell, step);
    else if (event.key === 'Enter') edit(cell, null);
    else if (/^[\d.,x]$/.test(event.key)) edit(cell, event.key);
    else if (event.key === 'Delete' || event.key === 'Backspace')
      void save(cell, { points: null, excused: false });
    else if (event.key === 'w') location.assign(cell.querySelector('a')?.href ?? '');
    else return;
    event.preventDefault();
  });
}
