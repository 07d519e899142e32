/** The log of the site, and its entries for other pages. */
export { endpoints, showLog } from './routes.tsx';
export { type LogPart, nameEntries } from './service.ts';
export { LogTable } from './views.tsx';
