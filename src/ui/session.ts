/**
 * For islands that send by themselves: a session may end while a page is open, and begin again in another tab. What was
 * typed stays on its page meanwhile.
 */

/** Statuses of whose session ended, or whose page is of an older one. */
export const sessionEnded = (status: number): boolean => status === 401 || status === 403;

/** The token for the forms of this person, who may have signed in again; null: nobody, or somebody else is here. */
export async function tokenOf(personId: string): Promise<string | null> {
  const reply = await fetch('/api/v1/session').catch(() => null);
  if (!reply?.ok) return null;
  const session = (await reply.json()) as { person: { id: string } | null; csrf: string };
  return session.person?.id === personId ? session.csrf : null;
}

/** Until the page is looked at again: by then whoever left it to sign in may have done so. */
export const lookedAtAgain = (): Promise<void> =>
  new Promise((resolve) => {
    const listening = new AbortController();
    const done = () => {
      if (document.visibilityState === 'hidden') return;
      listening.abort();
      resolve();
    };
    window.addEventListener('focus', done, { signal: listening.signal });
    document.addEventListener('visibilitychange', done, { signal: listening.signal });
  });

/** A text with the way to sign in and back to this place of the page; `apart`, where this page has to stay open. */
export function askToSignIn(
  status: Element | null,
  text: string,
  signIn: { href: string; label: string },
  { place = '', apart = false } = {},
): void {
  const link = document.createElement('a');
  const next = `${location.pathname}${location.search}${place && `#${place}`}`;
  link.href = `${signIn.href}?${new URLSearchParams({ next })}`;
  link.textContent = signIn.label;
  if (apart) link.target = '_blank';
  status?.replaceChildren(text, ' ', link);
}
