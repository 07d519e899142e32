/** Pictures, films and frames: their addresses, measures, and texts for those who do not see them. */
import type { Element } from 'hast';
import type { Asset } from '../schema.ts';
import { addressOf, schemeOf } from './references.ts';
import { frameSandbox, videoFrame } from './sanitize.ts';
import { element, type HtmlScope, placeOf, type Rule } from './scope.ts';

/** An address of a picture or film: an asset, or one outside. */
export function source(
  url: string,
  node: Element,
  scope: HtmlScope,
): { url: string; asset: Asset | null } | null {
  if (/^(https?:)?\/\//i.test(url) || url.startsWith('/assets/'))
    return { url: url.replace(/^\/\//, 'https://'), asset: null };
  if (schemeOf(url)) {
    const remedy = 'Put the file under assets/ and name it by its path.';
    const message = `The address "${url.slice(0, 40)}" is left out.`;
    scope.report({ code: 'unsafe-link', message, remedy, place: placeOf(node), severity: 'warning' });
    return null;
  }
  const asset = scope.references.asset(url, placeOf(node));
  return { url: asset ? addressOf(asset) : url, asset };
}

export const image: Rule = (node, scope) => {
  const { src, srcSet: _, alt, width, height, ...properties } = node.properties;
  const found = src ? source(String(src), node, scope) : null;
  if (alt === undefined || alt === null) {
    const message = `The picture "${src ?? ''}" has no text for those who do not see it.`;
    const remedy = 'Say in the square brackets what it shows: ![what it shows](…).';
    scope.report({ code: 'image-alt', message, remedy, place: placeOf(node), severity: 'warning' });
  }
  const size = found?.asset ? scope.materials.sizes.get(found.asset.sha256) : null;
  if (found?.asset && size === undefined) scope.materials.wanted.sizes.add(found.asset);
  const measures = width || height ? { width, height } : (size ?? {});
  return [
    element('img', {
      src: found?.url,
      alt: alt ?? '',
      ...properties,
      ...measures,
      loading: 'lazy',
      decoding: 'async',
    }),
  ];
};

/** Known players stay, without cookies where they can; any other frame becomes a link to what it framed. */
export const frame: Rule = (node, scope) => {
  const { src, title, width, height } = node.properties;
  const url = String(src ?? '').replace(/^\/\//, 'https://');
  if (videoFrame.test(url)) {
    return [
      element('iframe', {
        src: url.replace('//www.youtube.com/', '//www.youtube-nocookie.com/'),
        title: title || scope.t('content.video'),
        ...(width && height ? { width, height } : {}),
        sandbox: [...frameSandbox],
        allowFullScreen: true,
        loading: 'lazy',
        referrerPolicy: 'strict-origin-when-cross-origin',
      }),
    ];
  }
  const remedy = 'Only players of YouTube and Vimeo are framed; link to the rest.';
  scope.report({
    code: 'foreign-frame',
    message: `The frame of "${url}" became a link.`,
    remedy,
    place: placeOf(node),
    severity: 'warning',
  });
  return /^https?:/i.test(url)
    ? [element('a', { href: url, rel: ['noopener'] }, [{ type: 'text', value: String(title || url) }])]
    : [];
};
