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
  addRun,
  changeRun,
  ensureCourse,
  findRun,
  getCourse,
  getOffer,
  getRun,
  isEnrollmentKey,
  listRuns,
  pilotRelease,
  saveOrganization,
  saveRun,
  searchCourses,
  showRelease,
} from './service.ts';
export {
  findCourse,
  findCourseById,
  findOrganization,
  findRunSettings,
  listCoursesIn,
  listOrganizations,
  listRunsById,
  listRunsOfCourse,
  listRunsOfCourses,
  pageSize as coursePageSize,
} from './store.ts';
