/** What can be wrong with a repository, in words that its owner can act on. */
import { declareRefusals } from '../refusal.ts';

export const gitRefusals = declareRefusals({
  'git-missing': 'conflict',
  'git-bad-address': 'invalid',
  'git-private-address': 'forbidden',
  'git-denied': 'conflict',
  'git-not-found': 'conflict',
  'git-moved': 'conflict',
  'git-unreachable': 'conflict',
  'git-timeout': 'conflict',
  'git-too-large': 'too-large',
  'git-no-branch': 'conflict',
  'git-no-folder': 'conflict',
  'git-special-entry': 'conflict',
  'git-unsafe-path': 'conflict',
  'git-failed': 'conflict',
});
