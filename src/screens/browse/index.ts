export { endpoints, showCatalog, showCourse } from './routes.tsx';
export { CourseCard } from './views/card.tsx';
export { CreditLine } from './views/credit.tsx';
