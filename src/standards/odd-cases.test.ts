/** Cases that real courses brought to light: each travels in every format without a word too little in the report. */
import { describe, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import { importCourse } from './formats.ts';
import { compiled, lossesOf, sourceOf, travel, tripFormats } from './testing.ts';

const cases = {
  'a choice without points': ':::choice{#a points=0}\nAll well?\n\n- [x] Yes\n- [ ] No {value=0.5}\n:::',
  'several right answers without points':
    ':::choice{#a points=0 multiple}\nWhich?\n\n- [x] One\n- [ ] Two\n- [x] Three\n:::',
  'one number, more generously the second time':
    ':::numeric{#a}\nWhen?\n\n::answer[Just so.]{value=1822}\n::answer[Nearly.]{value=1822 tolerance=2 score=0.5}\n:::',
  'something said of every other number':
    ':::numeric{#a}\nHow many?\n\n::answer{value=3 tolerance=2}\n::answer[Far from it.]{value="(-inf,inf)" score=0}\n:::',
};

describe.each(Object.entries(cases))('%s', (_, activity) => {
  test.each(tripFormats)('as %s', async (format) => {
    useActivityTypes(activityTypes);
    const imported = await importCourse(sourceOf(`${activity}\n`));
    const trip = await travel(
      { name: 'odd', imported, release: await compiled(imported.files, 'odd') },
      format,
    );
    expect(lossesOf(trip).unnamed).toEqual([]);
    if (format === 'imscc') expect(lossesOf(trip).named).toEqual([]);
  });
});

test('bytes that have two names are in the package, and in its manifest, under both', async () => {
  const twice = sourceOf(
    '[One](../assets/one.csv), [two](../assets/two.csv)\n\n:::poll{#p}\n- A\n- B\n:::\n',
    {
      'assets/one.csv': '1,2',
      'assets/two.csv': '1,2',
    },
  );
  const imported = await importCourse(twice);
  const open = { name: 'twice', imported, release: await compiled(imported.files, 'twice') };
  for (const format of ['imscc', 'qti'] as const) {
    const { files } = (await travel(open, format)).exported;
    const manifest = new TextDecoder().decode(files.get('imsmanifest.xml'));
    for (const path of [...files.keys()].filter((one) => one.endsWith('.csv')))
      expect(manifest).toContain(`<file href="${path}"/>`);
  }
});
