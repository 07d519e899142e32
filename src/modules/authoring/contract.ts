/** What others implement for authoring: reading a file of any format. The formats stand above; the roof hands them in. */

/** A list of files and the way to their bytes. */
export interface PackageFiles {
  paths: readonly string[];
  read(path: string): Promise<Uint8Array>;
}

export interface ReadPackage {
  format: string;
  /** A course source, by path. */
  files: ReadonlyMap<string, Uint8Array>;
  report: {
    /** Its title. */
    course: string;
    counts: Record<'sections' | 'units' | 'activities' | 'exact' | 'approximated' | 'dropped', number>;
    /** Where each thing stood in the file, and where it is now. */
    items: readonly { source: string; target: string | null }[];
  };
}

export type Importer = (files: PackageFiles, options: { fileName: string }) => Promise<ReadPackage>;

let current: Importer | undefined;

/** The roof names it once, at the start. */
export function useImporter(importer: Importer): void {
  current = importer;
}

export function importer(): Importer {
  if (!current) throw new Error('no importer is set');
  return current;
}
