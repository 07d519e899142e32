import { describe, expect, it } from 'vitest';
import { compilePage } from '../testing.ts';

const compiled = async (attributes: string) => {
  const { release, problems } = await compilePage(`:::ask{#q ${attributes}}\nWhat?\n:::\n`);
  return { group: release?.activities[0]?.group, problems };
};

describe('an activity for groups', () => {
  it('says how large they are, and with which others it shares them', async () => {
    expect((await compiled('group=3')).group).toEqual({ min: 3, max: 3 });
    expect((await compiled('group="2-4" group-set=project')).group).toEqual({
      min: 2,
      max: 4,
      set: 'project',
    });
    expect((await compiled('')).group).toBeUndefined();
  });

  it('is refused where the size is none, or stands for nobody', async () => {
    for (const wrong of ['group=1', 'group="4-2"', 'group="2-99"', 'group=many', 'group-set=project']) {
      const { problems } = await compiled(wrong);
      expect(problems, wrong).toMatchObject([{ code: 'invalid-attribute', file: 'units/page.md', line: 4 }]);
    }
  });
});
