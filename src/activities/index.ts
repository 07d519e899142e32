/** The kinds of activity that come with Lectern. */
import type { ActivityType, ActivityTypes } from '#modules/content/contract.ts';
import { calculated } from './calculated/index.ts';
import { choice } from './choice/index.ts';
import { code } from './code/index.ts';
import { essay } from './essay/index.ts';
import { exercise } from './exercise/index.ts';
import { fileUpload } from './file-upload/index.ts';
import { match } from './match/index.ts';
import { numeric } from './numeric/index.ts';
import { order } from './order/index.ts';
import { poll } from './poll/index.ts';
import { survey } from './survey/index.ts';
import { textAnswerType } from './text-answer/index.ts';
import { unsupported } from './unsupported/index.ts';
import { video } from './video/index.ts';

const kinds: ActivityType[] = [
  choice,
  numeric,
  textAnswerType,
  calculated,
  match,
  order,
  code,
  essay,
  fileUpload,
  exercise,
  poll,
  survey,
  video,
  unsupported,
];

export const activityTypes: ActivityTypes = new Map(kinds.map((kind) => [kind.name, kind]));
