-- Lists of people go by name: the first page of thousands is the first steps along this index.
create index user_name on accounts."user" (name, id);
