/**
 * Lets a reader put targets to rows by drag, or by pressing a target and then a row's place. The menus of the form
 * stay what is sent, and stay the way for the keyboard: every placing chooses in them.
 */
import { fill } from '#lib/fill.ts';

interface Board {
  element: HTMLElement;
  /** The target that waits for a row. */
  picked: HTMLElement | null;
  /** Tells what was put where, for those who do not see it. */
  announce(target: HTMLElement, row: HTMLElement): void;
}

const menuOf = (row: HTMLElement) => row.querySelector<HTMLSelectElement>('select');
const rowsOf = (board: Board) => [...board.element.querySelectorAll<HTMLElement>('[data-row]')];

function pick(board: Board, target: HTMLElement | null) {
  board.picked?.setAttribute('aria-pressed', 'false');
  board.picked = target;
  target?.setAttribute('aria-pressed', 'true');
  board.element.classList.toggle('has-picked', target !== null);
}

function put(board: Board, target: HTMLElement, row: HTMLElement) {
  const menu = menuOf(row);
  if (!menu) return;
  menu.value = target.dataset.target ?? '';
  menu.dispatchEvent(new Event('change', { bubbles: true }));
  board.announce(target, row);
  pick(board, null);
}

/** Marks the targets that are in use, so that what is left can be seen. */
function markUsed(board: Board) {
  const used = new Set(rowsOf(board).map((row) => menuOf(row)?.value));
  for (const target of board.element.querySelectorAll<HTMLElement>('.match-target')) {
    target.classList.toggle('is-used', used.has(target.dataset.target));
  }
}

/** Pixels a pointer may tremble before a press is a drag. */
const tremble = 5;

/** The piece becomes a button that holds what it held. */
function buttonOf(piece: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'match-target';
  button.setAttribute('aria-pressed', 'false');
  button.dataset.target = piece.dataset.target ?? '';
  button.append(...piece.childNodes);
  piece.append(button);
  return button;
}

function makeTarget(board: Board, target: HTMLButtonElement) {
  const toggle = () => pick(board, board.picked === target ? null : target);
  target.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    toggle();
  });
  target.addEventListener('pointerdown', (start) => {
    if (start.button !== 0) return;
    start.preventDefault();
    let over: HTMLElement | null = null;
    let dragged = false;
    const drag = (event: PointerEvent) => {
      const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY];
      dragged ||= Math.hypot(x, y) > tremble;
      if (!dragged) return;
      target.classList.add('is-dragged');
      target.style.transform = `translate(${x}px, ${y}px)`;
      over?.classList.remove('is-over');
      over =
        document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-row]') ?? null;
      if (!over || !board.element.contains(over)) over = null;
      over?.classList.add('is-over');
    };
    const end = (event: PointerEvent) => {
      document.removeEventListener('pointermove', drag);
      target.classList.remove('is-dragged');
      target.style.transform = '';
      over?.classList.remove('is-over');
      if (event.type === 'pointercancel') return;
      if (!dragged) toggle();
      else if (over) put(board, target, over);
    };
    document.addEventListener('pointermove', drag);
    document.addEventListener('pointerup', end, { once: true });
    document.addEventListener('pointercancel', end, { once: true });
  });
}

/** With a target picked, a press anywhere on a row puts it there; the keyboard has a row's menu and its Enter. */
function makeRow(board: Board, row: HTMLElement) {
  row.addEventListener('click', (event) => {
    if (!board.picked) return;
    event.preventDefault();
    put(board, board.picked, row);
  });
  menuOf(row)?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !board.picked) return;
    event.preventDefault();
    put(board, board.picked, row);
  });
}

export function mount(element: HTMLElement, texts: { put: string }): void {
  const voice = element.querySelector('[data-announce]');
  const targets = element.querySelector<HTMLElement>('.match-targets');
  if (!voice || !targets) return;
  const announce = (target: HTMLElement, row: HTMLElement) => {
    const asked = row.querySelector('.match-asked')?.textContent ?? '';
    voice.textContent = fill(texts.put, { target: target.textContent ?? '', row: asked });
  };
  const board: Board = { element, picked: null, announce };
  for (const piece of targets.querySelectorAll<HTMLElement>('.match-piece'))
    makeTarget(board, buttonOf(piece));
  for (const row of rowsOf(board)) makeRow(board, row);
  element.addEventListener('change', () => markUsed(board));
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') pick(board, null);
  });
  targets.hidden = false;
  element.classList.add('is-enhanced');
  markUsed(board);
}
