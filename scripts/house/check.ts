/** The whole check over files given as text, so that tests can build small houses. */
import { findArrows } from './arrows.ts';
import { findCircles } from './circles.ts';
import type { Finding } from './finding.ts';
import { findNames } from './names.ts';
import { readSource } from './source.ts';
import { findSql } from './sql.ts';

export function checkHouse(files: ReadonlyMap<string, string>): Finding[] {
  const sources = [...files].map(([path, code]) => readSource(path, code));
  const findings = [findNames, findArrows, findCircles, findSql].flatMap((find) => find(sources));
  return findings.sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}
