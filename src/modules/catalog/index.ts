/** The door of the catalog. */
export { paramsOf } from './rules.ts';
export {
  type Course,
  type CourseKind,
  type CourseList,
  CourseSearch,
  type FacetName,
  facetNames,
  type Organization,
  type Run,
  RunSettings,
} from './schema.ts';
export {
  addOrganization,
  addRun,
  changeRun,
  ensureCourse,
  findRun,
  getCourse,
  getCourseWith,
  getOffer,
  getRun,
  isEnrollmentKey,
  listRuns,
  pilotRelease,
  refuseUnknownPlace,
  saveOrganization,
  saveRun,
  searchCourses,
  showRelease,
} from './service.ts';
export { findRunSettings, listRunsById, listRunsOfCourse, listRunsOfCourses } from './store/runs.ts';
export {
  findCourse,
  findCourseById,
  findOrganization,
  listCoursesById,
  listCoursesIn,
  listLibraries,
  listOrganizations,
  listPlaces,
  pageSize as coursePageSize,
  setDraftTitle,
} from './store.ts';
