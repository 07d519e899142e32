/** What a form holds, for islands that send it themselves. Files and fields of the program (`_csrf`, `_key`) are left out. */

export type Fields = Record<string, string[]>;

const add = (fields: Fields, name: string, value: string): void => {
  if (name && !name.startsWith('_')) fields[name] = [...(fields[name] ?? []), value];
};

export function fieldsOf(form: HTMLFormElement): Fields {
  const fields: Fields = {};
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') add(fields, name, value);
  return fields;
}

function drawnValues(control: Element): string[] {
  if (control instanceof HTMLTextAreaElement) return [control.defaultValue];
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    const chosen = options.filter((option) => option.defaultSelected);
    return (chosen.length > 0 || control.multiple ? chosen : options.slice(0, 1)).map(({ value }) => value);
  }
  if (!(control instanceof HTMLInputElement) || control.type === 'file') return [];
  if (control.type === 'radio' || control.type === 'checkbox')
    return control.defaultChecked ? [control.value] : [];
  return [control.defaultValue];
}

/** As the server drew it: a browser may have filled in again what was typed before a reload. */
export function drawnFieldsOf(form: HTMLFormElement): Fields {
  const fields: Fields = {};
  for (const control of form.elements)
    if (!control.matches(':disabled'))
      for (const value of drawnValues(control)) add(fields, control.getAttribute('name') ?? '', value);
  return fields;
}

/** Whether somebody answered before the island came, on a slow line, or the browser put back what was typed before. */
export const isFilledIn = (form: HTMLFormElement): boolean =>
  JSON.stringify(fieldsOf(form)) !== JSON.stringify(drawnFieldsOf(form));
