import type { RootContent } from 'mdast';
import { readWhole } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import { type FileUploadSettings, mostFiles } from './settings.ts';

const families = ['image/*', 'audio/*', 'video/*', 'text/*'];
const largest = 2e9;
const usual = 20e6;

function readSize(source: ActivitySource): number {
  const text = source.attributes['max-size'];
  if (text === undefined) return usual;
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(kB|MB|GB)$/i.exec(text.trim()) ?? [];
  const size = Number(number) * ({ kb: 1e3, mb: 1e6, gb: 1e9 }[unit.toLowerCase()] ?? Number.NaN);
  if (size >= 1 && size <= largest) return Math.round(size);
  source.problem(`\`max-size\` is "${text}".`, 'Write it as 500kB, 20MB or 2GB; 2GB is the most.');
  return usual;
}

function readTypes(source: ActivitySource): string[] {
  const types = (source.attributes.types ?? '')
    .split(/[,\s]+/)
    .flatMap((type) => type.replace(/^\./, '').toLowerCase() || []);
  for (const type of types) {
    if (type.includes('/') ? families.includes(type) : /^[a-z0-9]{1,10}$/.test(type)) continue;
    const remedy = `Write endings such as pdf, or ${families.join(', ')}.`;
    source.problem(`"${type}" is no type of file.`, remedy);
  }
  return types;
}

export function readFileUpload(source: ActivitySource): {
  settings: FileUploadSettings;
  prompt: RootContent[];
} {
  if (source.children.length === 0)
    source.problem('The upload asks for nothing.', 'Write inside what shall be handed in.');
  return {
    settings: {
      types: readTypes(source),
      maxFiles: readWhole(source, 'max-files', { from: 1, to: mostFiles }) ?? 1,
      maxBytes: readSize(source),
    },
    prompt: source.children,
  };
}
