/** JSON with sorted names (RFC 8785 for the values we have: no NaN, no undefined inside arrays): equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = value as Record<string, unknown>;
  let text = '';
  // A loop, since whole courses are written so at each check.
  for (const name of Object.keys(members).sort()) {
    const inner = members[name];
    if (inner !== undefined) text += `${text && ','}${JSON.stringify(name)}:${canonicalJson(inner)}`;
  }
  return `{${text}}`;
}
