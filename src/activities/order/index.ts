/** order: pieces to be put in their order. */
import { shuffled } from '#lib/random.ts';
import type { ActivityType } from '#modules/content/contract.ts';
import { orderForm } from './form.ts';
import { describeOrder, judgeOrder, orderFromForm, refuseOrder } from './judge.ts';
import { readOrder } from './read.ts';
import { type OrderAnswer, type OrderSettings, orderAnswer, orderSettings } from './settings.ts';
import { OrderView } from './views.tsx';

export const order: ActivityType<OrderSettings, OrderAnswer> = {
  name: 'order',
  attributes: ['partial'],
  form: orderForm,
  defaultPoints: 1,
  settings: orderSettings,
  words: ['items.*.html', 'items.*.text'],
  answer: orderAnswer,
  read: readOrder,
  fromForm: orderFromForm,
  refuse: refuseOrder,
  ask: ({ items }, seed) => ({ items: shuffled(items, seed).map(({ id, html }) => ({ id, html })) }),
  judge: judgeOrder,
  describe: describeOrder,
  view: OrderView,
  searchText: ({ items }) => items.map(({ text }) => text).join('\n'),
};
