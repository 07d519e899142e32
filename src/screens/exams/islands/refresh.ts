/** Draws a part of the page anew now and then, while somebody looks at it and is not in the middle of something. */

interface Props {
  seconds: number;
}

export function mount(element: Element, props: Record<string, unknown>): void {
  const { seconds } = props as unknown as Props;
  const timer = setInterval(async () => {
    if (!element.isConnected) return clearInterval(timer);
    const busy = document.visibilityState === 'hidden' || element.querySelector(':focus, details[open]');
    if (busy) return;
    const reply = await fetch(location.href).catch(() => null);
    if (!reply?.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    const fresh = page.getElementById(element.id);
    if (!fresh || element.querySelector(':focus, details[open]')) return;
    clearInterval(timer);
    element.replaceWith(fresh);
    fresh.dispatchEvent(new CustomEvent('lectern:fresh', { bubbles: true }));
  }, seconds * 1000);
}
