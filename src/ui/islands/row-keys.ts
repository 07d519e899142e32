/** Moves through the rows of a table by keyboard: `j` and `k` go down and up, Enter follows the row's link. */

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

export function mount(table: Element): void {
  const links = [...table.querySelectorAll<HTMLAnchorElement>('tbody tr')].flatMap((row) => {
    const link = row.querySelector<HTMLAnchorElement>('a[href]');
    return link ? [link] : [];
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const row = document.activeElement?.closest('tr');
    const here = links.findIndex((link) => link.closest('tr') === row);
    const next = links[here < 0 ? 0 : here + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  });
}
