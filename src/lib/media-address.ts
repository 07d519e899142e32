/** Kinds that the player of every current browser takes: others would be a black box. */
const playable = /\.(?:mp4|m4v|webm|ogv|mp3|m4a)$/i;

/** The address of a film or sound file at another site, by https only; null: it is none. */
export function readMediaAddress(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  const open = url?.protocol === 'https:' && url.username === '' && url.password === '';
  return open && playable.test(url.pathname) ? url.href : null;
}
