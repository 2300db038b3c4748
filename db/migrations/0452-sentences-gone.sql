-- How often sentences of a home were erased: who remembers what it has told looks here before it believes that it still stands.
-- A notification alone does not do: it may be lost, and does not come through a pooler.
create table memory.sentences_gone (
  home_id int primary key references people.home on delete cascade,
  times   int not null default 1
);
select people.guard('memory.sentences_gone');
