/** The texts of a course as a flat list of paths, `sections.why`, for a form; and back. */

type Texts = { [name: string]: string | Texts };

export function flatten(texts: object, above = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [name, value] of Object.entries(texts as Texts)) {
    const path = above ? `${above}.${name}` : name;
    if (typeof value === 'string') flat.set(path, value);
    else if (value && typeof value === 'object')
      for (const [inner, text] of flatten(value, path)) flat.set(inner, text);
  }
  return flat;
}

/** In the shape of the original; what is empty is left out. */
export function unflatten(original: object, texts: Readonly<Record<string, string>>, above = ''): Texts {
  const result: Texts = {};
  for (const [name, value] of Object.entries(original as Texts)) {
    const path = above ? `${above}.${name}` : name;
    if (typeof value === 'string') {
      const text = texts[path]?.replace(/\s*\r?\n\s*/g, ' ').trim();
      if (text) result[name] = text;
    } else {
      const inner = unflatten(value, texts, path);
      if (Object.keys(inner).length > 0) result[name] = inner;
    }
  }
  return result;
}
