/** A picture that is dropped or pasted opens the form that asks what it shows; the form sends it without leaving. */

export function pictures(
  address: string,
  texts: Record<string, string>,
  insert: (markdown: string) => void,
): (files: FileList) => boolean {
  const dialog = document.querySelector<HTMLDialogElement>('#picture-dialog');
  const form = dialog?.querySelector<HTMLFormElement>('form[enctype]');
  const file = form?.querySelector<HTMLInputElement>('input[type=file]');
  const status = form?.querySelector('[data-picture-status]');
  form?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const token = String(data.get('_csrf') ?? '');
    for (const name of ['_csrf', '_key']) data.delete(name);
    const reply = await fetch(address, {
      method: 'POST',
      headers: { 'x-csrf-token': token },
      body: data,
    }).catch(() => null);
    if (!reply?.ok) {
      if (status) status.textContent = texts['picture-failed'] ?? '';
      return;
    }
    const { markdown } = (await reply.json()) as { markdown: string };
    form.reset();
    if (status) status.textContent = '';
    dialog?.close();
    insert(markdown);
  });
  return (files) => {
    if (!dialog || !file || ![...files].some(({ type }) => type.startsWith('image/'))) return false;
    file.files = files;
    dialog.showModal();
    form?.querySelector<HTMLInputElement>('input[name=alt]')?.focus();
    return true;
  };
}
