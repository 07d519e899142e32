/** The files of a package by what they are, told by their first element. */
import { posix } from 'node:path';
import { readXml, type XmlElement } from '../../xml.ts';
import { plainNames } from './names.ts';

export type DocumentKind = 'item' | 'test' | 'section' | 'qti-1';

export interface Document {
  path: string;
  kind: DocumentKind;
  root: XmlElement;
}

const kinds: Record<string, DocumentKind> = {
  assessmentItem: 'item',
  assessmentTest: 'test',
  assessmentSection: 'section',
  questestinterop: 'qti-1',
};

export const isQtiFile = (path: string): boolean => /\.(?:xml|qti|xhtml)$/i.test(path);

/** Told without reading all of it: the first element stands near the beginning, with or without a prefix. */
export const looksLikeQti = (text: string): boolean =>
  /<(?:\w+:)?(?:qti-assessment-(?:item|test|section)|assessment(?:Item|Test|Section)|questestinterop)[\s/>]/.test(
    text.slice(0, 20_000),
  );

export type DocumentReading = { document: Document } | { mistake: string } | null;

/** Null: it is XML of another kind. */
export function readDocument(path: string, text: string): DocumentReading {
  if (!looksLikeQti(text)) return null;
  const read = readXml(text, path);
  if ('mistake' in read) return read;
  const root = plainNames(read.root);
  const kind = kinds[root.name];
  return kind ? { document: { path, kind, root } } : null;
}

export const folderOf = (path: string): string => posix.dirname(path);
