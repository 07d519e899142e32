/** All parts of the house that have endpoints or jobs. Adding a part is a line here. */
import { cleanUpJob } from '#modules/accounts/jobs.ts';
import { endpoints as accounts } from '#modules/accounts/routes.ts';
import { rollUpJob, rollUpStaleJob } from '#modules/analytics/jobs.ts';
import { dropUnfinishedUploadsJob } from '#modules/attempts/jobs.ts';
import { endpoints as attempts } from '#modules/attempts/routes.tsx';
import {
  dropImportsJob,
  publishDueJob,
  readImportJob,
  sendUnsentJob,
  syncJob,
} from '#modules/authoring/jobs.ts';
import { endpoints as content } from '#modules/content/routes.ts';
import { finishOverJob } from '#modules/exams/jobs.ts';
import { refreshStandingsJob, regradeJob } from '#modules/gradebook/jobs.ts';
import { takeStrandedJob, tellReleasedJob } from '#modules/marking/jobs.ts';
import { tendPeersJob } from '#modules/peers/jobs.ts';
import { pushBlueprintsJob } from '#modules/reuse/jobs.ts';
import { compareChangedJob, compareJob } from '#modules/similarity/jobs.ts';
import type { Endpoint } from '#platform/endpoint.ts';
import type { Job } from '#platform/jobs.ts';
import { deliverMailJob } from '#platform/mail.ts';
import type { Socket } from '#platform/sockets.ts';
import { endpoints as log } from '#screens/admin/log/index.ts';
import { endpoints as mail } from '#screens/admin/mail/routes.tsx';
import { endpoints as organizations } from '#screens/admin/organizations/routes.tsx';
import { endpoints as people } from '#screens/admin/people/routes.tsx';
import { endpoints as api } from '#screens/api/index.ts';
import { endpoints as browse } from '#screens/browse/index.ts';
import { endpoints as exams } from '#screens/exams/index.ts';
import { endpoints as gradebook } from '#screens/gradebook/index.ts';
import { endpoints as groups } from '#screens/groups/index.ts';
import { endpoints as home } from '#screens/home/index.ts';
import { endpoints as items } from '#screens/items/index.ts';
import { endpoints as learn } from '#screens/learn/index.ts';
import { endpoints as marking } from '#screens/marking/index.ts';
import { endpoints as peers } from '#screens/peers/index.ts';
import { endpoints as queue } from '#screens/queue/index.ts';
import { endpoints as results } from '#screens/results/index.ts';
import { endpoints as similarity } from '#screens/similarity/index.ts';
import { endpoints as blueprints } from '#screens/studio/blueprints/index.ts';
import { endpoints as unitEditor } from '#screens/studio/editor/index.ts';
import { endpoints as evidence } from '#screens/studio/evidence/index.ts';
import { endpoints as exchange } from '#screens/studio/exchange/index.ts';
import { endpoints as files } from '#screens/studio/files/index.ts';
import { endpoints as git } from '#screens/studio/git/index.ts';
import { endpoints as libraries } from '#screens/studio/libraries/index.ts';
import { endpoints as outline } from '#screens/studio/outline/index.ts';
import { endpoints as releases } from '#screens/studio/releases/index.ts';
import { endpoints as reuse } from '#screens/studio/reuse/index.ts';
import { endpoints as settings } from '#screens/studio/settings/index.ts';
import { sockets as rooms, endpoints as together } from '#screens/studio/together/index.ts';
import { endpoints as translations } from '#screens/studio/translations/index.ts';
import { endpoints as updates } from '#screens/studio/updates/index.ts';
import { endpoints as teach } from '#screens/teach/index.ts';
import { endpoints as times } from '#screens/times/index.ts';
import { endpoints as aplus } from '#standards/aplus/routes.ts';
import { endpoints as grader } from '#standards/grader/routes.ts';

export const endpoints: readonly Endpoint[] = [
  ...home,
  ...browse,
  ...learn,
  ...exams,
  ...teach,
  ...times,
  ...groups,
  ...marking,
  ...peers,
  ...gradebook,
  ...queue,
  ...results,
  ...similarity,
  ...items,
  ...outline,
  ...libraries,
  ...blueprints,
  ...updates,
  ...settings,
  ...files,
  ...evidence,
  ...unitEditor,
  ...exchange,
  ...together,
  ...translations,
  ...git,
  ...releases,
  ...reuse,
  ...accounts,
  ...people,
  ...organizations,
  ...log,
  ...mail,
  ...api,
  ...content,
  ...attempts,
  ...aplus,
  ...grader,
] as readonly Endpoint[];

export const sockets: readonly Socket[] = [...rooms];

export const jobs: readonly Job[] = [
  deliverMailJob,
  cleanUpJob,
  dropUnfinishedUploadsJob,
  publishDueJob,
  readImportJob,
  dropImportsJob,
  syncJob,
  sendUnsentJob,
  pushBlueprintsJob,
  finishOverJob,
  refreshStandingsJob,
  regradeJob,
  takeStrandedJob,
  tellReleasedJob,
  tendPeersJob,
  compareJob,
  compareChangedJob,
  rollUpJob,
  rollUpStaleJob,
];
