/** Addresses of films at the two players that a course may frame. */

/** The address of a player's frame without what follows people; null: not one of them. */
export function frameAddress(src: string): string | null {
  const id = youtubeOf(src);
  if (id) return `https://www.youtube-nocookie.com/embed/${id}`;
  const vimeo = /^(?:https?:)?\/\/(?:player\.)?vimeo\.com\/(?:video\/)?(\d+)/.exec(src)?.[1];
  return vimeo ? `https://player.vimeo.com/video/${vimeo}` : null;
}

export const youtubeOf = (url: string): string | null =>
  /^(?:https?:)?\/\/(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com\/(?:embed\/|watch\?(?:.*&)?v=|v\/|shorts\/)|youtu\.be\/)([\w-]{6,20})/.exec(
    url,
  )?.[1] ?? null;
