/** Asks before a form with unsent changes is left: for editors, where an hour of writing stands in one field. */

const contentOf = (form: HTMLFormElement) =>
  JSON.stringify(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  );

export function mount(form: Element): void {
  if (!(form instanceof HTMLFormElement)) return;
  const before = contentOf(form);
  let sending = false;
  form.addEventListener('submit', () => {
    sending = true;
  });
  addEventListener('beforeunload', (event) => {
    if (!sending && contentOf(form) !== before) event.preventDefault();
  });
}
