/** Names, sizes and exports of files. */
import { emptyNames, floors, ladder, longestFile } from '../../house.ts';
import type { Finding } from './finding.ts';
import { isTest, placeOf } from './place.ts';
import type { Source } from './source.ts';

const isGenerated = (path: string) => path.endsWith('.gen.ts');

function misnamed(path: string): Pick<Finding, 'what' | 'remedy'> | null {
  const names = path.split('/').map((name) => name.replace(/(\.test|\.gen|\.d)?\.tsx?$/, ''));
  const empty = names.find((name) => emptyNames.includes(name));
  if (empty) return { what: `The name "${empty}" says nothing.`, remedy: 'Name it after what it holds.' };
  const odd = names.find((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name));
  if (odd) return { what: `The name "${odd}" is not lower case with hyphens.`, remedy: 'Rename it.' };
  if (!path.startsWith('src/')) return null;
  const place = placeOf(path);
  if (!place)
    return {
      what: 'It stands on no floor.',
      remedy: `The folders of src are ${floors.flatMap(({ folders }) => folders).join(', ')}.`,
    };
  if (place.part === null) return null;
  if (place.folder === 'modules' && !ladder.some(({ module }) => module === place.part))
    return {
      what: `The module ${place.part} is not on the ladder.`,
      remedy: 'Give it a rung in house.ts, with its why.',
    };
  if (place.step || isTest(path)) return null;
  return {
    what: `"${place.stepName}" is no step of ${place.folder}.`,
    remedy: `The steps are ${place.staircase?.steps.map(({ name }) => name).join(', ')}; a step may be a folder.`,
  };
}

export function findNames(sources: readonly Source[]): Finding[] {
  return sources.flatMap(({ path, lines, defaultExports, starExports, mistakes }) => {
    if (isGenerated(path)) return [];
    const findings: Finding[] = [];
    const fault = misnamed(path);
    if (fault) findings.push({ path, line: 1, ...fault });
    if (lines > longestFile)
      findings.push({
        path,
        line: lines,
        what: `${lines} lines; ${longestFile} is the most.`,
        remedy: 'It is two things: part them.',
      });
    for (const { line, text } of mistakes)
      findings.push({ path, line, what: `It cannot be parsed: ${text}.`, remedy: 'Mend it first.' });
    for (const line of defaultExports)
      findings.push({
        path,
        line,
        what: 'A default export.',
        remedy: 'Give it its name: every file then calls it the same.',
      });
    for (const line of starExports)
      findings.push({
        path,
        line,
        what: '`export *`.',
        remedy: 'Name what is offered, so that the door can be read.',
      });
    return findings;
  });
}
