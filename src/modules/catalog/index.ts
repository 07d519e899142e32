/** The door of the catalog. */
export {
  type Course,
  type CourseList,
  CourseSearch,
  type FacetName,
  facetNames,
  type Organization,
  type Run,
  RunSettings,
} from './schema.ts';
export {
  ensureCourse,
  findRun,
  getCourse,
  getRun,
  isEnrollmentKey,
  saveOrganization,
  saveRun,
  searchCourses,
  showRelease,
} from './service.ts';
export {
  findCourse,
  findCourseById,
  findOrganization,
  listOrganizations,
  listRunsById,
  listRunsOfCourse,
} from './store.ts';
