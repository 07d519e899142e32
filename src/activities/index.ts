/** The kinds of activity that come with Lectern. */
import type { ActivityType, ActivityTypes } from '#modules/content/contract.ts';
import { choice } from './choice/index.ts';
import { match } from './match/index.ts';
import { numeric } from './numeric/index.ts';
import { order } from './order/index.ts';
import { poll } from './poll/index.ts';
import { textAnswerType } from './text-answer/index.ts';
import { unsupported } from './unsupported/index.ts';
import { video } from './video/index.ts';

const kinds: ActivityType[] = [choice, numeric, textAnswerType, match, order, poll, video, unsupported];

export const activityTypes: ActivityTypes = new Map(kinds.map((kind) => [kind.name, kind]));
