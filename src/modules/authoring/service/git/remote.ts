import type { Remote } from '#platform/git/index.ts';
import type { GitLink } from '../../schema/git.ts';
import { unseal } from './sealing.ts';

/** A link as git connects to it. */
export const remoteOf = async ({ url, sealedToken }: GitLink): Promise<Remote> => ({
  url,
  token: sealedToken && (await unseal(sealedToken)),
});
