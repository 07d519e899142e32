import { describe, expect, it } from 'vitest';
import { refersTo, renameReferences } from './file-references.ts';

const unit = `![The Moon](../../assets/moon.svg "from afar") and ![](../../assets/full-moon.svg)
<img src="../../assets/moon.svg"> [data](../../assets/moon.svg#part)
::track{src=../../assets/moon.en.vtt lang=en}
![A map](<../../assets/star map.png>) ![](../../assets/star%20map.png)
`;
const file = 'units/sky/polaris.md';

describe('a reference', () => {
  it('is found in links, attributes and HTML, and by its whole path', () => {
    expect(refersTo(unit, file, 'assets/moon.svg')).toBe(true);
    expect(refersTo(unit, file, 'assets/moon.en.vtt')).toBe(true);
    expect(refersTo(unit, file, 'assets/star map.png')).toBe(true);
    expect(refersTo(unit, file, 'assets/sky/moon.svg')).toBe(false);
    expect(refersTo('![](../assets/full-moon.svg)', 'units/a.md', 'assets/moon.svg')).toBe(false);
    expect(refersTo('cover: assets/moon.svg\n', 'course.yaml', 'assets/moon.svg')).toBe(true);
    expect(refersTo('[next](moon.md)', 'units/a.md', 'units/moon.md')).toBe(true);
  });

  it('follows the file to its new name, wherever it stands, and nothing else changes', () => {
    const renamed = renameReferences(unit, file, 'assets/moon.svg', 'assets/sky/luna.svg');
    expect(renamed).toBe(unit.replaceAll('/assets/moon.svg', '/assets/sky/luna.svg'));
    const spaced = renameReferences(unit, file, 'assets/star map.png', 'assets/map.png');
    expect(spaced).toBe(unit.replaceAll('star map.png', 'map.png').replaceAll('star%20map.png', 'map.png'));
  });
});
