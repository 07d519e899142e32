/** Shows how far an import is as it goes on; where no stream holds, it looks again every now and then. */
const lookAgainMs = 5_000;

export function mount(element: HTMLElement, { news }: { news: string }): void {
  const page = element.closest('#import');
  if (!page) return;
  const source = new EventSource(news);
  let timer: number | undefined;

  async function show(): Promise<void> {
    source.close();
    clearTimeout(timer);
    if (!page?.isConnected) return;
    const reply = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
    const text = reply?.ok ? await reply.text() : '';
    const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('import');
    if (!fresh) {
      timer = window.setTimeout(show, lookAgainMs);
      return;
    }
    page.replaceWith(fresh);
    // What is fresh may have to wait on.
    fresh.dispatchEvent(new CustomEvent('lectern:fresh', { bubbles: true }));
  }

  source.addEventListener('news', () => void show());
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) timer = window.setTimeout(show, lookAgainMs);
  });
}
