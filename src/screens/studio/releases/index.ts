/** From a course source to what learners see, for the studio and for the command line. */
export {
  type PublishCourseInput,
  type PublishedCourse,
  publishCourse,
} from './service/publish-course.ts';
