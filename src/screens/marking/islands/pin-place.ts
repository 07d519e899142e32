/** Fills in the place of a comment: a press on a line's number, or a region drawn on a picture. */

const round = (share: number) => String(Math.round(share * 10) / 10);
const within = (share: number) => Math.min(100, Math.max(0, share));

export function mount(element: Element): void {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const field = (name: string) =>
    form.querySelector<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(`[name="${name}"]`);
  const fill = (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) {
      const found = field(name);
      if (found) found.value = value;
    }
    const fold = form.closest('details');
    if (fold) fold.open = true;
    field('body')?.focus();
  };
  const page = form.closest('.task-page') ?? document;

  page.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !(event instanceof MouseEvent)) return;
    const line = event.target.closest<HTMLElement>('a[data-line]')?.dataset.line;
    if (!line) return;
    event.preventDefault();
    const from = event.shiftKey && field('from')?.value ? Number(field('from')?.value) : Number(line);
    const ends = [from, Number(line)].sort((a, b) => a - b).map(String);
    fill({ from: ends[0] ?? line, to: ends[1] ?? line, file: '', x: '', y: '', width: '', height: '' });
  });

  for (const picture of page.querySelectorAll<HTMLElement>('.pin-picture')) drawOn(picture, fill);
}

/** A region is drawn from corner to corner; the fields hold it in per cent of the picture's sides. */
function drawOn(picture: HTMLElement, fill: (values: Record<string, string>) => void): void {
  const svg = picture.querySelector('svg');
  if (!svg) return;
  const shown = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  shown.classList.add('drawing');
  const at = (event: PointerEvent) => {
    const box = picture.getBoundingClientRect();
    return {
      x: within(((event.clientX - box.left) / box.width) * 100),
      y: within(((event.clientY - box.top) / box.height) * 100),
    };
  };
  let start: { x: number; y: number } | null = null;
  const regionTo = (end: { x: number; y: number }) => ({
    x: Math.min(start?.x ?? 0, end.x),
    y: Math.min(start?.y ?? 0, end.y),
    width: Math.abs(end.x - (start?.x ?? 0)),
    height: Math.abs(end.y - (start?.y ?? 0)),
  });
  picture.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    start = at(event);
    picture.setPointerCapture(event.pointerId);
    svg.append(shown);
  });
  picture.addEventListener('pointermove', (event) => {
    if (!start) return;
    for (const [name, value] of Object.entries(regionTo(at(event)))) shown.setAttribute(name, String(value));
  });
  picture.addEventListener('pointerup', (event) => {
    if (!start) return;
    const region = regionTo(at(event));
    start = null;
    if (region.width < 1 || region.height < 1) return shown.remove();
    const sides = Object.entries(region).map(([name, value]) => [name, round(value)]);
    fill({ ...Object.fromEntries(sides), file: picture.dataset.file ?? '', from: '', to: '' });
  });
}
