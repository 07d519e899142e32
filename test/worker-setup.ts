/** Before each test file: the worker may be new. */
import { inject } from 'vitest';
import { useBuiltGuest } from '../src/platform/sandbox/process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `test/guest-build.ts` put the code of sandbox processes. */
    guestFolder: string;
  }
}

useBuiltGuest(inject('guestFolder'));
