/** Tokens and secrets in the table, sealed (JWE, A256GCM) with the secret of the site. */
import { CompactEncrypt, compactDecrypt } from 'jose';
import { keyFor } from '#platform/secret.ts';

const key = keyFor('authoring.git');

export const seal = (text: string): Promise<string> =>
  new CompactEncrypt(Buffer.from(text)).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key());

export async function unseal(sealed: string): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, key());
  return Buffer.from(plaintext).toString();
}
