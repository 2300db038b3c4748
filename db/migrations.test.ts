import { describe, expect, it } from "vitest";
import { type Migration, migrations } from "./migrate.ts";
import { slowSteps } from "./slow-steps.ts";

const step = (text: string): Migration => ({ id: 60, name: "step", text });

it("rewrites no large table under a lock", () => {
  expect(migrations().flatMap(slowSteps)).toEqual([]);
});

describe("a step on a large table", () => {
  it.each([
    ["alter table memory.event alter column state type varchar(255)", "rewrites"],
    ['alter table memory.event alter state set data type text collate "C"', "rewrites"],
    ["alter table only memory.context add column seen_at timestamptz not null default clock_timestamp()", "volatile"],
    ["alter table series.hour add column id uuid default gen_random_uuid()", "volatile"],
    ["alter table series.hour add id int generated always as identity", "volatile"],
    ["alter table memory.event add column day date generated always as (at::date) stored", "volatile"],
    ["alter table memory.posting add constraint full_hour check (hour = date_trunc('hour', hour))", "not valid"],
    ["alter table memory.event add foreign key (home_id) references people.home", "not valid"],
    ["alter table memory.event alter column attributes_id set not null", "not valid"],
    ["alter table series.five_minutes set (fillfactor = 70), set logged", "rewrites"],
    ["create index event_by_entity on memory.event (entity_id, at)", "each partition"],
    ["create unique index concurrently on memory.attributes (hash)", "each partition"],
    ["update memory.event set source = 'l'", "background"],
    ["update memory.event as e set source = 'l' from people.home where home.id = e.home_id", "background"],
    ["delete from series.day", "background"],
    ["with gone as (delete from memory.context returning 1) select count(*) from gone", "background"],
    ["insert into memory.new_event select * from memory.event", "background"],
    ["cluster memory.event", "rewrites"],
    ["vacuum full memory.event", "rewrites"],
    ["do $$ begin update memory.event set state = null; end $$", "background"],
    ['ALTER TABLE "memory"."event" ALTER COLUMN state TYPE text', "rewrites"],
  ])("is refused: %s", (text, why) => {
    expect(slowSteps(step(text))).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    "alter table memory.event add column weight real",
    "alter table memory.event add column is_kept boolean not null default false",
    "alter table memory.event add column kept_at timestamptz not null default now()",
    "alter table memory.event drop column old_state",
    "alter table memory.event rename column state to value",
    "alter table memory.posting add constraint full_hour check (hour = date_trunc('hour', hour)) not valid",
    "create index on only memory.event (entity_id)",
    "create index on house.entity (area_id)",
    "update house.entity set area_id = null",
    "alter table house.device alter column name type varchar(255)",
    "create table memory.sealed (like memory.event); create index on memory.sealed (entity_id, at)",
    "create function memory.forget() returns void language sql as $$ delete from memory.event where at < now() $$",
    "-- update memory.event set state = null\nselect 1",
    "update memory.event set source = 'l' where at >= '2026-11-20' and at < '2026-11-21'; -- bounded: the one day of the fault",
  ])("is allowed: %s", (text) => {
    expect(slowSteps(step(text))).toEqual([]);
  });
});
