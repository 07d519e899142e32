export { endpoints, showCatalog, showCourse } from './routes.tsx';
export { CourseCard } from './views/card.tsx';
export { CourseName } from './views/course-name.tsx';
export { CreditLine } from './views/credit.tsx';
