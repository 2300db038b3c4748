-- Which model made a vector: only those of one model and revision can be compared.
create table memory.embedding_model (
  id       smallint primary key generated always as identity,
  name     text not null,
  revision text not null,
  width    int not null check (width between 1 and 4000), -- 4000: what an index takes of halfvec
  since    timestamptz not null default now(),
  unique (name, revision, width)
);
alter table memory.embedding_model enable row level security, force row level security;
create policy server on memory.embedding_model to homeops_server using (true) with check (true);
create policy person on memory.embedding_model for select to homeops_person using (true); -- a model is nobody's
grant select, insert, update, delete on memory.embedding_model to homeops_server;
grant select on memory.embedding_model to homeops_person;

-- A sentence's vector. Each model has an index of its own, made before its first vector: vector_of_model_<id>, on the vector as wide as the model.
create table memory.vector (
  sentence_id int primary key references memory.sentence on delete cascade,
  home_id     int not null references people.home on delete cascade,
  model_id    smallint not null references memory.embedding_model,
  embedding   halfvec not null
);
create index vector_of_home on memory.vector (home_id, model_id);
select people.guard('memory.vector');

-- Kept, not computed: a person's search is not allowed the index of words, and reads all sentences of the home.
-- As they are beside their stems: "off" is no word to English full text, and other languages have stems of their own.
alter table memory.sentence add column words tsvector
  generated always as (to_tsvector('english', text) || to_tsvector('simple', text)) stored;
create index sentence_words on memory.sentence using gin (words);
create index sentence_text on memory.sentence using hash (text); -- whether an equal one of the home has its vector already
