/** Something that is not as `house.ts` says. */
export interface Finding {
  path: string;
  line: number;
  what: string;
  remedy: string;
}

export const textOfFinding = ({ path, line, what, remedy }: Finding): string =>
  `${path}:${line}  ${what}  ${remedy}`;
