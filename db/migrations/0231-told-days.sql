-- What the hours of a day told, by sentence, so that a search need not read every hour there is. Folded once the day is over; whatever changes an
-- hour unfolds its day, which is then read from its hours until it is folded again.
create table memory.told_day (
  day         date not null,           -- of UTC
  home_id     int not null references people.home on delete cascade,
  sentence_id int not null,            -- memory.sentence; 0: the day is folded
  count       int not null,
  first       timestamptz not null,
  last        timestamptz not null,
  primary key (home_id, day, sentence_id)
);
select people.guard('memory.told_day');

create function memory.unfold() returns trigger language plpgsql as $$
declare
  told memory.told := coalesce(new, old);
begin
  delete from memory.told_day where home_id = told.home_id and day = (told.hour at time zone 'UTC')::date;
  return null;
end $$;
create trigger unfold after insert or delete or update of sentences, counts, firsts, lasts on memory.told
  for each row execute function memory.unfold();
