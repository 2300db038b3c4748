-- The household's law for what came beside it: changes, answers that were called wrong, and which event was told how.
create policy law on changes.change as restrictive for select to homeops_person
  using ((select people.speaking()) is null
    and ((select people.hidden_ids()) = '{}' or not mentions && (select people.hidden_ids())));
create policy law on changes.item as restrictive for select to homeops_person
  using ((select people.speaking()) is null
    and (entity_id is null or entity_id <> all (select unnest(people.hidden_ids()))));
create policy law on changes.content as restrictive for select to homeops_person
  using ((select people.speaking()) is null);
create policy law on memory.wrong_answer as restrictive for select to homeops_person
  using ((select people.speaking()) is null and (select people.hidden()) = '{}');
create policy law on memory.telling as restrictive for select to homeops_person
  using (exists (select from memory.sentence where sentence.id = telling.sentence_id));
-- An episode is told by its own sentence; an empty home is told of everybody.
create policy law on memory.episode as restrictive for select to homeops_person
  using (entity_id <> all ((select people.hidden())::int[])
    and (kind <> 'nobody_home' or (select people.hidden()) = '{}')
    and ((select people.speaking()) is null or entity_id = any ((select people.heard())::int[]))
    and (told is null or told !~ (select people.hidden_pattern())));
create policy law on episodes.habit as restrictive for select to homeops_person
  using (entity_id <> all ((select people.hidden())::int[])
    and ((select people.speaking()) is null or entity_id = any ((select people.heard())::int[])));
