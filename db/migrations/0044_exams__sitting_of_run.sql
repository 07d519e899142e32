-- The sittings of an exam, with the learner in the index: before the table was ever analyzed the planner takes either
-- index for a learner's own sittings, and without the learner each look-up read those of the whole exam.
drop index exams.sitting_of_run;
create index sitting_of_run on exams.sitting (run_id, exam_key, learner_id, number);
