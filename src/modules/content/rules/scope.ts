/** What the rules of `decorate` share: the scope they work in, and small words about elements. */
import type GithubSlugger from 'github-slugger';
import type { Element, ElementContent, Properties } from 'hast';
import type { Translate } from '#lib/messages.ts';
import type { Asset, Unit } from '../schema.ts';
import type { Place, Report } from './problems.ts';
import type { References } from './references.ts';

export interface ImageSize {
  width: number;
  height: number;
}

/**
 * What compiling needs from outside. Compiling is a plain function: what it lacks it notes in `wanted`, is given it,
 * and runs again.
 */
export interface Materials {
  /** By sha256; null: not known. */
  sizes: ReadonlyMap<string, ImageSize | null>;
  texts: ReadonlyMap<string, string>;
  wanted: { languages: Set<string>; sizes: Set<Asset>; texts: Set<Asset> };
}

/** One page or one activity: where its parts note what they find. */
export interface HtmlScope {
  report: Report;
  references: References;
  materials: Materials;
  t: Translate;
  /** Before ids; inside an activity it holds the activity's key. */
  prefix: string;
  slugger: GithubSlugger;
  ids: Set<string>;
  anchors: { element: Element; id: string; place: Place | null }[];
  headings: Unit['headings'];
  found: { math: boolean };
  /** Blocks say on which line of the source they stand (`data-line`), for authors; never in a release. */
  lines?: boolean;
}

export type Rule = (element: Element, scope: HtmlScope) => ElementContent[];

export const element = (
  tagName: string,
  properties: Properties,
  children: ElementContent[] = [],
): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});
export const placeOf = (node: Element): Place | null => node.position?.start ?? null;
export const classesOf = (node: Element): string[] =>
  Array.isArray(node.properties.className) ? node.properties.className.map(String) : [];
export const isBlank = (node: ElementContent) => node.type === 'text' && node.value.trim() === '';
