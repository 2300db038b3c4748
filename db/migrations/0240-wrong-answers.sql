-- Answers that somebody called wrong, with what was understood and what would have been right: cases of this home for its own evaluation.
create table memory.wrong_answer (
  id          int primary key generated always as identity,
  home_id     int not null references people.home on delete cascade,
  reported_at timestamptz not null default now(),
  asked_at    timestamptz not null,      -- what the home's clock showed, so that "yesterday" stays what it was
  question    text not null,
  before      text,                      -- what was asked just before, where it followed on that
  told        jsonb not null,            -- the answer that was wrong: text, result, what was understood
  correction  text                       -- what would have been right, in the person's own words
);
create index wrong_answer_of_home on memory.wrong_answer (home_id, id desc);
select people.guard('memory.wrong_answer');
