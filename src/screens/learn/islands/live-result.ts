/**
 * Waits for news of a judging and shows them in place. Only the result changes: what is typed above it stays. Where no
 * stream holds, it looks again every now and then.
 */
const lookAgainMs = 10_000;

/** This part of the page as it is now; null: it could not be had. */
async function fetchAgain(id: string): Promise<Document | null> {
  const reply = await fetch(location.pathname, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!reply?.ok) return null;
  const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
  return page.getElementById(id) ? page : null;
}

/** Points and attempts left stand apart from the result and change with it. */
function replaceStanding(section: Element | null, page: Document): void {
  const standing = section && page.getElementById(section.id)?.querySelector('.activity-standing');
  if (standing) section.querySelector('.activity-standing')?.replaceWith(standing);
}

export function mount(element: Element, props: Record<string, unknown>): void {
  const section = element.closest('section.activity');
  const result = element.closest('.activity-outcome');
  if (!result) return;
  let timer: number | undefined;
  const source = new EventSource(String(props.news));

  async function show(): Promise<void> {
    source.close();
    clearTimeout(timer);
    if (!result?.isConnected) return;
    const page = await fetchAgain(result.id);
    const fresh = page?.getElementById(result.id);
    if (!page || !fresh) {
      timer = window.setTimeout(show, lookAgainMs);
      return;
    }
    replaceStanding(section, page);
    result.replaceWith(fresh);
    // What is fresh may have to wait on.
    fresh.dispatchEvent(new CustomEvent('lectern:fresh', { bubbles: true }));
  }

  source.addEventListener('news', () => void show());
  source.addEventListener('error', () => {
    if (!result.isConnected) source.close();
    else if (source.readyState === EventSource.CLOSED) timer = window.setTimeout(show, lookAgainMs);
  });
}
