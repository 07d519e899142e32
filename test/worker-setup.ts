/** Before each test file: the worker may be new. */
import fc from 'fast-check';
import { inject } from 'vitest';
import { useBuiltGuest } from '../src/platform/sandbox/process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `test/guest-build.ts` put the code of sandbox processes. */
    guestFolder: string;
    /** Where property tests begin to draw. */
    propertySeed: number;
  }
}

useBuiltGuest(inject('guestFolder'));
fc.configureGlobal({ seed: inject('propertySeed') });
