-- Numbers as summaries, which outlive the events that they were made from. Times lead every key, so that an hour's rows are
-- written side by side; one series is read by joining the hours wanted to the key: a second index would double what is written.
create schema series;
grant usage on schema series to homeops_server, homeops_person;

-- What an entity has measured in one unit; a changed unit starts another. External statistics belong to no entity.
create table series.series (
  id            int primary key generated always as identity,
  home_id       int not null references people.home on delete cascade,
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  entity_id     int references house.entity on delete cascade,
  statistic_id  text,
  name          text,                   -- of external statistics
  unit          text,
  kind          text not null check (kind in ('measurement', 'meter', 'angle')),
  check ((entity_id is null) <> (statistic_id is null)),
  unique nulls not distinct (connection_id, entity_id, statistic_id, unit, kind)
);
create index series_home on series.series (home_id);
create index series_entity on series.series (entity_id); -- a chart starts here

-- No references to series from here on: removing one series would read every row.
create table series.hour (
  hour       timestamptz not null,
  series_id  int not null,
  home_id    int not null,
  source     "char" not null check (source in ('e', 's')), -- events, statistics of Home Assistant
  is_held    boolean not null,          -- the entity still had this number when the hour ended
  count      int not null,              -- numbers reported; none where one was carried through the hour
  mean       float8,                    -- of the five-minute means, as Home Assistant has it
  weight     float8,                    -- of an angle: how long, in seconds, and how unanimous
  min        float8,
  max        float8,
  last       float8,
  change     float8,                    -- of a meter, resets allowed for
  last_reset timestamptz,
  primary key (hour, series_id)
);

-- An hour's twelve values. An hour without a report has no row here: its twelve are its one.
create table series.five_minutes (
  hour      timestamptz not null,
  series_id int not null,
  home_id   int not null,
  counts    int[] not null,
  means     float8[],
  weights   float8[],
  mins      float8[],
  maxs      float8[],
  lasts     float8[] not null,
  changes   float8[],
  primary key (hour, series_id)
);

-- A day of the home's time zone; an hour belongs to the day in which it starts.
create table series.day (
  day       date not null,
  series_id int not null,
  home_id   int not null,
  hours     smallint not null,          -- that are known; 23 and 25 are whole days too
  count     int not null,
  mean      float8,
  weight    float8,
  min       float8,
  max       float8,
  last      float8,
  change    float8,
  primary key (day, series_id)
);

select people.guard('series.series');
select people.guard('series.hour');
select people.guard('series.five_minutes');
select people.guard('series.day');
