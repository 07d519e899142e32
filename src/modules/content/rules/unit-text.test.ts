import { describe, expect, it } from 'vitest';
import { renameKeys, setAttributes, setFront } from './unit-text.ts';

const unit = `---
title: "The pull"   # of the Moon
category: quiz
---

Prose {#x points=3}.

::::choice{#tide-cause points=2 title="win } points=9" shuffle}
What?

- [x] The Moon {#tide-cause}

:::hint
It changes.
:::
::::

:::::pool{#stars draw=2}
::::choice{#star-1}
- [x] a
::::
:::::

\`\`\`
::::choice{#tide-cause points=2}
\`\`\`
`;
const isKind = (name: string) => name === 'choice';

describe('a unit', () => {
  it('gets another title, category and date, and keeps all else as it was written', () => {
    const changed = setFront(unit, { title: 'The pull: again', category: null, due: 'P7D' });
    expect(changed).toBe(
      unit.replace('"The pull"   # of the Moon\ncategory: quiz', '"The pull: again" # of the Moon\ndue: P7D'),
    );
  });

  it('whose front matter cannot be read is not touched', () => {
    expect(setFront('No front matter', { title: 'x' })).toBeNull();
    expect(setFront('---\ntitle: "x\n---\n', { title: 'x' })).toBeNull();
  });

  it('gets new keys for its activities and pools, and for nothing that only looks like one', () => {
    const changed = renameKeys(unit, isKind, (key) => `${key}-2`);
    expect(changed).toBe(
      unit
        .replace('choice{#tide-cause points=2 title', 'choice{#tide-cause-2 points=2 title')
        .replace('pool{#stars', 'pool{#stars-2')
        .replace('choice{#star-1}', 'choice{#star-1-2}'),
    );
  });

  it('gets attributes at the activities that are named', () => {
    const chosen = new Set(['tide-cause', 'star-1']);
    expect(setAttributes(unit, isKind, chosen, { points: 5, due: undefined })).toBe(
      unit
        .replace('choice{#tide-cause points=2 title', 'choice{#tide-cause points=5 title')
        .replace('choice{#star-1}', 'choice{#star-1 points=5}'),
    );
    expect(setAttributes(unit, isKind, new Set(['star-1']), { due: '2026-10-12T23:59' })).toBe(
      unit.replace('choice{#star-1}', 'choice{#star-1 due="2026-10-12T23:59"}'),
    );
    expect(setAttributes(unit, isKind, chosen, { points: null })).toBe(
      unit.replace('choice{#tide-cause points=2 title', 'choice{#tide-cause title'),
    );
  });
});
