export { links as itemLinks } from './links.ts';
export { endpoints } from './routes.tsx';
