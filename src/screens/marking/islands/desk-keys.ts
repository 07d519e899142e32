/** Keys of the desk: j and k go on and back, digits choose levels, c and p lead to fields, u leads up. */

interface Props {
  next: string | null;
  previous: string | null;
  up: string;
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])') !==
    null;

/** The criterion that has the focus, else the first without a level, else the first. */
function criterionAt(page: Element): HTMLElement | null {
  const all = [...page.querySelectorAll<HTMLElement>('.criterion')];
  const focused = document.activeElement?.closest<HTMLElement>('.criterion');
  const open = all.find(
    (one) => one.querySelector('input[type="radio"]') && !one.querySelector('input:checked'),
  );
  return focused ?? open ?? all[0] ?? null;
}

function chooseLevel(page: Element, digit: number): void {
  const criterion = criterionAt(page);
  const level = criterion?.querySelectorAll<HTMLInputElement>('input[type="radio"]')[digit - 1];
  if (!criterion || !level) return;
  level.checked = true;
  level.dispatchEvent(new Event('input', { bubbles: true }));
  const all = [...page.querySelectorAll<HTMLElement>('.criterion')];
  const following = all[all.indexOf(criterion) + 1]?.querySelector<HTMLElement>('input[type="radio"]');
  const focus = following ?? level;
  focus.focus();
  focus.closest('.criterion')?.scrollIntoView({ block: 'nearest' });
}

export function mount(page: Element, props: Record<string, unknown>): void {
  const { next, previous, up } = props as unknown as Props;
  const go = (address: string | null) => {
    if (address) location.assign(address);
  };
  const focus = (selector: string) => {
    const field = page.querySelector<HTMLElement>(selector);
    const fold = field?.closest('details');
    if (fold) fold.open = true;
    field?.focus();
    return field !== null;
  };
  const keys: Record<string, () => void> = {
    j: () => go(next),
    k: () => go(previous),
    u: () => go(up),
    c: () => focus('.judging textarea[name="comment"]'),
    p: () => focus('#pin-body'),
  };

  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      page.querySelector<HTMLButtonElement>('.judging button[name="step"][value="next"]')?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act =
      keys[event.key] ?? (/^[1-9]$/.test(event.key) && (() => chooseLevel(page, Number(event.key))));
    if (!act) return;
    event.preventDefault();
    act();
  });
}
