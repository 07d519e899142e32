/** GIFT, the format in which questions are typed: in, with a report of everything in it. */
export { importGift, readGiftFiles } from './service.ts';
