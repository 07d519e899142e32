/** The credit with which OpenStax ends captions: `(credit: modification of work "Rings", by Sue/Flickr, CC BY 2.0)`. */
import type { Credit } from '../../credits.ts';

const creditLine = /\s*\(?\bcredit:\s*((?:[^()]|\([^()]*\))+?)\)?\.?\s*$/i;
const modified = /^modification of work\s*/i;
const quotedTitle = /^["“]([^"”]+?),?["”],?\s*/;
const license = /,?\s*(?:CC[- ](BY(?:-NC)?(?:-SA|-ND)?)[- ](\d\.\d)|public domain)$/i;

/** What a caption says besides, and whose the work is; null: it does not say, or not under which license. */
export function creditOf(caption: string): { rest: string; credit: Credit } | null {
  const [all = '', said = ''] = creditLine.exec(caption) ?? [];
  const [, family = '', version = ''] = license.exec(said) ?? [];
  if (!license.test(said)) return null;
  const work = said.replace(license, '').replace(modified, '');
  const [, title] = quotedTitle.exec(work) ?? [];
  const author = work
    .replace(quotedTitle, '')
    .replace(/^by\s+/i, '')
    .trim();
  return {
    rest: caption.slice(0, caption.length - all.length).trim(),
    credit: {
      ...(title && { title }),
      ...(author && { author }),
      license: family ? `CC-${family.toUpperCase()}-${version}` : 'CC-PDM-1.0',
      ...(modified.test(said) && { changes: 'Modified.' }),
    },
  };
}
