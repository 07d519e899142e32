import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type JSX, Show, splitProps } from 'solid-js';
import { NoHydration, renderToString } from 'solid-js/web';
import { expect, test } from 'vitest';
import { Form } from '../form.tsx';
import { WrittenIn } from '../html.tsx';
import { PageHeader } from '../page.tsx';
import { renderFragment, testView } from '../testing.ts';
import { ViewProvider } from '../view.tsx';

interface BoxProps {
  id?: string;
  title?: string;
  tone?: string;
  children?: JSX.Element;
}
const Box = (props: BoxProps) => (
  <div id={props.id} title={props.title}>
    {props.children}
  </div>
);

test('a prop is made when it is read, and not at all where nobody reads it', () => {
  const made: string[] = [];
  const make = (name: string) => {
    made.push(name);
    return name;
  };
  const html = renderFragment(() => (
    <Show when={made.length > 0} fallback={<Box id={make('box')} tone={make('tone')} />}>
      <Box id={make('hidden')} />
    </Show>
  ));
  expect(html).toBe('<div id="box"></div>');
  expect(made).toEqual(['box']);
});

test('of what is spread into a component the last value counts that there is', () => {
  const given: BoxProps = { id: 'first', title: 'kept' };
  const Around = (props: BoxProps) => <Box id="lost" {...props} {...(props.tone && { id: props.tone })} />;
  expect(renderFragment(() => <Around {...given} tone={`to${'ne'}`} />)).toBe(
    '<div id="tone" title="kept"></div>',
  );
  expect(renderFragment(() => <Around {...given} title={undefined} />)).toBe(
    '<div id="first" title="kept"></div>',
  );
});

test('props that are taken apart give each part its own names', () => {
  const Link = (props: BoxProps & { href: string }) => {
    const [mine, rest] = splitProps(props, ['title', 'children']);
    return (
      <a {...rest} rel={mine.title}>
        {mine.children}
      </a>
    );
  };
  const to = (n: number) => `/${n}`;
  expect(renderFragment(() => <Link href={to(1)} title={to(2)} children={to(3)} />)).toBe(
    '<a href="/1" rel="/2">/3</a>',
  );
});

test('what a page was drawn from is given back by small collections', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;
  const old = () =>
    getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')?.space_used_size ?? 0;
  const draw = () => {
    // What a page knows, of 80 kB.
    const known = { title: 'Tides', numbers: Array.from({ length: 10_000 }, (_, n) => n) };
    renderToString(() => (
      <NoHydration>
        <ViewProvider value={testView({ path: known.title })}>
          <WrittenIn value={known.title}>
            <PageHeader title={known.title} lead={String(known.numbers.length)} />
            <Form action={`/${known.numbers.length}`}>
              <Box title={known.title}>{known.numbers.length}</Box>
            </Form>
          </WrittenIn>
        </ViewProvider>
      </NoHydration>
    ));
  };
  const drawMany = () => {
    for (let n = 0; n < 100; n += 1) {
      draw();
      if (n % 5 === 0) collect({ type: 'minor' });
    }
  };
  drawMany();
  const before = old();
  drawMany();
  expect(old() - before).toBeLessThan(2_000_000);
});
