/** Translating a course. */
export { endpoints } from './routes.tsx';
