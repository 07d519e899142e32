/** order: pieces to be put in their order. */
import type { ActivityType } from '#modules/content/contract.ts';
import { describeOrder, judgeOrder, orderFromForm, refuseOrder } from './judge.ts';
import { readOrder } from './read.ts';
import { type OrderAnswer, type OrderSettings, orderAnswer, orderSettings } from './settings.ts';
import { OrderView } from './views.tsx';

export const order: ActivityType<OrderSettings, OrderAnswer> = {
  name: 'order',
  attributes: ['partial'],
  defaultPoints: 1,
  settings: orderSettings,
  answer: orderAnswer,
  read: readOrder,
  fromForm: orderFromForm,
  refuse: refuseOrder,
  judge: judgeOrder,
  describe: describeOrder,
  view: OrderView,
  searchText: ({ items }) => items.map(({ text }) => text).join('\n'),
};
