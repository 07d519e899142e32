/** Shapes of what the W3C's WebVTT parser answers; the package brings none. */
declare module 'webvtt-parser' {
  namespace webvtt {
    type CueNode =
      | { type: 'text'; value: string }
      | { type: 'timestamp'; value: number }
      | { type: 'object'; name: string; value?: string; children: CueNode[] };
    interface ParsedCue {
      startTime: number;
      endTime: number;
      text: string;
      tree: { children: CueNode[] } | null;
    }
    interface ParseResult {
      cues: ParsedCue[];
      errors: { line: number; col: number; message: string }[];
    }
    class WebVTTParser {
      /** `&lt;` with both its marks, to its character. */
      constructor(entities: Record<string, string>);
      parse(text: string, mode: 'subtitles' | 'chapters' | 'metadata'): ParseResult;
    }
  }
  export = webvtt;
}
