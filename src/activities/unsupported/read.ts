import type { RootContent } from 'mdast';
import type { ActivitySource } from '#modules/content/contract.ts';
import type { UnsupportedSettings } from './settings.ts';

/** The source is named, not published as an asset: it may hold the answers. */
export function readUnsupported(source: ActivitySource): {
  settings: UnsupportedSettings;
  prompt: RootContent[];
} {
  const { type, source: path } = source.attributes;
  if (!type) source.problem('It does not say what it was.', 'Add `type="drag-and-drop"`.');
  return { settings: { kind: type ?? '', source: path || null }, prompt: source.children };
}
