/** Terms: the *manifest* is what the client build wrote: source file to hashed file. */

export interface ManifestEntry {
  file: string;
  css?: string[];
  /** Keys of what is loaded with it, and of what it may load later. */
  imports?: string[];
  dynamicImports?: string[];
}
export type Manifest = Record<string, ManifestEntry>;

/** Addresses of what pages load. */
export interface Assets {
  styles: string;
  /** Beside them, where courses are written and taught. */
  staff: string;
  script: string;
}

const entries = { styles: 'src/app/styles.css', staff: 'src/app/staff.css', script: 'src/ui/client.ts' };

/** Hashed addresses under `base`, from `dist/client/manifest.json`. */
export function assetsFrom(manifest: Manifest, base = '/static/'): Assets {
  const address = (source: string) => {
    const entry = manifest[source];
    if (!entry) throw new Error(`the client build has no ${source}: run it again`);
    return base + entry.file;
  };
  return {
    styles: address(entries.styles),
    staff: address(entries.staff),
    script: address(entries.script),
  };
}

/** For tests and anywhere without a client build. */
export const plainAssets: Assets = {
  styles: '/static/styles.css',
  staff: '/static/staff.css',
  script: '/static/client.js',
};
