export { links as resultLinks } from './links.ts';
export { endpoints } from './routes.tsx';
