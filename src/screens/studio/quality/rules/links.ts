/** Links are read out of their sentence: by those who jump from one to the next, and in lists of links. */
import { toString as textOf } from 'mdast-util-to-string';
import { finding, nodesOf, type Rule } from './page.ts';
import { saysNoPlace } from './words.ts';

const address = /^(?:https?:\/\/|www\.)\S+$/i;

export const linkTexts: Rule = ({ root, language }) =>
  nodesOf(root, 'link').flatMap((link) => {
    const text = textOf(link).trim();
    if (text === '')
      return nodesOf(link, 'image').length > 0 ? [] : [finding('link-empty', link, { url: link.url })];
    if (address.test(text)) return [finding('link-address', link, { text })];
    return saysNoPlace(text, language) ? [finding('link-unclear', link, { text })] : [];
  });

/** The same words that lead to two places. */
export const linkTargets: Rule = ({ root }) => {
  const targets = new Map<string, string>();
  return nodesOf(root, 'link').flatMap((link) => {
    const text = textOf(link).trim().toLowerCase();
    const known = targets.get(text);
    if (text && known === undefined) targets.set(text, link.url);
    return known !== undefined && known !== link.url
      ? [finding('link-two-ways', link, { text: textOf(link) })]
      : [];
  });
};
