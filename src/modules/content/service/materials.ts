/** Fetches what compiling found it needs: grammars, measures of pictures, texts of captions. Kept by hash between compilations. */
import { imageSize } from 'image-size';
import { LRUCache } from 'lru-cache';
import { loadLanguage } from '../rules/code.ts';
import type { ImageSize, Materials } from '../rules/scope.ts';
import type { CourseSource } from './source.ts';

const sizes = new LRUCache<string, { size: ImageSize | null }>({ max: 20_000 });
const texts = new LRUCache<string, string>({
  maxSize: 16_000_000,
  sizeCalculation: (text) => text.length + 1,
});

export function noMaterials(): Materials & {
  sizes: Map<string, ImageSize | null>;
  texts: Map<string, string>;
} {
  return {
    sizes: new Map(),
    texts: new Map(),
    wanted: { languages: new Set(), sizes: new Set(), texts: new Set() },
  };
}

function measure(bytes: Uint8Array): ImageSize | null {
  try {
    const { width, height } = imageSize(bytes);
    return { width: Math.round(width), height: Math.round(height) };
  } catch {
    // Not a picture that we can measure; the page then reserves no room for it.
    return null;
  }
}

/** Fills in what is wanted; says whether there was anything. */
export async function fetchWanted(
  materials: ReturnType<typeof noMaterials>,
  source: CourseSource,
): Promise<boolean> {
  const { languages, sizes: pictures, texts: captions } = materials.wanted;
  if (languages.size + pictures.size + captions.size === 0) return false;
  for (const language of languages) await loadLanguage(language);
  for (const { sha256, path } of pictures) {
    const found = sizes.get(sha256) ?? { size: measure(await source.read(path)) };
    sizes.set(sha256, found);
    materials.sizes.set(sha256, found.size);
  }
  for (const { sha256, path } of captions) {
    const found = texts.get(sha256) ?? new TextDecoder().decode(await source.read(path));
    texts.set(sha256, found);
    materials.texts.set(sha256, found);
  }
  materials.wanted = { languages: new Set(), sizes: new Set(), texts: new Set() };
  return true;
}
