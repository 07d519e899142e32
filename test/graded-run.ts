/** A run of a course whose exercises a grader judges: the whole program, and a grader that it really calls. */
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestFile, useTestSite } from '#app/testing.ts';
import { listSubmissions, onReceived } from '#modules/attempts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import { useFormSource } from '#modules/content/contract.ts';
import { memorySource } from '#modules/content/index.ts';
import { useRunners } from '#modules/grading/contract.ts';
import {
  type Grading,
  listGradings,
  openWorker,
  queueForMachine,
  type Worker,
} from '#modules/grading/index.ts';
import { query } from '#platform/database.ts';
import { openSite } from '#platform/site.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';
import { aplusRunner, formOf } from '#standards/aplus/index.ts';
import type { TestGrader } from '#standards/aplus/testing.ts';
import { type Grader, useGraders } from '#standards/graders.ts';

export interface GradedRunOptions {
  openGrader(): Promise<TestGrader>;
  /** Files of the course, by path. */
  course(grader: TestGrader): Promise<Map<string, string | Uint8Array>>;
  graders(grader: TestGrader): Grader[];
}

const coursePath = 'local/graders';
const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

async function publish(files: Map<string, string | Uint8Array>): Promise<Run> {
  await publishCourse(systemCall('test'), {
    source: memorySource(new Map([...files].map(([path, content]) => [path, bytesOf(content)]))),
    organization: { key: 'local', name: 'Local' },
    courseKey: 'graders',
    courseTitle: 'Graders',
    notes: '',
    run: { key: 'main', settings: { open: true } },
  });
  return getRun('local', 'graders', 'main');
}

export function useGradedRun({ openGrader, course, graders }: GradedRunOptions) {
  const site = useTestSite();
  // Both come with `beforeAll`; nobody asks them before.
  const now = {} as { grader: TestGrader; run: Run };
  let worker: Worker;

  beforeAll(async () => {
    now.grader = await openGrader();
    useRunners([aplusRunner]);
    useFormSource(formOf);
    onReceived(queueForMachine);
    await site.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = site.app.server.address() as AddressInfo;
    openSite({ name: 'Lectern', baseUrl: `http://127.0.0.1:${port}`, timeZone: 'UTC' });
    useGraders(graders(now.grader));
    now.run = await publish(await course(now.grader));
  }, 180_000);
  afterAll(() => now.grader?.close());
  beforeEach(() => {
    worker = openWorker({ slots: 4, pollMs: 20 });
    now.grader.requests.length = 0;
  });
  afterEach(async () => {
    await worker.stop();
    now.grader.behave();
    // What still waits would be asked for during the next test.
    await query(
      `update grading.grading set state = 'replaced' where state in ('waiting', 'running', 'pending')`,
    );
    // Every test signs somebody in.
    await query('truncate grading.grader, platform.rate_limit');
  });

  /** Somebody new in the run, with what they do at a unit and what became of it. */
  async function enroll() {
    const learner = await site.signIn();
    await learner.get(`/courses/${coursePath}`);
    await learner.post(`/courses/${coursePath}/runs/main/enroll`);
    const unit = (key: string) => `/learn/${coursePath}/main/${key}`;
    const handIn = async (
      unitKey: string,
      activity: string,
      fields: Record<string, string>,
      file?: Omit<TestFile, 'field'>,
    ) => {
      await learner.get(unit(unitKey));
      const prefixed = Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [`${activity}.in.${name}`, value]),
      );
      const path = `${unit(unitKey)}/${activity}`;
      if (!file) return learner.post(`${path}/submissions`, prefixed);
      return learner.upload(`${path}/files`, { ...prefixed, intent: 'submit' }, [{ ...file, field: 'file' }]);
    };
    const gradings = async (activity: string): Promise<Grading[]> => {
      const [last] = (await listSubmissions(learner.person.id, now.run.id, activity)).toReversed();
      return last ? listGradings(learner.person.id, last.id) : [];
    };
    const state = async (activity: string) => (await gradings(activity)).map(({ state }) => state).join();
    return { ...learner, unit, handIn, gradings, state };
  }

  const posted = () => now.grader.requests.filter(({ method }) => method === 'POST');
  return { now, enroll, posted };
}
