/**
 * What this site signs for graders: tokens of `aplus-auth` (JSON Web Tokens, RS256). The key is made once and kept sealed
 * (JWE, A256GCM) with the site's secret.
 */

import { createPublicKey } from 'node:crypto';
import {
  CompactEncrypt,
  type CryptoKey,
  compactDecrypt,
  exportJWK,
  exportPKCS8,
  exportSPKI,
  generateKeyPair,
  importPKCS8,
  type JWK,
  SignJWT,
} from 'jose';
import { keyFor } from '#platform/secret.ts';
import { site } from '#platform/site.ts';
import type { Grader } from '../../graders.ts';
import { findSigningKey, keepSigningKey } from '../store.ts';

const algorithm = 'RS256';
const sealingKey = keyFor('aplus.signing-key');

async function makeSealed(): Promise<string> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return new CompactEncrypt(Buffer.from(await exportPKCS8(privateKey)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(sealingKey());
}

let opened: { sealedWith: Buffer; pem: string; key: CryptoKey } | null = null;

/** The private key; made when first asked for. */
async function signingKey() {
  const secret = sealingKey();
  if (opened?.sealedWith !== secret) {
    const sealed = (await findSigningKey()) ?? (await keepSigningKey(await makeSealed()));
    const { plaintext } = await compactDecrypt(sealed, secret);
    const pem = Buffer.from(plaintext).toString();
    opened = { sealedWith: secret, pem, key: await importPKCS8(pem, algorithm) };
  }
  return opened;
}

const publicKey = async () => createPublicKey((await signingKey()).pem);

/** For graders: what our signatures are checked with. */
export const publicKeyPem = async (): Promise<string> => exportSPKI(await publicKey());
export const publicJwk = async (): Promise<JWK> => ({
  ...(await exportJWK(await publicKey())),
  alg: algorithm,
  use: 'sig',
});

/** `[type, bits, which]` as `aplus-auth` has it; bits: 1 read, 2 write, 4 create. */
export type Permission = [type: string, bits: number, which: Record<string, unknown>];

const lifeSeconds = 5 * 60;

export async function signToken(to: {
  audience: string;
  subject: string;
  permissions: readonly Permission[];
}): Promise<string> {
  return new SignJWT({ permissions: to.permissions })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .setIssuer(site().baseUrl)
    .setSubject(to.subject)
    .setAudience(to.audience)
    .setIssuedAt()
    .setExpirationTime(`${lifeSeconds}s`)
    .sign((await signingKey()).key);
}

const kept = new Map<string, { header: string; until: number }>();

/** The header of every request to a grader; one token serves for some minutes. */
export async function authorization({ address, uid }: Grader): Promise<{ authorization: string }> {
  const now = performance.now();
  const known = kept.get(address);
  if (known && known.until > now && opened?.sealedWith === sealingKey())
    return { authorization: known.header };
  const token = await signToken({ audience: uid ?? address, subject: site().baseUrl, permissions: [] });
  const header = `Bearer ${token}`;
  kept.set(address, { header, until: now + (lifeSeconds / 2) * 1000 });
  return { authorization: header };
}
