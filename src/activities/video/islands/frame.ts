/** Puts the player of another site in place of the link to it, once the reader asks for it. */
export function mount(element: HTMLElement, { frame, title }: { frame: string; title: string }): void {
  element.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const player = document.createElement('iframe');
    const address = new URL(frame);
    address.searchParams.set('autoplay', '1');
    player.src = address.href;
    player.title = title;
    player.className = 'video-player';
    player.allow = 'autoplay; fullscreen; picture-in-picture; encrypted-media';
    player.allowFullscreen = true;
    // The sites refuse to play where they are not told which site asks.
    player.referrerPolicy = 'strict-origin-when-cross-origin';
    element.replaceWith(player);
    player.focus();
  });
}
