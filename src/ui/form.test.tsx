import { describe, expect, test } from 'vitest';
import { Checkbox, Field, RadioGroup, Select, TextArea } from './field.tsx';
import { Form } from './form.tsx';
import { renderFragment, testView } from './testing.ts';

const hidden = (html: string, name: string) =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1];

describe('a form', () => {
  test('that changes something carries the token and a fresh key', () => {
    const view = testView({ csrf: () => 'a-token' });
    const draw = () => renderFragment(() => <Form action="/enroll">x</Form>, view);
    const [first, second] = [draw(), draw()];
    expect(hidden(first, '_csrf')).toBe('a-token');
    expect(hidden(first, '_key')).toBeTruthy();
    expect(hidden(second, '_key')).not.toBe(hidden(first, '_key'));
  });

  test('that only asks carries neither, so that its address can be shared', () => {
    const html = renderFragment(() => <Form action="/courses" method="get" children="x" />);
    expect(html).not.toContain('_csrf');
    expect(html).not.toContain('_key');
  });

  test('that takes a file is sent in parts', () => {
    const html = renderFragment(() => <Form action="/upload" upload children="x" />);
    expect(html).toContain('enctype="multipart/form-data"');
  });

  test('links each problem to its field, and the field to the problem', () => {
    const html = renderFragment(() => (
      <Form action="/x" problems={[{ path: 'answer.value', message: 'Enter a <number>' }]}>
        <Field name="answer.value" label="Answer" hint="In metres" />
      </Form>
    ));
    expect(html).toContain('<a href="#field-answer-value">Enter a &lt;number></a>');
    expect(html).toMatch(/<input[^>]*id="field-answer-value"[^>]*aria-invalid="true"/);
    expect(html).toContain('aria-describedby="field-answer-value-hint field-answer-value-error"');
  });

  test('shows again what was filled in, but no password', () => {
    const values = {
      name: 'Ada & Co',
      secret: 'hush',
      text: 'two\nlines',
      level: 'b',
      pace: 'slow',
      terms: true,
    };
    const html = renderFragment(() => (
      <Form action="/x" values={values}>
        <Field name="name" label="Name" />
        <Field name="secret" label="Password" type="password" />
        <TextArea name="text" label="Text" />
        <Select name="level" label="Level" options={['a', 'b'].map((value) => ({ value, label: value }))} />
        <RadioGroup name="pace" label="Pace" options={[{ value: 'slow', label: 'Slow' }]} />
        <Checkbox name="terms" label="Terms" />
      </Form>
    ));
    expect(html).toMatch(/value="Ada &amp; Co"/);
    expect(html).not.toContain('hush');
    expect(html).toMatch(/<textarea[^>]*>(<!--\$-->)?two\nlines/);
    expect(html).toMatch(/<option value="b" selected/);
    expect(html).toMatch(/type="radio"[^>]*value="slow"[^>]*checked/);
    expect(html).toMatch(/type="checkbox"[^>]*checked/);
  });

  test('says "optional" of a field that is, and of none where it only filters', () => {
    const field = () => <Field name="a" label="A" optional />;
    expect(renderFragment(() => <Form action="/x" children={field()} />)).toContain('(optional)');
    const filter = renderFragment(() => (
      <Form action="/x" method="get">
        {field()}
        <Field name="b" label="B" />
      </Form>
    ));
    expect(filter).not.toContain('(optional)');
    expect(filter).not.toContain('required');
  });
});
