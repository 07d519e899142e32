/** Text of QTI 2 and 3 as HTML: what the standard names otherwise gets the name that HTML has for it. */
import { escapeHtml } from '../../question-text.ts';
import { childrenNamed, elementsOf, innerHtml, outerHtml, type Replace, type XmlElement } from '../../xml.ts';

const feedbacks = new Set(['feedbackInline', 'feedbackBlock', 'modalFeedback']);

/** A picture or film by address. */
function objectHtml(element: XmlElement): string {
  const { data = '', type = '', width, height } = element.attributes;
  const inside = innerHtml(element, replaced).trim();
  const size = `${width ? ` width="${escapeHtml(width)}"` : ''}${height ? ` height="${escapeHtml(height)}"` : ''}`;
  const source = escapeHtml(data).replaceAll('"', '&quot;');
  if (type.startsWith('image/')) {
    const alt = escapeHtml(element.text.trim()).replaceAll('"', '&quot;');
    return `<img src="${source}" alt="${alt}"${size}>`;
  }
  if (type.startsWith('video/')) return `<video controls src="${source}"${size}></video>`;
  if (type.startsWith('audio/')) return `<audio controls src="${source}"></audio>`;
  return data ? `<a href="${source}">${inside || source}</a>` : inside;
}

function replaced(element: XmlElement): string | undefined {
  const { name } = element;
  if (feedbacks.has(name)) return '';
  if (name === 'object') return objectHtml(element);
  if (name === 'contentBody' || name === 'hottext' || name === 'printedVariable')
    return innerHtml(element, replaced);
  if (name === 'templateBlock' || name === 'templateInline') return innerHtml(element, replaced);
  return undefined;
}

/** Content as HTML; `also` says what stands for other elements. */
export const bodyHtml = (element: XmlElement, also: Replace = () => undefined): string =>
  innerHtml(element, (child) => also(child) ?? replacedWith(child, also)).trim();

function replacedWith(element: XmlElement, also: Replace): string | undefined {
  if (element.name === 'contentBody' || element.name === 'hottext')
    return innerHtml(element, (child) => also(child) ?? replacedWith(child, also));
  return replaced(element);
}

export const isBlock = (element: XmlElement): boolean =>
  /^(?:p|div|ul|ol|table|pre|h[1-6])$/.test(element.name);

export const promptHtml = (interaction: XmlElement): string =>
  childrenNamed(interaction, 'prompt')
    .map((prompt) => {
      const html = bodyHtml(prompt);
      return elementsOf(prompt).some(isBlock) ? html : `<p>${html}</p>`;
    })
    .join('');

export const sourceOf = (element: XmlElement): string => outerHtml(element);
