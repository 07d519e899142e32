/** Terms: a *limit* is what an archive may ask of this machine before it is refused; limits are values, so tests and tenants choose. */
import { declareRefusals } from '../refusal.ts';

export interface ArchiveLimits {
  /** Bytes of all files together, unpacked. */
  totalBytes: number;
  /** Bytes of one file, unpacked. */
  fileBytes: number;
  /** Files and folders. */
  entries: number;
  /** Bytes of one path in UTF-8. */
  pathBytes: number;
  /** Unpacked bytes for each packed one, once more than a megabyte came out. */
  ratio: number;
}

export const defaultArchiveLimits: ArchiveLimits = {
  totalBytes: 2 * 1024 ** 3,
  fileBytes: 512 * 1024 ** 2,
  entries: 50_000,
  pathBytes: 400,
  ratio: 1000,
};

/** Every compressor shrinks a short run of zeros a thousandfold; below this a ratio says nothing. */
export const ratioFloorBytes = 1024 ** 2;

export const archiveRefusals = declareRefusals({
  'archive-unknown-format': 'invalid',
  'archive-broken': 'invalid',
  'archive-encrypted': 'invalid',
  'archive-ambiguous': 'invalid',
  'archive-unsafe-path': 'invalid',
  'archive-path-clash': 'invalid',
  'archive-special-entry': 'invalid',
  'archive-too-large': 'too-large',
  'archive-file-too-large': 'too-large',
  'archive-too-many-entries': 'too-large',
  'archive-bomb': 'too-large',
});
