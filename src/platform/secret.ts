/** One secret of the installation; every key is derived from it by HKDF (RFC 5869) under a name of its own. */
import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

let secret: string | undefined;

/** Takes the configured secret, or makes one and keeps it in the data folder. */
export async function openSecret(configured: string | null, dataFolder: string): Promise<void> {
  if (configured) {
    secret = configured;
    return;
  }
  const file = join(dataFolder, 'secret');
  await mkdir(dataFolder, { recursive: true });
  // `wx` fails where the file exists: of two processes that start together one writes, both read the same.
  await writeFile(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  secret = (await readFile(file, 'utf8')).trim();
}

/** A 32-byte key for one purpose; made when first asked for. */
export function keyFor(purpose: string): () => Buffer {
  let made: { from: string; key: Buffer } | undefined;
  return () => {
    if (!secret) throw new Error('the secret is not open');
    if (made?.from !== secret)
      made = { from: secret, key: Buffer.from(hkdfSync('sha256', secret, 'lectern', purpose, 32)) };
    return made.key;
  };
}

/** The same for `createHmac`, which takes bytes apart at every use: that costs six times what the hash does. */
export function macKeyFor(purpose: string): () => KeyObject {
  const bytes = keyFor(purpose);
  let made: { from: Buffer; key: KeyObject } | undefined;
  return () => {
    const from = bytes();
    if (made?.from !== from) made = { from, key: createSecretKey(from) };
    return made.key;
  };
}

/** An Ed25519 key pair (RFC 8032) derived for one purpose: others can verify with the public half alone. */
export function signingKeyFor(purpose: string): () => { privateKey: KeyObject; publicKey: KeyObject } {
  const seed = keyFor(purpose);
  let made: { from: Buffer; pair: { privateKey: KeyObject; publicKey: KeyObject } } | undefined;
  // PKCS #8 frame of a raw Ed25519 seed (RFC 8410, section 7).
  const frame = Buffer.from('302e020100300506032b657004220420', 'hex');
  return () => {
    const from = seed();
    if (made?.from !== from) {
      const privateKey = createPrivateKey({
        key: Buffer.concat([frame, from]),
        format: 'der',
        type: 'pkcs8',
      });
      made = { from, pair: { privateKey, publicKey: createPublicKey(privateKey) } };
    }
    return made.pair;
  };
}
