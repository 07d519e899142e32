/** Receipts, and the key that they are signed with. */
import { translateTo } from '#lib/messages.ts';
import { everyone, signedIn } from '#modules/access/index.ts';
import { receiptPublicKey } from '#modules/attempts/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { openReceipt } from '../service/receipts.ts';
import { ReceiptPage } from '../views/receipt.tsx';

export const showReceipt = endpoint({
  method: 'GET',
  path: '/receipts/:id',
  summary: 'A receipt of one’s own, checked against what is stored',
  allow: signedIn,
  priority: 'reading',
  run: (call, { params }) => openReceipt(call, params.id),
  page: (opened, call) => ({
    title: translateTo(call.locale)('learn.receipt-title'),
    body: () => <ReceiptPage {...opened} publicKeyHref={showReceiptKey.url({})} />,
  }),
  json: ({ checked: { receipt, signed, intact, chained } }) => ({ receipt, signed, intact, chained }),
});

export const showReceiptKey = endpoint({
  method: 'GET',
  path: '/receipts/key.pem',
  summary: 'The public key that receipts are signed with (Ed25519)',
  allow: everyone,
  run: () => receiptPublicKey(),
  page: (pem) => ({ file: Buffer.from(pem), type: 'application/x-pem-file' }),
});
