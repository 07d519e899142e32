/** A program of its own: reads works as they come, then says what they have in common. */
import { parentPort, workerData } from 'node:worker_threads';
import { grains, openComparing } from '../rules/compare.ts';
import { filesOf } from '../rules/document.ts';
import { openReader } from '../rules/syntax.ts';
import { readProse } from '../rules/words.ts';
import type { Findings, Task, TokenText, WorkFiles } from '../schema.ts';

/** `null`: that was all. */
export type ToThread = WorkFiles[] | null;
export type FromThread = { read: number } | { findings: Findings };

/** What is beyond would take the time of everybody. */
const longestText = 100_000;

const { language, given } = workerData as Task;
const read = language === null ? readProse : await openReader(language);
const grain = language === null ? grains.prose : grains.program;
const comparing = openComparing(grain);
let done = 0;
const tell = (news: FromThread) => parentPort?.postMessage(news);

function readWork(files: WorkFiles): TokenText {
  const text: TokenText = { tokens: [], mapping: [] };
  for (const { content, from } of filesOf(files)) {
    const { tokens, mapping } = read(content.slice(0, longestText), from);
    for (const token of tokens) text.tokens.push(token);
    for (const region of mapping) text.mapping.push(region);
  }
  return text;
}

parentPort?.on('message', (works: ToThread) => {
  if (works) {
    for (const work of works) comparing.add(readWork(work));
    done += works.length;
    tell({ read: done });
    return;
  }
  tell({ findings: comparing.settle(given.map((text) => read(text))) });
  parentPort?.close();
});
