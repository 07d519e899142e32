/** What a kind of activity tells of its source, so that the studio can draw a form of it. */

/** What a file of the course is taken for. */
export type AssetUse = 'film' | 'picture' | 'captions';

/**
 * A value that an author writes into an attribute. `required`: without it the activity does not compile, unless a part
 * of the same name says it; `by-rule`: only where the kind's own rule judges.
 */
export type AuthorField = { name: string; required?: true | 'by-rule' } & (
  | { kind: 'flag' }
  | { kind: 'text' }
  /** How long something lasts: `PT2M10S` in the source, `2:10` in the form. */
  | { kind: 'length' }
  | { kind: 'number'; from?: number; to?: number; whole?: true }
  | { kind: 'word'; words: readonly string[] }
  /** When something shows: one of the words, or a wall time. */
  | { kind: 'moment'; words: readonly string[] }
  /** An asset, named relative to the unit's file. */
  | { kind: 'asset'; use: AssetUse }
);

/** Things of one sort inside an activity, and how the source writes them. */
export type AuthorPart = {
  name: string;
} /** The items of its one list. `boxes`: `[x]` says which are right; `feedback`: a quote inside an item. */ & (
  | { kind: 'list'; list: 'boxes' | 'bullets' | 'numbers'; feedback?: true; value?: true }
  /** The rows of a table of two columns. */
  | { kind: 'pairs' }
  /** Leaf directives of the part's name. */
  | { kind: 'leaves'; fields: readonly AuthorField[]; label?: true }
  /** Containers of the part's name; what they hold is Markdown. `keyed`: each has a key. */
  | { kind: 'containers'; fields: readonly AuthorField[]; keyed?: true }
  /** Fenced blocks of which one of these words says what they are for. */
  | {
      kind: 'fences';
      roles: readonly string[];
      /** Roles of the blocks that the form of a new activity shows empty. */
      begins: readonly string[];
      fields: readonly AuthorField[];
    }
);

/** What authors fill in, beside what all activities share: the form of the studio is drawn from it. */
export interface AuthorForm {
  attributes: readonly AuthorField[];
  parts: readonly AuthorPart[];
  /** What stands before the parts may be missing: other things of it ask. */
  promptOptional?: true;
}

/** What may be wrong with a question though it compiles; its text is the message `quality.<code>`. */
export interface Doubt {
  code: string;
  values?: Record<string, string | number>;
}
