/** Alternative text that is there and tells nothing; where there is none, compiling says so. */
import { finding, nodesOf, type Rule } from './page.ts';
import { saysNoPicture } from './words.ts';

/** More than a breath of speech; what needs more stands in the text beside. */
const longest = 250;

const fileName = /^\S+\.(?:png|jpe?g|gif|svg|webp|avif)$|^(?:img|dsc|screenshot)[-_ ]?\d+$/i;

export const alternativeText: Rule = ({ root, language }) =>
  nodesOf(root, 'image').flatMap((image) => {
    const text = (image.alt ?? '').trim();
    if (text === '') return [];
    if (fileName.test(text) || saysNoPicture(text, language))
      return [finding('picture-unsaid', image, { text })];
    if (image.title && image.title.trim() === text) return [finding('picture-said-twice', image, { text })];
    return text.length > longest ? [finding('picture-long', image, { length: text.length, longest })] : [];
  });
