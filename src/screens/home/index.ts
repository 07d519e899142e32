export { endpoints } from './routes.tsx';
