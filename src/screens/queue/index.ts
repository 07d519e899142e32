/** Gradings that need staff, as endpoints. */
import { giveStuckPoints, retryStuck, showStuck } from './routes.tsx';

export { links as queueLinks } from './links.ts';

export const endpoints = [showStuck, retryStuck, giveStuckPoints];
