import { expect, test } from 'vitest';
import { submissionIdOf } from './making.ts';

test('the id of a thing is that of RFC 9562', () => {
  // The namespace of domain names and the example of the standard (appendix A.4).
  expect(submissionIdOf('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});
