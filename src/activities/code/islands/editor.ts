/**
 * Puts an editor in the place of a text area, which stays what is sent. The editor stands in a shadow root: there its
 * styles need no exception of the content policy.
 */
import { openEditor } from './codemirror/setup.ts';

export async function mount(element: Element, props: Record<string, unknown>): Promise<void> {
  const area = element.querySelector('textarea');
  if (!area || area.disabled) return;
  const { language, name, leave } = props as { language: string; name: string; leave: string };
  const host = document.createElement('div');
  host.className = 'code-editor';
  const hint = document.createElement('p');
  hint.className = 'field-hint code-leave';
  hint.textContent = leave;
  const editor = await openEditor({
    root: host.attachShadow({ mode: 'open', delegatesFocus: true }),
    text: area.value,
    language,
    label: [name, leave].join('. '),
    changed(text) {
      area.value = text;
      area.dispatchEvent(new Event('input', { bubbles: true }));
    },
  });
  area.after(host, hint);
  host.style.setProperty('--editor-lines', String(area.rows));
  area.hidden = true;
  for (const label of area.labels) label.addEventListener('click', () => editor.focus());
}
