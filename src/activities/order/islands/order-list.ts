/**
 * Lets a reader move the items of a list by drag, buttons and arrow keys. The menus of the form stay what is sent:
 * every move writes each item's place into its menu, and choosing a place there moves the item.
 */
import { fill } from '#lib/fill.ts';

interface Parts {
  list: HTMLElement;
  /** Tells what moved where, for those who do not see it. */
  announce(item: HTMLElement): void;
}

const itemsOf = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('.order-item')];
const menuOf = (item: HTMLElement) => item.querySelector<HTMLSelectElement>('select');

function writePlaces(list: HTMLElement) {
  for (const [index, item] of itemsOf(list).entries()) {
    const menu = menuOf(item);
    if (menu) menu.value = String(index + 1);
  }
}

/** Before the first move no place is filled in, so that an untouched list is not handed in by mistake. */
function moveTo({ list, announce }: Parts, item: HTMLElement, place: number) {
  const others = itemsOf(list).filter((other) => other !== item);
  const next = others[Math.max(0, place - 1)] ?? null;
  if (next !== item.nextElementSibling) {
    const focused = document.activeElement;
    list.insertBefore(item, next);
    // Moving an element takes the focus from what is in it.
    if (focused instanceof HTMLElement && item.contains(focused)) focused.focus();
  }
  writePlaces(list);
  announce(item);
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

const placeOf = (list: HTMLElement, item: HTMLElement) => itemsOf(list).indexOf(item) + 1;

function makeButtons(parts: Parts, item: HTMLElement) {
  for (const button of item.querySelectorAll<HTMLButtonElement>('[data-move]')) {
    button.hidden = false;
    const step = button.dataset.move === 'up' ? -1 : 1;
    button.addEventListener('click', () => moveTo(parts, item, placeOf(parts.list, item) + step));
    button.addEventListener('keydown', (event) => {
      const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (way === undefined) return;
      event.preventDefault();
      moveTo(parts, item, placeOf(parts.list, item) + way);
    });
  }
}

/** The item goes where the finger is: before the first other whose middle lies below it. */
function makeGrip(parts: Parts, item: HTMLElement) {
  const grip = item.querySelector<HTMLElement>('[data-grip]');
  if (!grip) return;
  grip.hidden = false;
  const drag = (event: PointerEvent) => {
    const others = itemsOf(parts.list).filter((other) => other !== item);
    const isBelow = (other: HTMLElement) => {
      const { top, height } = other.getBoundingClientRect();
      return top + height / 2 > event.clientY;
    };
    const next = others.find(isBelow) ?? null;
    if (next !== item.nextElementSibling) parts.list.insertBefore(item, next);
  };
  grip.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const before = placeOf(parts.list, item);
    item.classList.add('is-dragged');
    const end = () => {
      document.removeEventListener('pointermove', drag);
      item.classList.remove('is-dragged');
      const place = placeOf(parts.list, item);
      if (place !== before) moveTo(parts, item, place);
    };
    document.addEventListener('pointermove', drag);
    document.addEventListener('pointerup', end, { once: true });
    document.addEventListener('pointercancel', end, { once: true });
  });
}

export function mount(element: Element, { moved }: { moved: string }): void {
  const list = element.querySelector<HTMLElement>('.order-items');
  const voice = element.querySelector('[data-announce]');
  if (!list || !voice) return;
  const announce = (item: HTMLElement) => {
    const words = { item: item.dataset.text ?? '', place: String(placeOf(list, item)) };
    voice.textContent = fill(moved, words);
  };
  const parts: Parts = { list, announce };
  for (const item of itemsOf(list)) {
    makeButtons(parts, item);
    makeGrip(parts, item);
    const menu = menuOf(item);
    menu?.addEventListener('change', (event) => {
      event.stopPropagation();
      if (menu.value) moveTo(parts, item, Number(menu.value));
    });
  }
  element.classList.add('is-enhanced');
}
