/** Assets of releases, by their hash: they never change, so everybody may keep them for ever. */
import { everyone } from '#modules/accounts/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { assetPolicy, playedPolicy } from '#platform/security-headers.ts';
import { storage } from '#platform/storage.ts';
import { getAsset } from './service/releases.ts';

/** Kinds a browser shows without running anything; all others are downloaded. */
const played = /^(audio\/|video\/|application\/pdf$)/;
const shown = /^(image\/(png|jpeg|gif|webp|avif|svg\+xml)|text\/vtt)/;
const isShown = (type: string) => played.test(type) || shown.test(type);

interface Range {
  start: number;
  end: number;
}

/** The one range of a request (RFC 9110, 14.2); players ask so. Anything unusual gets the whole. */
function rangeOf(header: string | null, size: number): Range | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end && start < size ? { start, end } : null;
}

export const showAsset = endpoint({
  method: 'GET',
  path: '/assets/:sha256/:name',
  summary: 'A file of a release',
  allow: everyone,
  priority: 'reading',
  async run(call, { params }) {
    const asset = await getAsset(params.sha256, params.name);
    return {
      asset,
      range: rangeOf(call.header('range'), asset.size),
      unchanged: call.header('if-none-match') === `"${asset.sha256}"`,
    };
  },
  page({ asset, range, unchanged }) {
    const headers: Record<string, string> = {
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': played.test(asset.type) ? playedPolicy : assetPolicy,
      // Embedded in pages of partners as pictures and films; scripts cannot read them anyway.
      'cross-origin-resource-policy': 'cross-origin',
      'accept-ranges': 'bytes',
      etag: `"${asset.sha256}"`,
    };
    if (unchanged) return { file: Buffer.alloc(0), status: 304, type: asset.type, headers };
    headers['content-length'] = String(range ? range.end - range.start + 1 : asset.size);
    if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${asset.size}`;
    return {
      file: storage().stream(asset.sha256, range ?? undefined),
      status: range ? 206 : 200,
      type: isShown(asset.type) ? asset.type : 'application/octet-stream',
      name: isShown(asset.type) ? undefined : asset.name,
      headers,
    };
  },
});

export const endpoints = [showAsset];
