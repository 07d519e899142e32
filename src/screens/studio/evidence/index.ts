/** What is known of the blocks of a unit: a page, and a line beside each question in the editor. */
export { endpoints } from './routes.tsx';
export { evidenceBeside } from './service.ts';
export { EvidenceLine } from './views/line.tsx';
