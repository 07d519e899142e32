/** Every kind in a second language: whoever reads it there is asked, answers and is judged as everybody. */
import { describe, expect, test } from 'vitest';
import { compileCourse, inLanguage, memorySource, translationMark } from '#modules/content/index.ts';
import { activityTypes } from './index.ts';
import { sampleSeed, samples } from './samples.ts';
import { drawActivity, elementsOf, formOf } from './testing.ts';

/** By key of the sample. Attributes that are not said are those of the original. */
const inSpanish: Record<string, string> = {
  cause:
    '::::choice{#cause}\n¿Qué causa la marea?\n\n- [x] La **Luna**\n  > Sí.\n- [ ] El viento\n  > No.\n- [ ] Los ríos\n::::',
  planets: ':::choice{#planets}\n- [x] Marte\n- [x] Venus\n- [ ] Luna\n:::',
  g: ':::numeric{#g unit="m/s²|m/s/s"}\n¿Cuánto acelera una piedra?\n\n::answer[La mitad.]{value=4.9 tolerance=1% score=0.5}\n:::',
  capital:
    ':::text-answer{#capital placeholder="Una ciudad"}\n¿La capital de Finlandia?\n\n::answer[Así en sueco.]{text="Helsingfors" score=0.5}\n:::',
  way: ':::calculated{#way}\nUn tren va a {v} km/h durante {t} horas.\n\n::value{name=v from=60 to=120 step=5}\n::value{name=t of="1.5, 2, 2.5"}\n\n::answer[Eso es velocidad por tiempo.]{is="v/t" score=0.5}\n:::',
  slope:
    ':::calculated{#slope}\n¿La derivada de {a} x²?\n\n::value{name=a from=2 to=9}\n::unknown{name=x from=-3 to=3}\n:::',
  why: ':::essay{#why placeholder="Porque"}\n¿Por qué sube el mar?\n:::',
  report: ':::file-upload{#report}\nEntrega tu informe.\n:::',
  moons:
    ':::match{#moons}\n| Luna | Planeta |\n| --- | --- |\n| Ío | Júpiter |\n| Titán | Saturno |\n| Tritón | Neptuno |\n| | Marte |\n:::',
  life: ':::order{#life}\nOrdena la vida de una mariposa.\n\n1. Huevo\n2. Oruga\n3. Crisálida\n4. Mariposa\n:::',
  double:
    '::::code{#double}\nEscribe `double` en Python.\n\n```python file=numbers.py starter\ndef double(n):\n    # aquí\n    ...\n```\n\n```python given file=two.py\nTWO = 2\n```\n\n```python tests file=test_double.py\nimport unittest\nfrom numbers import double\n```\n\n```python tests hidden points=3 file=test_secret.py\nsecret = "seven"\n```\n\n::case[Tres y cuatro]{input="3\\n4" output="6\\n8"}\n::case{input="5" output="10" hidden}\n::::',
  mood: ':::poll{#mood}\n¿Cómo estás?\n\n- Bien\n- Con sueño\n:::',
  week: '::::survey{#week}\n¿Qué tal la semana?\n\n:::question{#pace type=scale low="lento" high="rápido" required}\nEl ritmo fue\n:::\n:::question{#liked multiple}\n¿Qué ayudó?\n\n- Películas\n- Ejercicios\n:::\n:::question{#more}\n¿Qué más?\n:::\n::::',
  greet:
    ':::::exercise{#greet}\n¿Qué es?\n\n::::field{name=lambda type=number label="Lambda" required}\nMayor que cero.\n::::\n::::field{name=pick type=radio label="Elige uno"}\n::option[**Cuatro**]{value=4}\n::option[Cinco]{value=5}\n::::\n::::field{name=many type=checkbox label="Elige varios"}\n::option[Rojo]{value=r}\n::option[Azul]{value=b}\n::::\n::::field{name=one type=dropdown label="País"}\n::option[Aquí]{value=h}\n::::\n::::field{name=text type=textarea label="Por qué"}\n::::\n::::field{name=program type=file label="main.py"}\n::::\n:::::',
};

