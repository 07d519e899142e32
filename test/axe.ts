/** Barriers for people who see, hear or move differently, as far as a program finds them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}
declare global {
  // The program puts itself here.
  var axe: { run(context: object, options?: object): Promise<AxeResult> };
}

/** The program itself, for pages that are all looked at by it: told at the start, it need not be sent for each. */
export const axeProgram = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the whole page, a line each; by all its rules, or by those named. */
export async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  // Not `addScriptTag`: the policy of the page forbids it, as it should. Once for each document.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeProgram);
  // Nothing is preloaded: no rule of ours asks for styles or films, and fetching them is a sixth of the work.
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), {
    resultTypes: ['violations'],
    preload: false,
    // Of WCAG 2.2, which it does not look at by itself.
    ...(rules ? { runOnly: rules } : { rules: { 'target-size': { enabled: true } } }),
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} ${failureSummary ?? ''}`),
  );
}
