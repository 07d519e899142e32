/** Attributes of directives. */
import { type BlockDirective, placeOf } from './markdown.ts';
import { type Report, suggest } from './problems.ts';

/** Reports attributes that are not known at this directive. */
export function checkAttributes(node: BlockDirective, known: readonly string[], report: Report): void {
  for (const name of Object.keys(node.attributes ?? {})) {
    if (known.includes(name)) continue;
    const message = `"${name}" is no attribute of "${node.name}".`;
    report({
      code: 'unknown-attribute',
      message,
      remedy: suggest(
        name,
        known.filter((other) => other !== 'id'),
      ),
      place: placeOf(node),
    });
  }
}
