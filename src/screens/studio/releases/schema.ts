/** Shapes of releasing. Browser-safe. */
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'source-has-errors': 'invalid',
});
