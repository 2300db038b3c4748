-- A voice satellite may be told what is wrong with what Assist may speak of: an entity that is exposed, or a device of which one is;
-- nothing that tells of anybody's movements, and of integrations, areas and the home as a whole nothing, since those quote what is not exposed.
drop policy law on ledger.finding;
create policy law on ledger.finding as restrictive for select to homeops_person
  using (not mentions && (select people.hidden())::int[]
    and ((select people.speaking()) is null
      or (subject_kind in ('entity', 'automation', 'device')
        and mentions && (select people.heard())::int[]
        and (subject_kind = 'device' or subject = any (select unnest(people.heard())::text)))));
drop policy law on ledger.rule;
create policy law on ledger.rule as restrictive for select to homeops_person
  using (((select people.speaking()) is null or kind = 'muted') -- else it would be told what somebody wants to hear no more of
    and (subject_kind is null or subject_kind not in ('entity', 'automation') or subject <> all (select unnest(people.hidden())::text)));
drop policy law on ledger.prediction;
create policy law on ledger.prediction as restrictive for select to homeops_person
  using (entity_id <> all ((select people.hidden())::int[])
    and ((select people.speaking()) is null or entity_id = any ((select people.heard())::int[])));

-- When somebody looked, and what was held back; no content.
drop policy law on ledger.diagnosis;
