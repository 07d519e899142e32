/** The grading services that the operator of this site vouches for, from a file of theirs (docs/graders.md). */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { useFormSource } from '#modules/content/contract.ts';
import { formOf } from '#standards/aplus/index.ts';
import { useGraders } from '#standards/graders.ts';
import type { Config } from './config.ts';

const address = Type.String({ pattern: '^https?://[^/@\\s]+(?:/[^?#\\s]*)?$' });
const File = Type.Object(
  {
    graders: Type.Array(
      Type.Object(
        {
          /** As courses write it. */
          address,
          at: Type.Optional(address),
          uid: Type.Optional(Type.String()),
          'public-key': Type.Optional(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

const withoutSlash = (text: string) => new URL(text).href.replace(/\/$/, '');

function gradersOf({ graders }: Static<typeof File>) {
  return graders.map((one) => ({
    address: withoutSlash(one.address),
    at: withoutSlash(one.at ?? one.address),
    uid: one.uid ?? null,
    publicKey: one['public-key'] ?? null,
  }));
}

/** Reads the file where there is one; a mistake in it stops the program before it serves anybody. */
export async function openGraders({ graders, dataFolder }: Config): Promise<void> {
  useFormSource(formOf);
  const path = graders ? resolve(graders) : join(dataFolder, 'graders.yaml');
  const text = await readFile(path, 'utf8').catch((error) => {
    if (graders) throw new Error(`LECTERN_GRADERS: ${path} cannot be read: ${error.message}`);
    return null;
  });
  const value: unknown = text === null ? { graders: [] } : parse(text);
  if (Value.Check(File, value)) return useGraders(gradersOf(value));
  const [first] = Value.Errors(File, value);
  throw new Error(`${path} is wrong at ${first?.instancePath || 'its beginning'}: ${first?.message ?? ''}`);
}
