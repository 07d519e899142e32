/** Texts of QTI 1.2: plain or HTML, pictures and films by address, in any number of boxes. */
import { escapeHtml } from '../../question-text.ts';
import type { RichText } from '../../questions.ts';
import { elementsOf, innerHtml, type XmlElement } from '../../xml.ts';

const attribute = (text: string) => escapeHtml(text).replaceAll('"', '&quot;');

function textHtml(element: XmlElement): string {
  const type = element.attributes.texttype?.toLowerCase() ?? 'text/plain';
  // HTML stands in the text as escaped signs, in CDATA, or as elements.
  if (type.includes('html')) return elementsOf(element).length > 0 ? innerHtml(element) : element.text;
  if (type.includes('rtf')) return escapeHtml(element.text.replace(/\{?\\[a-z]+-?\d*\s?|[{}]/g, ''));
  return escapeHtml(element.text.trim()).replaceAll('\n', '<br>');
}

function pieceHtml(element: XmlElement): string {
  const { uri = '', label = '' } = element.attributes;
  switch (element.name) {
    case 'mattext':
    case 'matemtext':
      return textHtml(element);
    case 'matimage':
      return uri ? `<img src="${attribute(uri)}" alt="${attribute(label)}">` : '';
    case 'mataudio':
      return uri ? `<audio controls src="${attribute(uri)}"></audio>` : '';
    case 'matvideo':
      return uri ? `<video controls src="${attribute(uri)}"></video>` : '';
    case 'matbreak':
      return '<br>';
    default:
      return '';
  }
}

const boxes = new Set(['material', 'flow', 'flow_mat', 'flow_label', 'solutionmaterial', 'hintmaterial']);

/** All text in an element, outside of fields. */
export function materialHtml(element: XmlElement): string {
  const pieces = elementsOf(element).map((child) =>
    boxes.has(child.name) ? materialHtml(child) : pieceHtml(child),
  );
  const filled = pieces.filter(Boolean);
  return filled.length > 1 && filled.some((piece) => piece.startsWith('<p') || piece.startsWith('<div'))
    ? filled
        .map((piece) => (/^<(?:p|div|ul|ol|table|h\d|pre)\b/.test(piece) ? piece : `<p>${piece}</p>`))
        .join('\n')
    : filled.join(' ');
}

export const material = (element: XmlElement): RichText => ({ format: 'html', text: materialHtml(element) });
