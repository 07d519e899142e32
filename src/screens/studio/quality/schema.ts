/** Terms: a *finding* is what a reader may stumble over though the unit compiles. Browser-safe. */

export interface Finding {
  /** Its text is the message `quality.<rule>`, what to do `quality.<rule>-remedy`. */
  rule: string;
  /** Of the unit's file. */
  line: number;
  values: Record<string, string | number>;
}
