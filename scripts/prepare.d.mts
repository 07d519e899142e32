/** Types of prepare.mjs, which must run before the project's own tools are there. */
export const root: string;
export const node: string;
export const program: string[];
export const environment: NodeJS.ProcessEnv;
export function install(): void;
export function build(): void;
