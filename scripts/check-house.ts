/**
 * Holds `src`, `scripts` and `test` against `house.ts`; part of `npm run check`. Each finding names its file, its line
 * and the remedy. `--print` shows the house instead.
 */
import { globSync, readFileSync } from 'node:fs';
import { checkHouse } from './house/check.ts';
import { textOfFinding } from './house/finding.ts';
import { pictureOfHouse } from './house/picture.ts';

if (process.argv.includes('--print')) console.log(pictureOfHouse());
else {
  const paths = globSync(['src/**/*.{ts,tsx}', 'scripts/**/*.ts', 'test/**/*.{ts,tsx}', 'house.ts']);
  const files = new Map(paths.sort().map((path) => [path.replaceAll('\\', '/'), readFileSync(path, 'utf8')]));
  const findings = checkHouse(files);
  for (const finding of findings) console.error(textOfFinding(finding));
  console.log(`House: ${files.size} files, ${findings.length} findings.`);
  if (findings.length) process.exitCode = 1;
}