const asked = samples.filter(({ type }) => type.answer);
const keyOf = (source: string) => /\{#([\w-]+)/.exec(source)?.[1] ?? '';
const course =
  'lectern: 1\nkey: page\ntitle: Page\nlanguages: [en, es]\noutline: [{ section: s, title: S, units: [units/page.md] }]\n';

async function compile(key: string, source: string) {
  const files = new Map([
    ['course.yaml', course],
    ['units/page.md', `---\ntitle: Page\n---\n${source}\n`],
    ['units/page.es.md', `---\ntitle: Página\n---\n${inSpanish[key]}\n`],
  ]);
  return compileCourse(memorySource(files), activityTypes);
}

/** What is sent by each control, in the order of the page: the order of a shuffle, and the ids behind it. */
const controlsOf = (html: string) =>
  elementsOf(html)
    .filter(({ tagName }) => ['input', 'option', 'textarea', 'select'].includes(tagName))
    .map(({ tagName, properties: { type, name, value } }) => [
      tagName,
      type,
      name,
      tagName === 'textarea' || value,
    ]);

test('every kind that can be answered is tried', () => {
  expect(asked.map(({ source }) => keyOf(source)).sort()).toEqual(Object.keys(inSpanish).sort());
});

describe.each(asked.map((sample) => ({ key: keyOf(sample.source), sample })))('$key', ({ key, sample }) => {
  const { type, source } = sample;

  test('the variant fits, is asked in its own words, and answers and grades as the original', async () => {
    const { release, problems } = await compile(key, source);
    const told = problems.filter(({ file }) => file.endsWith('.es.md'));
    expect(told.map(({ code }) => code)).toEqual(['unmarked-translation']);
    const [original] = release?.activities ?? [];
    const [variant] = release ? inLanguage(release, 'es').activities : [];
    if (!original || !variant) throw new Error('does not compile');
    expect(variant.language).toBe('es');
    expect({ ...variant, ...{ prompt: '', settings: 0, language: 0 } }).toEqual({
      ...{ ...original, prompt: '', settings: 0, language: 0 },
    });
    for (const made of [sample.right, sample.wrong]) {
      const answer = made?.(original.settings);
      if (answer === undefined) continue;
      const [drawn, translated] = [original, variant].map((one) => drawActivity(type, one, { answer }));
      expect(variant.prompt + translated).not.toBe(original.prompt + drawn);
      expect(controlsOf(translated ?? '')).toEqual(controlsOf(drawn ?? ''));
      const sent = type.fromForm?.(formOf(translated ?? ''), original.settings);
      const score = (given: unknown, { settings }: typeof original) =>
        type.judge?.(given, settings, sampleSeed).score;
      expect(score(sent, original)).toBe(score(answer, original));
      expect(score(answer, variant)).toBe(score(answer, original));
      expect(type.refuse?.(answer, variant.settings, (message) => message, sampleSeed) ?? null).toBeNull();
      // What machines are asked to do is asked of the original alone, so that it is one task.
      expect(type.task?.(sent, original.settings, sampleSeed)).toEqual(
        type.task?.(answer, original.settings, sampleSeed),
      );
    }
  });
});

test('points, partial credit and what is right cannot be changed by a variant that claims to be up to date', async () => {
  const unit = '---\ntitle: Page\n---\n:::numeric{#g answer=9.81 tolerance=1%}\nHow fast?\n:::\n';

  const mark = `---\ntitle: P\ntranslates: "${translationMark(unit)}"\n---\n`;
  for (const [attributes, place] of [
    ['answer=9.9', 'ranges'],
    ['tolerance=2%', 'ranges'],
    ['points=5', 'points'],
    ['attempts=9', 'attempts'],
  ]) {
    const files = { 'course.yaml': course, 'units/page.md': unit };
    const variant = `${mark}:::numeric{#g ${attributes}}\n¿Cuánto?\n:::\n`;
    const { release, problems } = await compileCourse(
      memorySource(new Map(Object.entries({ ...files, 'units/page.es.md': variant }))),
      activityTypes,
    );
    expect(release).toBeNull();
    expect(problems[0]).toMatchObject({ file: 'units/page.es.md', line: 5, code: 'variant-differs' });
    expect(problems[0]?.message).toContain(place);
  }
});
