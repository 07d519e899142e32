export { links as similarityLinks } from './links.ts';
export { endpoints } from './routes.tsx';
