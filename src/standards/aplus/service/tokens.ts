/**
 * Tokens signed again (`aplus-auth`): a service that another one does not know asks this site, which both know, to sign
 * for it. It may ask for what it may do itself and no more: `instance` rights on runs with exercises of its own.
 */
import { decodeJwt, importSPKI, type JWTPayload, jwtVerify } from 'jose';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { listRunsById } from '#modules/catalog/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { site } from '#platform/site.ts';
import { findGrader, type Grader, listGraders } from '../../graders.ts';
import { type Permission, signToken } from './keys.ts';
import { serviceOf } from './runner.ts';

const Permissions = Type.Array(
  Type.Tuple([Type.String(), Type.Integer(), Type.Record(Type.String(), Type.Unknown())]),
  { maxItems: 100 },
);
/** Reading and writing, as bits. */
const mostBits = 3;

const notYours = () => new Refusal(commonRefusals['not-allowed']);

async function verify(token: string): Promise<{ asker: Grader; claims: JWTPayload }> {
  const { iss } = decodeJwt(token);
  const asker = listGraders().find(({ uid, publicKey }) => publicKey !== null && uid !== null && uid === iss);
  if (!asker?.publicKey) throw notYours();
  const key = await importSPKI(asker.publicKey, 'RS256');
  // A token without an end could be used for ever by whoever sees it.
  const { payload } = await jwtVerify(token, key, {
    algorithms: ['RS256'],
    audience: site().baseUrl,
    requiredClaims: ['exp'],
  });
  return { asker, claims: payload };
}

/** For whom: named by itself (`taud`) or by an address of its (`turl`). */
function targetOf({ taud, turl }: JWTPayload): Grader {
  const byName = typeof taud === 'string' ? listGraders().find(({ uid }) => uid === taud) : undefined;
  const target = byName ?? (typeof turl === 'string' ? findGrader(turl) : null);
  if (!target) throw notYours();
  return target;
}

async function hasExerciseAt(grader: Grader, runId: unknown): Promise<boolean> {
  if (!Value.Check(Type.String({ format: 'uuid' }), runId)) return false;
  const [run] = await listRunsById([runId]);
  const { activities = [] } = run ? (await releasesOf(run)).whole : {};
  return activities.some(
    ({ type, settings }) => type === 'exercise' && findGrader(serviceOf(settings)) === grader,
  );
}

async function checkPermissions(asker: Grader, value: unknown): Promise<Permission[]> {
  if (!Value.Check(Permissions, value)) throw notYours();
  for (const [type, bits, { id }] of value) {
    const known = type === 'instance' && bits > 0 && bits <= mostBits;
    if (!known || !(await hasExerciseAt(asker, id))) throw notYours();
  }
  return value;
}

/** A token of this site for the service that `bearer` (the whole header) asks to speak with. */
export async function signAgain(bearer: string | null): Promise<string> {
  const [, token = ''] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(bearer ?? '') ?? [];
  const { asker, claims } = await verify(token).catch(() => {
    throw notYours();
  });
  const target = targetOf(claims);
  return signToken({
    audience: target.uid ?? target.address,
    subject: asker.uid ?? asker.address,
    permissions: await checkPermissions(asker, claims.permissions ?? []),
  });
}
