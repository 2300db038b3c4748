create table alerts.alert (
  id integer not null identity,
  home_id integer not null,
  key text not null,
  kind text not null,
  finding_id integer,
  mentions integer[] not null,
  is_danger boolean not null,
  severity text not null,
  rule text not null,
  level integer not null default 0,
  level_at timestamp with time zone,
  opened_at timestamp with time zone not null,
  quiet_since timestamp with time zone,
  closed_at timestamp with time zone,
  told_at timestamp with time zone,
  acked_at timestamp with time zone,
  acked_by uuid,
  snoozed_until timestamp with time zone,
  CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text, 'critical'::text]))),
  FOREIGN KEY (acked_by) REFERENCES users(id) ON DELETE SET NULL,
  FOREIGN KEY (finding_id) REFERENCES ledger.finding(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table alerts.channel (
  id integer not null identity,
  home_id integer not null,
  user_id uuid,
  kind text not null,
  name text not null,
  target jsonb not null,
  secrets text,
  is_on boolean not null default true,
  added_at timestamp with time zone not null default now(),
  tested_at timestamp with time zone,
  outcome text,
  outcome_at timestamp with time zone,
  why text,
  CHECK ((kind = ANY (ARRAY['companion'::text, 'notify'::text, 'persistent'::text, 'light'::text, 'speech'::text, 'webhook'::text, 'email'::text, 'mqtt'::text]))),
  CHECK ((outcome = ANY (ARRAY['sent'::text, 'refused'::text, 'unknown'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table alerts.lit_before (
  home_id integer not null,
  entity_id text not null,
  state jsonb not null,
  lit_at timestamp with time zone not null default now(),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, entity_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table alerts.person (
  home_id integer not null,
  user_id uuid not null,
  wishes jsonb not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, user_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table alerts.rule (
  id integer not null identity,
  home_id integer not null,
  name text not null,
  place integer not null,
  said jsonb not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (home_id, name)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table alerts.runner (
  home_id integer not null,
  holder uuid not null,
  until timestamp with time zone not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table alerts.sending (
  id integer not null identity,
  home_id integer not null,
  alert_id integer,
  user_id uuid,
  channel_id integer,
  rest integer[] not null default '{}'::integer[],
  telling uuid not null,
  kind text not null,
  level integer not null default 0,
  severity text not null,
  is_danger boolean not null,
  counts boolean not null,
  state text not null,
  digest text,
  digest_id integer,
  key uuid not null default gen_random_uuid(),
  attempts integer not null default 0,
  runner uuid,
  made_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  began_at timestamp with time zone,
  ended_at timestamp with time zone,
  why text,
  offer_id integer,
  CHECK ((digest = ANY (ARRAY['daily'::text, 'weekly'::text]))),
  CHECK ((kind = ANY (ARRAY['alert'::text, 'reminder'::text, 'recovery'::text, 'eased'::text, 'clear'::text, 'daily'::text, 'weekly'::text, 'offer'::text, 'mended'::text]))),
  CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text, 'critical'::text]))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'refused'::text, 'unknown'::text, 'held'::text, 'digested'::text, 'dropped'::text]))),
  FOREIGN KEY (alert_id) REFERENCES alerts.alert(id) ON DELETE CASCADE,
  FOREIGN KEY (channel_id) REFERENCES alerts.channel(id) ON DELETE SET NULL,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (key)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table alerts.stream (
  id integer not null identity,
  home_id integer not null,
  channel_id integer not null,
  user_id uuid,
  name text not null,
  said jsonb not null,
  upto timestamp with time zone not null,
  sent bigint not null default 0,
  dropped bigint not null default 0,
  tries integer not null default 0,
  not_before timestamp with time zone,
  why text,
  held_until timestamp with time zone,
  FOREIGN KEY (channel_id) REFERENCES alerts.channel(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_server delete+insert+select+update
create table changes.change (
  id integer not null identity,
  home_id integer not null,
  item_id integer not null,
  at timestamp with time zone not null,
  since timestamp with time zone,
  action text not null,
  name text not null,
  who text,
  before_id integer,
  after_id integer,
  gist jsonb not null,
  mentions text[] not null,
  CHECK ((action = ANY (ARRAY['added'::text, 'changed'::text, 'removed'::text]))),
  FOREIGN KEY (after_id) REFERENCES changes.content(id),
  FOREIGN KEY (before_id) REFERENCES changes.content(id),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (item_id) REFERENCES changes.item(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table changes.content (
  id integer not null identity,
  home_id integer not null,
  hash uuid not null,
  body bytea not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (home_id, hash)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table changes.item (
  id integer not null identity,
  home_id integer not null,
  connection_id uuid not null,
  kind text not null,
  item_id text not null,
  entity_id text,
  name text not null,
  content_id integer,
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (content_id) REFERENCES changes.content(id),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (connection_id, kind, item_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table changes.look (
  connection_id uuid not null,
  home_id integer not null,
  kind text not null,
  first_at timestamp with time zone,
  unsure_since timestamp with time zone,
  missing text,
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (connection_id, kind)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table episodes.habit (
  home_id integer not null,
  entity_id integer not null,
  kind text not null,
  habit jsonb,
  learned_at timestamp with time zone not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, entity_id, kind)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table healing.attempt (
  id integer not null identity,
  home_id integer not null,
  finding_id integer,
  remedy text not null,
  check_name text not null,
  subject_kind text not null,
  subject text not null,
  name text not null,
  entities text[] not null,
  mentions integer[] not null,
  plan jsonb not null,
  hash text not null,
  by_whom text not null,
  user_id uuid,
  intent_at timestamp with time zone not null,
  sent integer not null default 0,
  sent_at timestamp with time zone,
  context_ids text[] not null default '{}'::text[],
  outcome text,
  before jsonb not null,
  after jsonb,
  verdict text,
  verdict_at timestamp with time zone,
  why text,
  restored_at timestamp with time zone,
  undone_at timestamp with time zone,
  undo_outcome text,
  told integer not null default 0,
  CHECK ((by_whom = ANY (ARRAY['act'::text, 'person'::text]))),
  CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'unknown'::text]))),
  CHECK ((undo_outcome = ANY (ARRAY['done'::text, 'refused'::text, 'unknown'::text]))),
  CHECK ((verdict = ANY (ARRAY['fixed'::text, 'not_fixed'::text, 'unknown'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table healing.feed (
  home_id integer not null,
  device_id text not null,
  switch_id integer not null,
  since timestamp with time zone not null,
  user_id uuid,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (switch_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  PRIMARY KEY (home_id, device_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table healing.mode (
  home_id integer not null,
  remedy text not null,
  mode text not null,
  since timestamp with time zone not null,
  user_id uuid,
  CHECK ((mode = ANY (ARRAY['off'::text, 'suggest'::text, 'ask'::text, 'act'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  PRIMARY KEY (home_id, remedy)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table healing.offer (
  id integer not null identity,
  home_id integer not null,
  finding_id integer not null,
  remedy text not null,
  hash text not null,
  entities text[] not null,
  user_id uuid,
  made_at timestamp with time zone not null,
  until timestamp with time zone not null,
  used_at timestamp with time zone,
  mentions integer[] not null,
  FOREIGN KEY (finding_id) REFERENCES ledger.finding(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table healing.stop (
  home_id integer not null,
  stopped_at timestamp with time zone not null,
  user_id uuid,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  PRIMARY KEY (home_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table health.cost (
  id integer not null identity,
  home_id integer not null,
  finding_id integer not null,
  severity text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text, 'critical'::text]))),
  FOREIGN KEY (finding_id) REFERENCES ledger.finding(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table house.continued (
  id integer not null identity,
  home_id integer not null,
  old_id integer not null,
  new_id integer not null,
  since timestamp with time zone not null,
  at timestamp with time zone not null,
  undone_at timestamp with time zone,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (new_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (old_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table house.device (
  id integer not null identity,
  home_id integer not null,
  connection_id uuid not null,
  device_id text not null,
  name text,
  manufacturer text,
  model text,
  sw_version text,
  hw_version text,
  area_id text,
  via_device_id text,
  parent_device_id text,
  config_entry_id text,
  labels text[] not null default '{}'::text[],
  is_disabled boolean not null default false,
  removed_at timestamp with time zone,
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (connection_id, device_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table house.entity (
  id integer not null identity,
  home_id integer not null,
  connection_id uuid not null,
  entity_id text not null,
  registry_id text,
  device_id text,
  area_id text,
  config_entry_id text,
  platform text,
  name text,
  aliases text[] not null default '{}'::text[],
  labels text[] not null default '{}'::text[],
  members text[] not null default '{}'::text[],
  category text,
  device_class text,
  unit text,
  state_class text,
  capabilities jsonb,
  is_hidden boolean not null default false,
  is_disabled boolean not null default false,
  removed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  is_exposed boolean not null default false,
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table house.item (
  home_id integer not null,
  connection_id uuid not null,
  kind text not null,
  item_id text not null,
  name text not null,
  body jsonb not null,
  removed_at timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['area'::text, 'floor'::text, 'label'::text, 'category'::text, 'config_entry'::text, 'user'::text]))),
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (connection_id, kind, item_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table house.left_out (
  home_id integer not null,
  kind text not null,
  value text not null,
  CHECK ((kind = ANY (ARRAY['entity'::text, 'device'::text, 'label'::text, 'area'::text, 'integration'::text, 'domain'::text, 'event_type'::text, 'unrecorded'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, kind, value)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table house.reporting (
  entity_id integer not null,
  home_id integer not null,
  last_reported timestamp with time zone not null,
  intervals integer[] not null,
  FOREIGN KEY (entity_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (entity_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table ledger.audit_link (
  number bigint not null,
  audit_id uuid not null,
  at timestamp with time zone not null,
  is_security boolean not null,
  outcome_hash bytea not null,
  content_hash bytea not null,
  hash bytea not null,
  salt bytea,
  home integer,
  connection uuid,
  person uuid,
  blanked_at timestamp with time zone,
  ended_at timestamp with time zone,
  PRIMARY KEY (number),
  UNIQUE (audit_id)
); -- row security, forced, homeops_server insert+select
create table ledger.detector_choice (
  home_id integer not null,
  name text not null,
  version text not null,
  chosen_at timestamp with time zone not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, name)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table ledger.diagnosis (
  id integer not null identity,
  home_id integer not null,
  at timestamp with time zone not null,
  took_ms integer not null,
  by_whom text not null,
  checks text[] not null,
  held_back jsonb not null,
  waiting integer not null,
  opened integer not null,
  changed integer not null,
  closed integer not null,
  CHECK ((by_whom = ANY (ARRAY['schedule'::text, 'person'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table ledger.finding (
  id integer not null identity,
  home_id integer not null,
  check_name text not null,
  subject_kind text not null,
  subject text not null,
  severity text not null,
  evidence jsonb not null,
  mentions integer[] not null,
  cause_id integer,
  since timestamp with time zone not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closed_as text,
  snoozed_until timestamp with time zone,
  CHECK (((closed_at IS NULL) = (closed_as IS NULL))),
  CHECK ((closed_as = ANY (ARRAY['gone'::text, 'fixed'::text, 'not_a_problem'::text]))),
  CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text, 'critical'::text]))),
  CHECK ((subject_kind = ANY (ARRAY['entity'::text, 'automation'::text, 'device'::text, 'integration'::text, 'area'::text, 'home'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table ledger.incident (
  id integer not null identity,
  home_id integer not null,
  kind text not null,
  about text not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  details jsonb not null,
  is_told boolean not null default false,
  CHECK ((kind = ANY (ARRAY['systemic'::text, 'breaker'::text, 'useless'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table ledger.installed_update (
  id integer not null identity,
  home_id integer not null,
  change_id integer,
  item text not null,
  kind text not null,
  target text,
  name text not null,
  before text not null,
  after text not null,
  since timestamp with time zone not null,
  at timestamp with time zone not null,
  figures jsonb,
  compared_at timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['core'::text, 'app'::text, 'integration'::text, 'device'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (home_id, change_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table ledger.log_hour (
  home_id integer not null,
  hour timestamp with time zone not null,
  domain text not null,
  errors integer not null,
  warnings integer not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, hour, domain)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table ledger.maintenance (
  id integer not null identity,
  home_id integer not null,
  kind text not null,
  subject_kind text not null,
  subject text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  why text,
  user_id uuid,
  CHECK ((ended_at >= started_at)),
  CHECK ((kind = ANY (ARRAY['work'::text, 'holiday'::text]))),
  CHECK ((subject_kind = ANY (ARRAY['home'::text, 'area'::text, 'device'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table ledger.prediction (
  id integer not null identity,
  home_id integer not null,
  entity_id integer not null,
  kind text not null,
  detector text not null,
  made_on date not null,
  expected_on date not null,
  earliest_on date not null,
  latest_on date not null,
  basis jsonb not null,
  outcome text,
  outcome_on date,
  device_id text,
  chance double precision,
  CHECK (((chance >= (0)::double precision) AND (chance <= (1)::double precision))),
  CHECK (((outcome IS NULL) = (outcome_on IS NULL))),
  CHECK ((kind = ANY (ARRAY['battery-empty'::text, 'device-fails'::text]))),
  CHECK ((outcome = ANY (ARRAY['came'::text, 'averted'::text, 'stayed away'::text]))),
  FOREIGN KEY (entity_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table ledger.rule (
  id integer not null identity,
  home_id integer not null,
  kind text not null,
  check_name text,
  subject_kind text,
  subject text,
  evidence jsonb,
  user_id uuid,
  created_at timestamp with time zone not null,
  CHECK ((kind = ANY (ARRAY['muted'::text, 'tolerated'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  PRIMARY KEY (id),
  UNIQUE NULLS NOT DISTINCT (home_id, kind, check_name, subject_kind, subject)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table ledger.step (
  id integer not null identity,
  home_id integer not null,
  finding_id integer not null,
  at timestamp with time zone not null,
  what text not null,
  severity text not null,
  user_id uuid,
  details jsonb,
  is_told boolean not null,
  CHECK ((what = ANY (ARRAY['opened'::text, 'reopened'::text, 'changed'::text, 'closed'::text, 'fixed'::text, 'snoozed'::text, 'woken'::text, 'muted'::text, 'unmuted'::text, 'not_a_problem'::text, 'a_problem'::text]))),
  FOREIGN KEY (finding_id) REFERENCES ledger.finding(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.attribute_found (
  home_id integer not null,
  id integer not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.attribute_sweep (
  home_id integer not null,
  number integer not null,
  upto integer,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.attributes (
  id integer not null identity,
  home_id integer not null,
  base_id integer,
  hash uuid not null,
  body jsonb not null,
  removed text[],
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (home_id, hash)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.context (
  at timestamp with time zone not null,
  home_id integer not null,
  entity_id integer not null,
  type_id smallint not null,
  context_id text,
  parent_id text,
  user_id text,
  cause jsonb,
  mark "char",
  UNIQUE (at, entity_id, type_id)
) partition by RANGE (at); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.coverage (
  id integer not null identity,
  home_id integer not null,
  connection_id uuid not null,
  source text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  import_id integer,
  CHECK ((started_at <= ended_at)),
  CHECK ((source = ANY (ARRAY['live'::text, 'history'::text]))),
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (import_id) REFERENCES memory.recorded_import(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.day_tally (
  day date not null,
  home_id integer not null,
  entities integer[] not null,
  states integer[] not null,
  changes integer[] not null,
  others integer[] not null,
  hours integer[] not null,
  bytes bigint[] not null,
  homely integer not null,
  attributes_id integer not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (day, home_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.dead_letter (
  id integer not null identity,
  home_id integer not null,
  connection_id uuid,
  at timestamp with time zone not null default now(),
  reason text not null,
  body bytea not null,
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.detail (
  home_id integer not null,
  kind text not null,
  value text not null,
  detail text not null,
  is_past boolean not null,
  told_at timestamp with time zone not null,
  is_due boolean not null default false,
  gone_events bigint not null default 0,
  gone_bytes bigint not null default 0,
  gone_from date,
  gone_to date,
  CHECK ((detail = ANY (ARRAY['changes'::text, 'rollups'::text, 'out'::text]))),
  CHECK ((kind = ANY (ARRAY['entity'::text, 'device'::text, 'label'::text, 'integration'::text, 'area'::text, 'domain'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, kind, value)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.due_hour (
  home_id integer not null,
  hour timestamp with time zone not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, hour)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.embedding_model (
  id smallint not null identity,
  name text not null,
  revision text not null,
  width integer not null,
  since timestamp with time zone not null default now(),
  CHECK (((width >= 1) AND (width <= 4000))),
  PRIMARY KEY (id),
  UNIQUE (name, revision, width)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.episode (
  home_id integer not null,
  entity_id integer not null,
  kind text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  amount double precision,
  usual double precision,
  told text,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, entity_id, kind, started_at)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.event (
  at timestamp with time zone not null,
  home_id integer not null,
  entity_id integer not null,
  attributes_id integer,
  type_id smallint not null,
  source "char" not null,
  state text,
  old_state text,
  UNIQUE (at, entity_id, type_id)
) partition by RANGE (at); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.event_type (
  id smallint not null identity,
  home_id integer not null,
  connection_id uuid not null,
  name text not null,
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (connection_id, name)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.forgotten_attributes (
  silence_id integer not null,
  home_id integer not null,
  id integer not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (silence_id) REFERENCES memory.silence(id) ON DELETE CASCADE,
  PRIMARY KEY (silence_id, id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.gap (
  id integer not null identity,
  home_id integer not null,
  connection_id uuid not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  reason text not null,
  missing text not null,
  entities text[],
  import_id integer,
  CHECK ((missing = ANY (ARRAY['everything'::text, 'events'::text, 'unrecorded entities'::text]))),
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (import_id) REFERENCES memory.recorded_import(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (connection_id, started_at, missing)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.import (
  connection_id uuid not null,
  home_id integer not null,
  part text not null,
  state text not null,
  reached timestamp with time zone not null,
  oldest timestamp with time zone,
  done bigint not null default 0,
  remaining bigint,
  CHECK ((part = ANY (ARRAY['history'::text, 'logbook'::text, 'statistics'::text]))),
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text]))),
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (connection_id, part)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.in_use (
  program uuid not null,
  name text not null,
  seen_at timestamp with time zone not null default now(),
  PRIMARY KEY (program)
); -- homeops_server delete+insert+update
create table memory.keep (
  home_id integer not null,
  kind text not null,
  value text not null,
  days integer,
  CHECK ((days >= 1)),
  CHECK ((kind = ANY (ARRAY['class'::text, 'label'::text, 'entity'::text, 'option'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, kind, value)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.let_go (
  id integer not null identity,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  reason text not null,
  days integer not null default 0,
  rewritten integer not null default 0,
  events bigint not null default 0,
  bytes bigint not null default 0,
  attributes bigint not null default 0,
  CHECK ((reason = ANY (ARRAY['kept long enough'::text, 'cap'::text]))),
  PRIMARY KEY (id)
); -- homeops_server delete+insert+select+update
create table memory.posting (
  hour timestamp with time zone not null,
  home_id integer not null,
  entity_id integer not null,
  times timestamp with time zone[] not null,
  PRIMARY KEY (entity_id, hour)
) partition by RANGE (hour); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.recorded_import (
  id integer not null identity,
  home_id integer not null,
  connection_id uuid not null,
  mark "char",
  kind text not null,
  source text not null,
  fingerprint text not null,
  state text not null,
  reason text,
  position jsonb not null default '{}'::jsonb,
  rows bigint not null default 0,
  read bigint not null default 0,
  added bigint not null default 0,
  statistics bigint not null default 0,
  from_at timestamp with time zone,
  to_at timestamp with time zone,
  gaps jsonb not null default '[]'::jsonb,
  entities integer[] not null default '{}'::integer[],
  started_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['sqlite'::text, 'backup'::text, 'postgresql'::text, 'mariadb'::text]))),
  CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'done'::text, 'failed'::text, 'undoing'::text, 'undone'::text]))),
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.sealed (
  day date not null,
  home_id integer not null,
  entity_id integer not null,
  n integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  times timestamp with time zone[] not null,
  states text[] not null,
  attributes integer[],
  sources "char"[] not null,
  old_states text[],
  PRIMARY KEY (entity_id, day)
) partition by RANGE (day); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.sentence (
  id integer not null identity,
  home_id integer not null,
  entity_id integer not null,
  type_id smallint not null,
  kind text not null,
  text text not null,
  words tsvector default (to_tsvector('english'::regconfig, text) || to_tsvector('simple'::regconfig, text)),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.sentences_gone (
  home_id integer not null,
  times integer not null default 1,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.silence (
  id integer not null identity,
  home_id integer not null,
  kind text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  entities integer[],
  is_settled boolean not null default false,
  CHECK ((started_at <= ended_at)),
  CHECK ((kind = ANY (ARRAY['paused'::text, 'forgotten'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.size (
  day date not null,
  bytes bigint not null,
  event_bytes bigint not null,
  PRIMARY KEY (day)
); -- homeops_server delete+insert+select+update
create table memory.size_limit (
  is_only boolean not null default true,
  bytes bigint,
  is_chosen boolean not null,
  before date,
  CHECK (is_only),
  PRIMARY KEY (is_only)
); -- homeops_server delete+insert+select+update
create table memory.telling (
  at timestamp with time zone not null,
  place bigint not null,
  home_id integer not null,
  sentence_id integer not null,
  UNIQUE (at, place)
) partition by RANGE (at); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.told (
  hour timestamp with time zone not null,
  home_id integer not null,
  sentences integer[] not null,
  counts integer[] not null,
  firsts timestamp with time zone[] not null,
  lasts timestamp with time zone[] not null,
  is_hasty boolean not null default false,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, hour)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.told_day (
  day date not null,
  home_id integer not null,
  sentence_id integer not null,
  count integer not null,
  first timestamp with time zone not null,
  last timestamp with time zone not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, day, sentence_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.trace (
  home_id integer not null,
  connection_id uuid not null,
  domain text not null,
  item_id text not null,
  run_id text not null,
  entity_id text,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  outcome text,
  has_failed boolean not null,
  context_id text,
  parent_id text,
  trigger text,
  config_id integer,
  body bytea not null,
  mentions text[],
  CHECK ((domain = ANY (ARRAY['automation'::text, 'script'::text]))),
  FOREIGN KEY (config_id) REFERENCES memory.trace_config(id),
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (connection_id, domain, item_id, run_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.trace_config (
  id integer not null identity,
  home_id integer not null,
  hash uuid not null,
  body bytea not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (home_id, hash)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.unlearned_hour (
  home_id integer not null,
  hour timestamp with time zone not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, hour)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.vector (
  sentence_id integer not null,
  home_id integer not null,
  model_id smallint not null,
  embedding halfvec not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (model_id) REFERENCES memory.embedding_model(id),
  FOREIGN KEY (sentence_id) REFERENCES memory.sentence(id) ON DELETE CASCADE,
  PRIMARY KEY (sentence_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table memory.wrong_answer (
  id integer not null identity,
  home_id integer not null,
  reported_at timestamp with time zone not null default now(),
  asked_at timestamp with time zone not null,
  question text not null,
  before text,
  told jsonb not null,
  correction text,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table once.asked (
  id bytea not null,
  body bytea not null,
  holder uuid not null,
  begun_at timestamp with time zone not null default now(),
  answer text,
  PRIMARY KEY (id)
); -- row security, forced, homeops_server delete+insert+select+update
create table people.allowed (
  user_id uuid not null,
  person_id integer not null,
  home_id integer not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (person_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, person_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table people.guest_area (
  home_id integer not null,
  user_id uuid not null,
  area_id text not null,
  created_at timestamp with time zone not null default now(),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, home_id, area_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table people.home (
  id integer not null identity,
  name text not null,
  time_zone text not null default 'UTC'::text,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table people.home_assistant_user (
  home_id integer not null,
  ha_user_id text not null,
  user_id uuid not null,
  created_at timestamp with time zone not null default now(),
  CHECK ((ha_user_id ~ '^[0-9a-f]{32}$'::text)),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, ha_user_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table people.invitation (
  id integer not null identity,
  home_id integer not null,
  user_id uuid,
  hash bytea not null,
  name text not null,
  role text not null,
  areas text[] not null default '{}'::text[],
  invited_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  CHECK ((octet_length(hash) = 32)),
  CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text, 'guest'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (invited_by) REFERENCES users(id) ON DELETE SET NULL,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (hash)
); -- row security, forced, homeops_server delete+insert+select+update
create table people.member (
  home_id integer not null,
  user_id uuid not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text, 'guest'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, home_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table people.movement (
  entity_id integer not null,
  person_id integer,
  home_id integer not null,
  FOREIGN KEY (entity_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (person_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  UNIQUE NULLS NOT DISTINCT (entity_id, person_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table people.private (
  home_id integer not null,
  kind text not null,
  value text not null,
  person_id integer not null,
  CHECK ((kind = ANY (ARRAY['area'::text, 'entity'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (person_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id, kind, value)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table people.removal (
  id integer not null identity,
  home_id integer not null,
  kind text not null,
  user_id uuid,
  name text,
  gone jsonb not null default '{}'::jsonb,
  kept jsonb not null default '{}'::jsonb,
  done integer not null default 0,
  steps integer not null default 0,
  asked_by uuid,
  asked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['person'::text, 'home'::text]))),
  FOREIGN KEY (asked_by) REFERENCES users(id) ON DELETE SET NULL,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table people.self (
  user_id uuid not null,
  home_id integer not null,
  person_id integer not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (person_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, home_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table people.sql_login (
  login name not null,
  user_id uuid not null,
  added_at timestamp with time zone not null default now(),
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (login)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table people.token (
  id integer not null identity,
  user_id uuid not null,
  name text not null,
  hash bytea not null,
  scopes text[] not null,
  rooms text[],
  homes integer[],
  is_at_most_member boolean not null default false,
  expires_at timestamp with time zone,
  last_used_on date,
  created_at timestamp with time zone not null default now(),
  CHECK ((octet_length(hash) = 32)),
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (hash)
); -- row security, forced, homeops_server delete+insert+select+update
create table people.tracker (
  person_id integer not null,
  tracker_id integer not null,
  home_id integer not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (person_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (tracker_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  PRIMARY KEY (person_id, tracker_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table public.home_assistant_audit_log (
  id uuid not null default gen_random_uuid(),
  home_id integer,
  connection_id uuid,
  user_id uuid,
  action character varying(100) not null,
  details jsonb,
  ip_address inet,
  user_agent text,
  success boolean not null,
  error_message text,
  duration_ms integer,
  created_at timestamp with time zone default CURRENT_TIMESTAMP,
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE SET NULL,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE SET NULL,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server insert+select
create table public.home_assistant_connection_metrics (
  id uuid not null default gen_random_uuid(),
  home_id integer not null,
  connection_id uuid not null,
  metric_type character varying(50) not null,
  metric_value numeric(10,4) not null,
  timestamp timestamp with time zone not null,
  created_at timestamp with time zone default CURRENT_TIMESTAMP,
  CHECK (((metric_type)::text = ANY ((ARRAY['latency'::character varying, 'uptime'::character varying, 'error_rate'::character varying, 'event_rate'::character varying])::text[]))),
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table public.home_assistant_connections (
  id uuid not null default gen_random_uuid(),
  home_id integer not null,
  name character varying(255) not null,
  url character varying(500) not null,
  encrypted_token text not null,
  status character varying(50) not null default 'disconnected'::character varying,
  home_assistant_version character varying(50),
  supported_features text[],
  created_at timestamp with time zone default CURRENT_TIMESTAMP,
  updated_at timestamp with time zone default CURRENT_TIMESTAMP,
  last_connected_at timestamp with time zone,
  last_seen_at timestamp with time zone,
  connection_health jsonb,
  user_id uuid not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (user_id, url)
); -- row security, forced, homeops_server delete+insert+select+update
create table public.homeops_migration (
  id integer not null,
  name text not null,
  applied_at timestamp with time zone not null default now(),
  PRIMARY KEY (id)
); -- row security
create table public.users (
  id uuid not null default gen_random_uuid(),
  name text not null,
  email text,
  preferences jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (email)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table schedules.job (
  id integer not null identity,
  home_id integer,
  name text not null,
  plan text not null,
  due_at timestamp with time zone not null,
  tries integer not null default 0,
  not_before timestamp with time zone,
  is_paused boolean not null default false,
  is_wanted boolean not null default false,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE NULLS NOT DISTINCT (home_id, name)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table schedules.lease (
  is_one boolean not null default true,
  holder text not null,
  fence bigint not null,
  seen_at timestamp with time zone not null,
  CHECK (is_one),
  PRIMARY KEY (is_one)
); -- row security, forced, homeops_server delete+insert+select+update
create table schedules.run (
  id bigint not null identity,
  job_id integer not null,
  home_id integer,
  due_at timestamp with time zone not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  outcome text,
  said text,
  try integer not null,
  cause text not null,
  ran_by text not null,
  fence bigint not null,
  CHECK ((cause = ANY (ARRAY['time'::text, 'person'::text]))),
  CHECK ((outcome = ANY (ARRAY['done'::text, 'failed'::text, 'lost'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (job_id) REFERENCES schedules.job(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table series.day (
  day date not null,
  series_id integer not null,
  home_id integer not null,
  hours smallint not null,
  count integer not null,
  mean double precision,
  weight double precision,
  min double precision,
  max double precision,
  last double precision,
  change double precision,
  PRIMARY KEY (day, series_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table series.five_minutes (
  hour timestamp with time zone not null,
  series_id integer not null,
  home_id integer not null,
  counts integer[] not null,
  means double precision[],
  weights double precision[],
  mins double precision[],
  maxs double precision[],
  lasts double precision[] not null,
  changes double precision[],
  PRIMARY KEY (hour, series_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table series.hour (
  hour timestamp with time zone not null,
  series_id integer not null,
  home_id integer not null,
  source "char" not null,
  is_held boolean not null,
  count integer not null,
  mean double precision,
  weight double precision,
  min double precision,
  max double precision,
  last double precision,
  change double precision,
  last_reset timestamp with time zone,
  CHECK (((source = ANY (ARRAY['e'::"char", 's'::"char"])) OR ((source >= 'A'::"char") AND (source <= 'Z'::"char")) OR ((source >= '0'::"char") AND (source <= '9'::"char")))) NOT VALID,
  PRIMARY KEY (hour, series_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table series.replaced_hour (
  import_id integer not null,
  hour timestamp with time zone not null,
  series_id integer not null,
  home_id integer not null,
  source "char" not null,
  is_held boolean not null,
  count integer not null,
  mean double precision,
  weight double precision,
  min double precision,
  max double precision,
  last double precision,
  change double precision,
  last_reset timestamp with time zone,
  FOREIGN KEY (import_id) REFERENCES memory.recorded_import(id) ON DELETE CASCADE,
  PRIMARY KEY (import_id, hour, series_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table series.series (
  id integer not null identity,
  home_id integer not null,
  connection_id uuid not null,
  entity_id integer,
  statistic_id text,
  name text,
  unit text,
  kind text not null,
  CHECK (((entity_id IS NULL) <> (statistic_id IS NULL))),
  CHECK ((kind = ANY (ARRAY['measurement'::text, 'meter'::text, 'angle'::text]))),
  FOREIGN KEY (connection_id) REFERENCES home_assistant_connections(id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE NULLS NOT DISTINCT (connection_id, entity_id, statistic_id, unit, kind)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table shopping.item (
  id integer not null identity,
  home_id integer not null,
  cell text not null,
  uid text,
  others text[] not null,
  entities text[] not null,
  summary text not null,
  due_on date not null,
  is_open boolean not null default true,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table shopping.list (
  home_id integer not null,
  entity_id text not null,
  days integer not null,
  language text not null,
  CHECK ((language = ANY (ARRAY['en'::text, 'de'::text]))),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (home_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table unusual.activity (
  entity_id integer not null,
  home_id integer not null,
  began_at timestamp with time zone not null,
  until timestamp with time zone not null,
  state bytea not null,
  FOREIGN KEY (entity_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (entity_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table unusual.learned (
  series_id integer not null,
  home_id integer not null,
  entity_id integer not null,
  device_id text,
  began_at timestamp with time zone not null,
  until timestamp with time zone not null,
  state bytea not null,
  FOREIGN KEY (entity_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (series_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table unusual.standing (
  home_id integer not null,
  entity_id integer not null,
  kind text not null,
  since timestamp with time zone not null,
  expected double precision not null,
  seen double precision not null,
  beyond double precision not null,
  unit text,
  CHECK ((kind = ANY (ARRAY['level'::text, 'drift'::text, 'noise'::text, 'stuck'::text, 'spike'::text, 'much'::text, 'little'::text, 'odd hours'::text]))),
  FOREIGN KEY (entity_id) REFERENCES house.entity(id) ON DELETE CASCADE,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  PRIMARY KEY (entity_id, kind)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table webhooks.received (
  source_id text not null,
  message_id text not null,
  home_id integer not null,
  at timestamp with time zone not null,
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (source_id) REFERENCES webhooks.source(id) ON DELETE CASCADE,
  PRIMARY KEY (source_id, message_id)
); -- row security, forced, homeops_person select, homeops_server delete+insert+select+update
create table webhooks.source (
  id text not null,
  home_id integer not null,
  name text not null,
  secrets text not null,
  former_until timestamp with time zone,
  user_id uuid,
  created_at timestamp with time zone not null default now(),
  received integer not null default 0,
  last_at timestamp with time zone,
  CHECK ((id ~ '^[A-Za-z0-9_-]{22}$'::text)),
  FOREIGN KEY (home_id) REFERENCES people.home(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  PRIMARY KEY (id)
); -- row security, forced, homeops_server delete+insert+select+update

CREATE INDEX activity_home ON unusual.activity USING btree (home_id);
CREATE INDEX alert_acked_by ON alerts.alert USING btree (acked_by);
CREATE INDEX alert_closed ON alerts.alert USING btree (home_id, closed_at);
CREATE INDEX alert_finding ON alerts.alert USING btree (finding_id);
CREATE INDEX allowed_person ON people.allowed USING btree (person_id);
CREATE INDEX asked_begun ON once.asked USING btree (begun_at);
CREATE INDEX attempt_by_time ON healing.attempt USING btree (home_id, intent_at);
CREATE INDEX attempt_pending ON healing.attempt USING btree (home_id) WHERE (verdict IS NULL);
CREATE INDEX attempt_user ON healing.attempt USING btree (user_id);
CREATE INDEX attributes_base ON memory.attributes USING btree (base_id) WHERE (base_id IS NOT NULL);
CREATE INDEX audit_link_living ON ledger.audit_link USING btree (number) WHERE (ended_at IS NULL);
CREATE INDEX audit_link_person ON ledger.audit_link USING btree (person) WHERE (person IS NOT NULL);
CREATE INDEX change_after ON changes.change USING btree (after_id);
CREATE INDEX change_before ON changes.change USING btree (before_id);
CREATE INDEX change_of_home ON changes.change USING btree (home_id, at, id);
CREATE INDEX change_of_item ON changes.change USING btree (item_id);
CREATE INDEX channel_home ON alerts.channel USING btree (home_id);
CREATE INDEX channel_user ON alerts.channel USING btree (user_id);
CREATE INDEX context_by_id ON ONLY memory.context USING btree (context_id);
CREATE INDEX context_by_parent ON ONLY memory.context USING btree (parent_id);
CREATE INDEX continued_new ON house.continued USING btree (new_id);
CREATE INDEX continued_of_home ON house.continued USING btree (home_id, at);
CREATE INDEX continued_old ON house.continued USING btree (old_id);
CREATE INDEX cost_by_time ON health.cost USING btree (home_id, ended_at);
CREATE INDEX cost_of_finding ON health.cost USING btree (finding_id);
CREATE INDEX coverage_of_home ON memory.coverage USING btree (home_id, connection_id, started_at);
CREATE INDEX coverage_of_import ON memory.coverage USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX day_tally_of_home ON memory.day_tally USING btree (home_id, day);
CREATE INDEX dead_letter_of_home ON memory.dead_letter USING btree (home_id, at);
CREATE INDEX device_home ON house.device USING btree (home_id);
CREATE INDEX diagnosis_by_time ON ledger.diagnosis USING btree (home_id, at);
CREATE INDEX entity_about_place ON house.entity USING btree (home_id) WHERE people.is_about_place(entity_id);
CREATE INDEX entity_home ON house.entity USING btree (home_id);
CREATE INDEX episode_by_end ON memory.episode USING btree (home_id, ended_at);
CREATE INDEX episode_by_time ON memory.episode USING btree (home_id, started_at);
CREATE INDEX event_type_home ON memory.event_type USING btree (home_id);
CREATE INDEX feed_switch ON healing.feed USING btree (switch_id);
CREATE INDEX feed_user ON healing.feed USING btree (user_id);
CREATE INDEX finding_closed ON ledger.finding USING btree (home_id, closed_at);
CREATE INDEX finding_effects ON ledger.finding USING btree (cause_id);
CREATE INDEX forgotten_attributes_home ON memory.forgotten_attributes USING btree (home_id);
CREATE INDEX gap_of_home ON memory.gap USING btree (home_id, started_at);
CREATE INDEX gap_of_import ON memory.gap USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX guest_area_home ON people.guest_area USING btree (home_id);
CREATE INDEX home_assistant_audit_log_home ON public.home_assistant_audit_log USING btree (home_id);
CREATE INDEX home_assistant_connection_metrics_home ON public.home_assistant_connection_metrics USING btree (home_id);
CREATE INDEX home_assistant_connections_home ON public.home_assistant_connections USING btree (home_id);
CREATE INDEX home_assistant_user_account ON people.home_assistant_user USING btree (user_id);
CREATE INDEX idx_home_assistant_audit_log_action ON public.home_assistant_audit_log USING btree (action);
CREATE INDEX idx_home_assistant_audit_log_connection_id ON public.home_assistant_audit_log USING btree (connection_id);
CREATE INDEX idx_home_assistant_audit_log_created_at ON public.home_assistant_audit_log USING btree (created_at);
CREATE INDEX idx_home_assistant_audit_log_user_id ON public.home_assistant_audit_log USING btree (user_id);
CREATE INDEX idx_home_assistant_connection_metrics_connection_id ON public.home_assistant_connection_metrics USING btree (connection_id);
CREATE INDEX idx_home_assistant_connection_metrics_timestamp ON public.home_assistant_connection_metrics USING btree ("timestamp");
CREATE INDEX idx_home_assistant_connection_metrics_type ON public.home_assistant_connection_metrics USING btree (metric_type);
CREATE INDEX idx_home_assistant_connections_status ON public.home_assistant_connections USING btree (status);
CREATE INDEX idx_home_assistant_connections_updated_at ON public.home_assistant_connections USING btree (updated_at);
CREATE INDEX idx_home_assistant_connections_user_id ON public.home_assistant_connections USING btree (user_id);
CREATE INDEX import_home ON memory.import USING btree (home_id);
CREATE INDEX incident_by_time ON ledger.incident USING btree (home_id, opened_at);
CREATE INDEX installed_update_by_time ON ledger.installed_update USING btree (home_id, at);
CREATE INDEX invitation_by ON people.invitation USING btree (invited_by);
CREATE INDEX invitation_home ON people.invitation USING btree (home_id);
CREATE INDEX invitation_person ON people.invitation USING btree (user_id);
CREATE INDEX item_content ON changes.item USING btree (content_id);
CREATE INDEX item_home ON house.item USING btree (home_id);
CREATE INDEX item_home ON shopping.item USING btree (home_id);
CREATE INDEX item_of_home ON changes.item USING btree (home_id, kind);
CREATE INDEX learned_entity ON unusual.learned USING btree (entity_id);
CREATE INDEX learned_home ON unusual.learned USING btree (home_id);
CREATE INDEX look_of_home ON changes.look USING btree (home_id);
CREATE INDEX maintenance_by_time ON ledger.maintenance USING btree (home_id, ended_at);
CREATE INDEX maintenance_user ON ledger.maintenance USING btree (user_id);
CREATE INDEX member_home ON people.member USING btree (home_id);
CREATE INDEX mode_user ON healing.mode USING btree (user_id);
CREATE INDEX movement_home ON people.movement USING btree (home_id);
CREATE INDEX movement_person ON people.movement USING btree (person_id);
CREATE INDEX offer_finding ON healing.offer USING btree (finding_id);
CREATE INDEX offer_home ON healing.offer USING btree (home_id, until);
CREATE INDEX offer_user ON healing.offer USING btree (user_id);
CREATE INDEX person_user ON alerts.person USING btree (user_id);
CREATE INDEX prediction_entity ON ledger.prediction USING btree (entity_id);
CREATE INDEX private_person ON people.private USING btree (person_id);
CREATE INDEX received_at ON webhooks.received USING btree (source_id, at);
CREATE INDEX received_home ON webhooks.received USING btree (home_id);
CREATE INDEX recorded_import_of_home ON memory.recorded_import USING btree (home_id, id);
CREATE INDEX removal_asked_by ON people.removal USING btree (asked_by);
CREATE INDEX removal_home ON people.removal USING btree (home_id);
CREATE INDEX removal_person ON people.removal USING btree (user_id);
CREATE INDEX reporting_home ON house.reporting USING btree (home_id);
CREATE INDEX rule_user ON ledger.rule USING btree (user_id);
CREATE INDEX run_home ON schedules.run USING btree (home_id);
CREATE INDEX run_job ON schedules.run USING btree (job_id, id DESC);
CREATE INDEX run_open ON schedules.run USING btree (fence) WHERE (outcome IS NULL);
CREATE INDEX self_person ON people.self USING btree (person_id);
CREATE INDEX sending_alert ON alerts.sending USING btree (alert_id);
CREATE INDEX sending_budget ON alerts.sending USING btree (user_id, began_at);
CREATE INDEX sending_channel ON alerts.sending USING btree (channel_id);
CREATE INDEX sending_digest ON alerts.sending USING btree (digest_id) WHERE (digest_id IS NOT NULL);
CREATE INDEX sending_due ON alerts.sending USING btree (home_id, due_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
CREATE INDEX sending_held ON alerts.sending USING btree (home_id, user_id) WHERE (state = 'held'::text);
CREATE INDEX sending_offer ON alerts.sending USING btree (offer_id) WHERE (offer_id IS NOT NULL);
CREATE INDEX sentence_text ON memory.sentence USING hash (text);
CREATE INDEX sentence_words ON memory.sentence USING gin (words);
CREATE INDEX series_entity ON series.series USING btree (entity_id);
CREATE INDEX series_home ON series.series USING btree (home_id);
CREATE INDEX silence_of_home ON memory.silence USING btree (home_id, started_at);
CREATE INDEX source_home ON webhooks.source USING btree (home_id);
CREATE INDEX source_user ON webhooks.source USING btree (user_id);
CREATE INDEX sql_login_user ON people.sql_login USING btree (user_id);
CREATE INDEX standing_home ON unusual.standing USING btree (home_id);
CREATE INDEX step_by_time ON ledger.step USING btree (home_id, at, id);
CREATE INDEX step_of_finding ON ledger.step USING btree (finding_id, id);
CREATE INDEX step_untold ON ledger.step USING btree (home_id, id) WHERE (NOT is_told);
CREATE INDEX step_user ON ledger.step USING btree (user_id);
CREATE INDEX stop_user ON healing.stop USING btree (user_id);
CREATE INDEX stream_channel ON alerts.stream USING btree (channel_id);
CREATE INDEX stream_home ON alerts.stream USING btree (home_id);
CREATE INDEX stream_user ON alerts.stream USING btree (user_id);
CREATE INDEX telling_by_sentence ON ONLY memory.telling USING btree (sentence_id);
CREATE INDEX token_person ON people.token USING btree (user_id);
CREATE INDEX told_hastily ON memory.told USING btree (home_id, hour) WHERE is_hasty;
CREATE INDEX trace_by_context ON memory.trace USING btree (context_id);
CREATE INDEX trace_config_used ON memory.trace USING btree (config_id);
CREATE INDEX trace_of_home ON memory.trace USING btree (home_id, started_at);
CREATE INDEX tracker_carried ON people.tracker USING btree (tracker_id);
CREATE INDEX vector_of_home ON memory.vector USING btree (home_id, model_id);
CREATE INDEX wrong_answer_of_home ON memory.wrong_answer USING btree (home_id, id DESC);
CREATE UNIQUE INDEX alert_standing ON alerts.alert USING btree (home_id, key) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX cost_now ON health.cost USING btree (home_id, finding_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX entity_current ON house.entity USING btree (connection_id, entity_id) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX entity_registered ON house.entity USING btree (connection_id, registry_id) WHERE (registry_id IS NOT NULL);
CREATE UNIQUE INDEX finding_open ON ledger.finding USING btree (home_id, check_name, subject_kind, subject) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX incident_open ON ledger.incident USING btree (home_id, kind, about) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX installed_update_of_the_past ON ledger.installed_update USING btree (home_id, item, after, at) WHERE (change_id IS NULL);
CREATE UNIQUE INDEX item_open ON shopping.item USING btree (home_id, cell) WHERE is_open;
CREATE UNIQUE INDEX prediction_once ON ledger.prediction USING btree (home_id, kind, entity_id, made_on, detector);
CREATE UNIQUE INDEX recorded_import_mark ON memory.recorded_import USING btree (home_id, mark) WHERE (mark IS NOT NULL);
CREATE UNIQUE INDEX run_once ON schedules.run USING btree (job_id, due_at) WHERE ((outcome = 'done'::text) AND (cause = 'time'::text));
CREATE UNIQUE INDEX sentence_told_once ON memory.sentence USING btree (home_id, entity_id, type_id, md5(text));

policy guest on alerts.alert for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on alerts.channel for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on alerts.lit_before for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on alerts.person for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on alerts.rule for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on alerts.runner for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on alerts.sending for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on alerts.stream for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on changes.change for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on changes.content for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on changes.item for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on changes.look for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on episodes.habit for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on healing.attempt for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on healing.feed for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on healing.mode for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on healing.offer for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on healing.stop for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on health.cost for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on house.continued for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on house.device for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR (EXISTS ( SELECT
   FROM house.entity
  WHERE ((entity.connection_id = device.connection_id) AND (entity.device_id = device.device_id)))))
policy guest on house.entity for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR (((home_id || ' '::text) || area_id) = ANY (( SELECT people.guest_areas() AS guest_areas)::text[])))
policy guest on house.item for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR ((kind = 'area'::text) AND (((home_id || ' '::text) || item_id) = ANY (( SELECT people.guest_areas() AS guest_areas)::text[]))))
policy guest on house.left_out for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on house.reporting for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR (entity_id = ANY (( SELECT people.guest_things() AS guest_things)::integer[])))
policy guest on ledger.detector_choice for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on ledger.diagnosis for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on ledger.finding for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR ((mentions <> '{}'::integer[]) AND (mentions <@ ( SELECT people.guest_things() AS guest_things))))
policy guest on ledger.incident for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on ledger.installed_update for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on ledger.log_hour for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on ledger.maintenance for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on ledger.prediction for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on ledger.rule for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on ledger.step for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.attribute_found for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.attribute_sweep for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.attributes for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.context for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.coverage for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.day_tally for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.dead_letter for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.detail for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.due_hour for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.episode for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR ((kind <> 'nobody_home'::text) AND (entity_id = ANY (( SELECT people.guest_things() AS guest_things)::integer[]))))
policy guest on memory.event for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR ((type_id = 0) AND (entity_id = ANY (( SELECT people.guest_things() AS guest_things)::integer[]))))
policy guest on memory.event_type for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.forgotten_attributes for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.gap for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.import for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.keep for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.posting for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR (entity_id = ANY (( SELECT people.guest_things() AS guest_things)::integer[])))
policy guest on memory.recorded_import for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.sealed for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR (entity_id = ANY (( SELECT people.guest_things() AS guest_things)::integer[])))
policy guest on memory.sentence for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR ((type_id = 0) AND (entity_id = ANY (( SELECT people.guest_things() AS guest_things)::integer[]))))
policy guest on memory.sentences_gone for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.silence for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.told for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.told_day for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.trace for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.trace_config for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.unlearned_hour for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on memory.wrong_answer for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on people.guest_area for select to homeops_person using (user_id = ( SELECT people.current_person() AS current_person))
policy guest on people.home_assistant_user for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on people.invitation for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on people.private for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on people.removal for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on people.tracker for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on public.home_assistant_audit_log for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on public.home_assistant_connection_metrics for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on public.home_assistant_connections for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on schedules.job for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on schedules.run for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on series.day for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR (series_id IN ( SELECT series.id
   FROM series.series)))
policy guest on series.five_minutes for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR (series_id IN ( SELECT series.id
   FROM series.series)))
policy guest on series.hour for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR (series_id IN ( SELECT series.id
   FROM series.series)))
policy guest on series.replaced_hour for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on series.series for select to homeops_person using ((home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[])) OR (entity_id = ANY (( SELECT people.guest_things() AS guest_things)::integer[])))
policy guest on shopping.item for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on shopping.list for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on unusual.activity for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on unusual.learned for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on unusual.standing for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on webhooks.received for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy guest on webhooks.source for select to homeops_person using (home_id <> ALL (( SELECT people.guest_homes() AS guest_homes)::integer[]))
policy keeper on ledger.audit_link for all to public using ( SELECT ledger.is_keeper() AS is_keeper)
policy keeper on public.home_assistant_audit_log for all to public using ( SELECT ledger.is_keeper() AS is_keeper)
policy law on alerts.alert for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND (is_danger OR (NOT (mentions && ( SELECT people.hidden() AS hidden)))) AND ((finding_id IS NULL) OR (EXISTS ( SELECT
   FROM ledger.finding
  WHERE (finding.id = alert.finding_id)))))
policy law on alerts.rule for select to homeops_person using (( SELECT people.speaking() AS speaking) IS NULL)
policy law on changes.change for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND ((( SELECT people.hidden_ids() AS hidden_ids) = '{}'::text[]) OR (NOT (mentions && ( SELECT people.hidden_ids() AS hidden_ids)))))
policy law on changes.content for select to homeops_person using (( SELECT people.speaking() AS speaking) IS NULL)
policy law on changes.item for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND ((entity_id IS NULL) OR (entity_id <> ALL ( SELECT unnest(people.hidden_ids()) AS unnest))))
policy law on episodes.habit for select to homeops_person using ((entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR (entity_id = ANY (( SELECT people.heard() AS heard)::integer[]))))
policy law on healing.attempt for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND (NOT (mentions && ( SELECT people.hidden() AS hidden))))
policy law on healing.feed for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND (switch_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])))
policy law on healing.offer for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND (NOT (mentions && ( SELECT people.hidden() AS hidden))))
policy law on health.cost for select to homeops_person using (EXISTS ( SELECT
   FROM ledger.finding
  WHERE (finding.id = cost.finding_id)))
policy law on house.continued for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND (old_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND (new_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])))
policy law on house.device for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) OR (EXISTS ( SELECT
   FROM house.entity
  WHERE ((entity.connection_id = device.connection_id) AND (entity.device_id = device.device_id)))))
policy law on house.entity for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) OR is_exposed)
policy law on house.item for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) OR (kind = ANY (ARRAY['area'::text, 'floor'::text])))
policy law on house.reporting for select to homeops_person using ((entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR (entity_id = ANY (( SELECT people.heard() AS heard)::integer[]))))
policy law on ledger.detector_choice for select to homeops_person using (( SELECT people.speaking() AS speaking) IS NULL)
policy law on ledger.finding for select to homeops_person using ((NOT (mentions && ( SELECT people.hidden() AS hidden))) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR ((subject_kind = ANY (ARRAY['entity'::text, 'automation'::text, 'device'::text])) AND (mentions && ( SELECT people.heard() AS heard)) AND ((subject_kind = 'device'::text) OR (subject IN ( SELECT (unnest(people.heard()))::text AS unnest))))))
policy law on ledger.incident for select to homeops_person using (( SELECT people.speaking() AS speaking) IS NULL)
policy law on ledger.installed_update for select to homeops_person using (( SELECT people.speaking() AS speaking) IS NULL)
policy law on ledger.log_hour for select to homeops_person using (( SELECT people.speaking() AS speaking) IS NULL)
policy law on ledger.maintenance for select to homeops_person using (( SELECT people.speaking() AS speaking) IS NULL)
policy law on ledger.prediction for select to homeops_person using ((entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR (entity_id = ANY (( SELECT people.heard() AS heard)::integer[]))))
policy law on ledger.rule for select to homeops_person using (((( SELECT people.speaking() AS speaking) IS NULL) OR (kind = 'muted'::text)) AND ((subject_kind IS NULL) OR (subject_kind <> ALL (ARRAY['entity'::text, 'automation'::text])) OR (subject <> ALL ( SELECT (unnest(people.hidden()))::text AS unnest))))
policy law on ledger.step for select to homeops_person using (EXISTS ( SELECT
   FROM ledger.finding
  WHERE (finding.id = step.finding_id)))
policy law on memory.context for select to homeops_person using ((entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR (entity_id = ANY (( SELECT people.heard() AS heard)::integer[]))) AND ((cause IS NULL) OR ((cause)::text !~ ( SELECT people.hidden_pattern() AS hidden_pattern))))
policy law on memory.dead_letter for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND (( SELECT people.hidden() AS hidden) = '{}'::integer[]))
policy law on memory.episode for select to homeops_person using ((entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND ((kind <> 'nobody_home'::text) OR (( SELECT people.hidden() AS hidden) = '{}'::integer[])) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR (entity_id = ANY (( SELECT people.heard() AS heard)::integer[]))) AND ((told IS NULL) OR (told !~ ( SELECT people.hidden_pattern() AS hidden_pattern))))
policy law on memory.event for select to homeops_person using ((entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR (entity_id = ANY (( SELECT people.heard() AS heard)::integer[]))) AND ((type_id = 0) OR (COALESCE((memory.attributes_of(attributes_id))::text, ''::text) !~ ( SELECT people.hidden_pattern() AS hidden_pattern))))
policy law on memory.posting for select to homeops_person using ((entity_id < 0) OR ((entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR (entity_id = ANY (( SELECT people.heard() AS heard)::integer[])))))
policy law on memory.sealed for select to homeops_person using ((entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR (entity_id = ANY (( SELECT people.heard() AS heard)::integer[]))))
policy law on memory.sentence for select to homeops_person using ((entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR (entity_id = ANY (( SELECT people.heard() AS heard)::integer[]))) AND ((type_id = 0) OR (text !~ ( SELECT people.hidden_pattern() AS hidden_pattern))))
policy law on memory.telling for select to homeops_person using (EXISTS ( SELECT
   FROM memory.sentence
  WHERE (sentence.id = telling.sentence_id)))
policy law on memory.trace for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND ((( SELECT people.hidden_ids() AS hidden_ids) = '{}'::text[]) OR (NOT (mentions && ( SELECT people.hidden_ids() AS hidden_ids)))))
policy law on memory.vector for select to homeops_person using (EXISTS ( SELECT
   FROM memory.sentence
  WHERE (sentence.id = vector.sentence_id)))
policy law on memory.wrong_answer for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND (( SELECT people.hidden() AS hidden) = '{}'::integer[]))
policy law on public.home_assistant_audit_log for select to homeops_person using (( SELECT ledger.is_keeper() AS is_keeper) OR ((( SELECT people.speaking() AS speaking) IS NULL) AND ((user_id = ( SELECT people.current_person() AS current_person)) OR (home_id IN ( SELECT member.home_id
   FROM people.member
  WHERE ((member.user_id = ( SELECT people.current_person() AS current_person)) AND (member.role = ANY (ARRAY['owner'::text, 'admin'::text]))))))))
policy law on series.series for select to homeops_person using 
CASE
    WHEN (entity_id IS NULL) THEN (( SELECT people.speaking() AS speaking) IS NULL)
    ELSE ((entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])) AND ((( SELECT people.speaking() AS speaking) IS NULL) OR (entity_id = ANY (( SELECT people.heard() AS heard)::integer[]))))
END
policy law on unusual.activity for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND (entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])))
policy law on unusual.learned for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND (entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])))
policy law on unusual.standing for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND (entity_id <> ALL (( SELECT people.hidden() AS hidden)::integer[])))
policy own on alerts.channel for select to homeops_person using ((user_id IS NULL) OR (user_id = ( SELECT people.current_person() AS current_person)))
policy own on alerts.person for select to homeops_person using (user_id = ( SELECT people.current_person() AS current_person))
policy own on alerts.sending for select to homeops_person using ((( SELECT people.speaking() AS speaking) IS NULL) AND ((user_id IS NULL) OR (user_id = ( SELECT people.current_person() AS current_person))))
policy person on alerts.alert for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on alerts.channel for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on alerts.lit_before for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on alerts.person for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on alerts.rule for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on alerts.runner for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on alerts.sending for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on alerts.stream for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on changes.change for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on changes.content for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on changes.item for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on changes.look for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on episodes.habit for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on healing.attempt for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on healing.feed for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on healing.mode for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on healing.offer for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on healing.stop for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on health.cost for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on house.continued for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on house.device for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on house.entity for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on house.item for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on house.left_out for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on house.reporting for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on ledger.detector_choice for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on ledger.diagnosis for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on ledger.finding for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on ledger.incident for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on ledger.installed_update for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on ledger.log_hour for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on ledger.maintenance for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on ledger.prediction for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on ledger.rule for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on ledger.step for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.attribute_found for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.attribute_sweep for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.attributes for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.context for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.coverage for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.day_tally for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.dead_letter for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.detail for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.due_hour for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.embedding_model for select to homeops_person using true
policy person on memory.episode for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.event for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.event_type for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.forgotten_attributes for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.gap for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.import for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.keep for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.posting for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.recorded_import for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.sealed for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.sentence for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.sentences_gone for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.silence for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.telling for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.told for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.told_day for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.trace for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.trace_config for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.unlearned_hour for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.vector for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on memory.wrong_answer for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on people.allowed for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on people.guest_area for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on people.home for select to homeops_person using (id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on people.home_assistant_user for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on people.invitation for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on people.member for select to homeops_person using (user_id = ( SELECT people.current_person() AS current_person))
policy person on people.movement for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on people.private for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on people.removal for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on people.self for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on people.sql_login for select to homeops_person using (login = SESSION_USER)
policy person on people.tracker for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on public.home_assistant_audit_log for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on public.home_assistant_connection_metrics for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on public.home_assistant_connections for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on public.users for select to homeops_person using (id = ( SELECT people.current_person() AS current_person))
policy person on schedules.job for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on schedules.run for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on series.day for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on series.five_minutes for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on series.hour for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on series.replaced_hour for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on series.series for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on shopping.item for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on shopping.list for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on unusual.activity for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on unusual.learned for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on unusual.standing for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on webhooks.received for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy person on webhooks.source for select to homeops_person using (home_id = ANY (( SELECT people.visible_homes() AS visible_homes)::integer[]))
policy server on alerts.alert for all to homeops_server using true
policy server on alerts.channel for all to homeops_server using true
policy server on alerts.lit_before for all to homeops_server using true
policy server on alerts.person for all to homeops_server using true
policy server on alerts.rule for all to homeops_server using true
policy server on alerts.runner for all to homeops_server using true
policy server on alerts.sending for all to homeops_server using true
policy server on alerts.stream for all to homeops_server using true
policy server on changes.change for all to homeops_server using true
policy server on changes.content for all to homeops_server using true
policy server on changes.item for all to homeops_server using true
policy server on changes.look for all to homeops_server using true
policy server on episodes.habit for all to homeops_server using true
policy server on healing.attempt for all to homeops_server using true
policy server on healing.feed for all to homeops_server using true
policy server on healing.mode for all to homeops_server using true
policy server on healing.offer for all to homeops_server using true
policy server on healing.stop for all to homeops_server using true
policy server on health.cost for all to homeops_server using true
policy server on house.continued for all to homeops_server using true
policy server on house.device for all to homeops_server using true
policy server on house.entity for all to homeops_server using true
policy server on house.item for all to homeops_server using true
policy server on house.left_out for all to homeops_server using true
policy server on house.reporting for all to homeops_server using true
policy server on ledger.audit_link for all to homeops_server using true
policy server on ledger.detector_choice for all to homeops_server using true
policy server on ledger.diagnosis for all to homeops_server using true
policy server on ledger.finding for all to homeops_server using true
policy server on ledger.incident for all to homeops_server using true
policy server on ledger.installed_update for all to homeops_server using true
policy server on ledger.log_hour for all to homeops_server using true
policy server on ledger.maintenance for all to homeops_server using true
policy server on ledger.prediction for all to homeops_server using true
policy server on ledger.rule for all to homeops_server using true
policy server on ledger.step for all to homeops_server using true
policy server on memory.attribute_found for all to homeops_server using true
policy server on memory.attribute_sweep for all to homeops_server using true
policy server on memory.attributes for all to homeops_server using true
policy server on memory.context for all to homeops_server using true
policy server on memory.coverage for all to homeops_server using true
policy server on memory.day_tally for all to homeops_server using true
policy server on memory.dead_letter for all to homeops_server using true
policy server on memory.detail for all to homeops_server using true
policy server on memory.due_hour for all to homeops_server using true
policy server on memory.embedding_model for all to homeops_server using true
policy server on memory.episode for all to homeops_server using true
policy server on memory.event for all to homeops_server using true
policy server on memory.event_type for all to homeops_server using true
policy server on memory.forgotten_attributes for all to homeops_server using true
policy server on memory.gap for all to homeops_server using true
policy server on memory.import for all to homeops_server using true
policy server on memory.keep for all to homeops_server using true
policy server on memory.posting for all to homeops_server using true
policy server on memory.recorded_import for all to homeops_server using true
policy server on memory.sealed for all to homeops_server using true
policy server on memory.sentence for all to homeops_server using true
policy server on memory.sentences_gone for all to homeops_server using true
policy server on memory.silence for all to homeops_server using true
policy server on memory.telling for all to homeops_server using true
policy server on memory.told for all to homeops_server using true
policy server on memory.told_day for all to homeops_server using true
policy server on memory.trace for all to homeops_server using true
policy server on memory.trace_config for all to homeops_server using true
policy server on memory.unlearned_hour for all to homeops_server using true
policy server on memory.vector for all to homeops_server using true
policy server on memory.wrong_answer for all to homeops_server using true
policy server on once.asked for all to homeops_server using true
policy server on people.allowed for all to homeops_server using true
policy server on people.guest_area for all to homeops_server using true
policy server on people.home for all to homeops_server using true
policy server on people.home_assistant_user for all to homeops_server using true
policy server on people.invitation for all to homeops_server using true
policy server on people.member for all to homeops_server using true
policy server on people.movement for all to homeops_server using true
policy server on people.private for all to homeops_server using true
policy server on people.removal for all to homeops_server using true
policy server on people.self for all to homeops_server using true
policy server on people.sql_login for all to homeops_server using true
policy server on people.token for all to homeops_server using true
policy server on people.tracker for all to homeops_server using true
policy server on public.home_assistant_audit_log for all to homeops_server using true
policy server on public.home_assistant_connection_metrics for all to homeops_server using true
policy server on public.home_assistant_connections for all to homeops_server using true
policy server on public.users for all to homeops_server using true
policy server on schedules.job for all to homeops_server using true
policy server on schedules.lease for all to homeops_server using true
policy server on schedules.run for all to homeops_server using true
policy server on series.day for all to homeops_server using true
policy server on series.five_minutes for all to homeops_server using true
policy server on series.hour for all to homeops_server using true
policy server on series.replaced_hour for all to homeops_server using true
policy server on series.series for all to homeops_server using true
policy server on shopping.item for all to homeops_server using true
policy server on shopping.list for all to homeops_server using true
policy server on unusual.activity for all to homeops_server using true
policy server on unusual.learned for all to homeops_server using true
policy server on unusual.standing for all to homeops_server using true
policy server on webhooks.received for all to homeops_server using true
policy server on webhooks.source for all to homeops_server using true

create view door.alert_rules with (security_invoker=true) as
 SELECT home_id,
    id,
    name,
    place,
    said AS rule
   FROM alerts.rule;
create view door.alerts with (security_invoker=true) as
 SELECT home_id,
    id,
    kind,
    finding_id,
    severity,
    is_danger,
    rule,
    level,
    opened_at,
    closed_at,
    told_at,
    acked_at,
    acked_by,
    snoozed_until
   FROM alerts.alert;
create view door.anomaly_detections with (security_invoker=true) as
 SELECT standing.home_id,
    entity.entity_id,
    entity.device_id,
    entity.name,
    standing.kind,
    standing.since,
    standing.expected,
    standing.seen,
    standing.beyond,
    standing.unit
   FROM (unusual.standing
     JOIN house.entity ON ((entity.id = standing.entity_id)));
create view door.automation_executions with (security_invoker=true) as
 SELECT home_id,
    run_id AS id,
    entity_id,
    started_at AS "time",
    finished_at,
    outcome,
    has_failed,
    trigger
   FROM memory.trace
  WHERE (domain = 'automation'::text);
create view door.automation_health_checks with (security_invoker=true) as
 SELECT home_id,
    id,
    "check",
    severity,
    subject AS entity_id,
    name,
    evidence,
    since,
    opened_at,
    closed_at
   FROM door.diagnostic_issues
  WHERE (subject_kind = 'automation'::text);
create view door.automations with (security_invoker=true) as
 SELECT home_id,
    entity_id,
    name,
    area_id AS room_id,
    labels,
    is_disabled,
    removed_at
   FROM house.entity
  WHERE (entity_id ~~ 'automation.%'::text);
create view door.brands with (security_invoker=true) as
 SELECT home_id,
    manufacturer AS name,
    (count(*))::integer AS devices
   FROM house.device
  WHERE ((manufacturer IS NOT NULL) AND (removed_at IS NULL))
  GROUP BY home_id, manufacturer;
create view door.device_error_logs with (security_invoker=true) as
 SELECT hour AS "time",
    home_id,
    domain AS integration,
    errors,
    warnings
   FROM ledger.log_hour;
create view door.device_groups with (security_invoker=true) as
 SELECT home_id,
    entity_id,
    name,
    members
   FROM house.entity
  WHERE ((members <> '{}'::text[]) AND (removed_at IS NULL));
create view door.device_health_history with (security_invoker=true) as
 SELECT cost.home_id,
    cost.finding_id,
    finding.check_name AS "check",
    finding.subject_kind,
    COALESCE(entity.entity_id, finding.subject) AS subject,
    cost.severity,
    cost.started_at AS "time",
    cost.ended_at
   FROM ((health.cost
     JOIN ledger.finding ON ((finding.id = cost.finding_id)))
     LEFT JOIN house.entity ON (((finding.subject_kind = ANY (ARRAY['entity'::text, 'automation'::text])) AND (entity.home_id = finding.home_id) AND ((entity.id)::text = finding.subject))));
create view door.device_health_summary with (security_invoker=true) as
 SELECT device.home_id,
    device.id AS device_id,
    device.name,
    device.room,
    device.health_score,
    COALESCE(found.open, 0) AS open_issues,
    found.worst
   FROM (door.devices device
     LEFT JOIN ( SELECT diagnostic_issues.home_id,
            diagnostic_issues.device_id,
            (count(*))::integer AS open,
            (array_agg(diagnostic_issues.severity ORDER BY (array_position(ARRAY['critical'::text, 'error'::text, 'warning'::text, 'info'::text], diagnostic_issues.severity))))[1] AS worst
           FROM door.diagnostic_issues
          WHERE ((diagnostic_issues.closed_at IS NULL) AND (diagnostic_issues.device_id IS NOT NULL))
          GROUP BY diagnostic_issues.home_id, diagnostic_issues.device_id) found ON (((found.home_id = device.home_id) AND (found.device_id = device.id))))
  WHERE (device.removed_at IS NULL);
create view door.device_models with (security_invoker=true) as
 SELECT device.home_id,
    device.manufacturer AS brand,
    device.model AS name,
    (count(DISTINCT device.id))::integer AS devices,
    array_agg(DISTINCT COALESCE(entity.device_class, split_part(entity.entity_id, '.'::text, 1))) FILTER (WHERE (entity.id IS NOT NULL)) AS capabilities
   FROM (house.device
     LEFT JOIN house.entity ON (((entity.home_id = device.home_id) AND (entity.device_id = device.device_id) AND (entity.removed_at IS NULL))))
  WHERE ((device.model IS NOT NULL) AND (device.removed_at IS NULL))
  GROUP BY device.home_id, device.manufacturer, device.model;
create view door.device_states with (security_invoker=true) as
 SELECT event.at AS "time",
    event.home_id,
    entity.device_id,
    entity.entity_id,
    entity.name,
    event.state,
    memory.attributes_of(event.attributes_id) AS attributes
   FROM (memory.event
     JOIN house.entity ON ((entity.id = event.entity_id)))
  WHERE (event.type_id = 0);
create view door.device_telemetry with (security_invoker=true) as
 SELECT event.at AS "time",
    event.home_id,
    entity.device_id,
    entity.entity_id,
    entity.name,
        CASE
            WHEN (event.state ~ '^-?\d{1,30}(\.\d{1,30})?([eE][-+]?\d{1,2})?$'::text) THEN (event.state)::double precision
            ELSE NULL::double precision
        END AS value,
    entity.unit
   FROM (memory.event
     JOIN house.entity ON ((entity.id = event.entity_id)))
  WHERE ((event.type_id = 0) AND (event.state ~ '^-?\d{1,30}(\.\d{1,30})?([eE][-+]?\d{1,2})?$'::text));
create view door.device_telemetry_daily with (security_invoker=true) as
 SELECT day.day AS "time",
    day.home_id,
    entity.device_id,
    entity.entity_id,
    COALESCE(entity.name, series.name) AS name,
    day.mean,
    day.min,
    day.max,
    day.last,
    day.change,
    day.count,
    day.hours,
    series.unit
   FROM ((series.day
     JOIN series.series ON ((series.id = day.series_id)))
     LEFT JOIN house.entity ON ((entity.id = series.entity_id)));
create view door.device_telemetry_hourly with (security_invoker=true) as
 SELECT hour.hour AS "time",
    hour.home_id,
    entity.device_id,
    entity.entity_id,
    COALESCE(entity.name, series.name) AS name,
    hour.mean,
    hour.min,
    hour.max,
    hour.last,
    hour.change,
    hour.count,
    series.unit
   FROM ((series.hour
     JOIN series.series ON ((series.id = hour.series_id)))
     LEFT JOIN house.entity ON ((entity.id = series.entity_id)));
create view door.device_usage_patterns with (security_invoker=true) as
 SELECT habit.home_id,
    entity.entity_id,
    entity.device_id,
    entity.name,
    habit.kind,
    habit.habit,
    habit.learned_at
   FROM (episodes.habit
     JOIN house.entity ON ((entity.id = habit.entity_id)));
create view door.devices with (security_invoker=true) as
 SELECT device.home_id,
    device.device_id AS id,
    COALESCE(device.name, device.model, device.device_id) AS name,
    ( SELECT split_part(entity.entity_id, '.'::text, 1) AS split_part
           FROM house.entity
          WHERE ((entity.home_id = device.home_id) AND (entity.device_id = device.device_id) AND (entity.removed_at IS NULL))
          GROUP BY (split_part(entity.entity_id, '.'::text, 1)), (entity.category IS NOT NULL)
          ORDER BY (entity.category IS NOT NULL), (split_part(entity.entity_id, '.'::text, 1) = ANY (ARRAY['sensor'::text, 'binary_sensor'::text])), (count(*)) DESC, (split_part(entity.entity_id, '.'::text, 1))
         LIMIT 1) AS type,
    device.manufacturer AS brand,
    device.model,
    device.sw_version AS firmware,
    device.hw_version AS hardware,
    device.area_id AS room_id,
    area.name AS room,
    device.labels,
    ( SELECT (GREATEST((0)::numeric, round(((100)::numeric - COALESCE(sum((sqrt(30.0) *
                CASE finding.severity
                    WHEN 'critical'::text THEN (25)::numeric
                    WHEN 'error'::text THEN (10)::numeric
                    WHEN 'warning'::text THEN (4)::numeric
                    ELSE 0.5
                END)), (0)::numeric)))))::integer AS "greatest"
           FROM ledger.finding
          WHERE ((finding.home_id = device.home_id) AND (finding.subject_kind = 'device'::text) AND (finding.subject = device.device_id) AND (finding.closed_at IS NULL) AND (finding.cause_id IS NULL) AND ((finding.snoozed_until IS NULL) OR (finding.snoozed_until < now())))) AS health_score,
    device.is_disabled,
    device.removed_at
   FROM (house.device
     LEFT JOIN house.item area ON (((area.connection_id = device.connection_id) AND (area.kind = 'area'::text) AND (area.item_id = device.area_id))));
create view door.diagnostic_issues with (security_invoker=true) as
 SELECT finding.home_id,
    finding.id,
    finding.check_name AS "check",
    finding.severity,
    finding.subject_kind,
    COALESCE(entity.entity_id, finding.subject) AS subject,
    COALESCE(entity.device_id, device.device_id) AS device_id,
    COALESCE(entity.name, device.name, area.name) AS name,
    finding.evidence,
    finding.since,
    finding.opened_at,
    finding.closed_at,
    finding.closed_as,
    finding.snoozed_until,
    finding.cause_id
   FROM (((ledger.finding
     LEFT JOIN house.entity ON (((finding.subject_kind = ANY (ARRAY['entity'::text, 'automation'::text])) AND (entity.home_id = finding.home_id) AND ((entity.id)::text = finding.subject))))
     LEFT JOIN house.device ON (((finding.subject_kind = 'device'::text) AND (device.home_id = finding.home_id) AND (device.device_id = finding.subject))))
     LEFT JOIN house.item area ON (((area.home_id = finding.home_id) AND (area.item_id = finding.subject) AND (area.kind =
        CASE finding.subject_kind
            WHEN 'area'::text THEN 'area'::text
            WHEN 'integration'::text THEN 'config_entry'::text
            ELSE NULL::text
        END))));
create view door.diagnostic_runs with (security_invoker=true) as
 SELECT home_id,
    id,
    at AS "time",
    took_ms,
    by_whom,
    cardinality(checks) AS checks,
    opened,
    changed,
    closed
   FROM ledger.diagnosis;
create view door.ecosystem_sync_status with (security_invoker=true) as
 SELECT home_id,
    item_id AS id,
    (body ->> 'domain'::text) AS ecosystem,
    name,
    (body ->> 'state'::text) AS status,
    (body ->> 'reason'::text) AS reason
   FROM house.item
  WHERE ((kind = 'config_entry'::text) AND (removed_at IS NULL));
create view door.ecosystems with (security_invoker=true) as
 SELECT home_id,
    (body ->> 'domain'::text) AS name,
    (count(*))::integer AS entries
   FROM house.item
  WHERE ((kind = 'config_entry'::text) AND (removed_at IS NULL))
  GROUP BY home_id, (body ->> 'domain'::text);
create view door.energy_usage with (security_invoker=true) as
 SELECT (five_minutes.hour + (((slot.place - 1))::double precision * '00:05:00'::interval)) AS "time",
    five_minutes.home_id,
    entity.device_id,
    entity.entity_id,
    COALESCE(entity.name, series.name) AS name,
    (slot.change * (
        CASE series.unit
            WHEN 'Wh'::text THEN 0.001
            WHEN 'MWh'::text THEN (1000)::numeric
            ELSE (1)::numeric
        END)::double precision) AS kwh
   FROM (((series.five_minutes
     JOIN series.series ON (((series.id = five_minutes.series_id) AND (series.kind = 'meter'::text) AND (series.unit = ANY (ARRAY['Wh'::text, 'kWh'::text, 'MWh'::text])))))
     LEFT JOIN house.entity ON ((entity.id = series.entity_id)))
     CROSS JOIN LATERAL unnest(five_minutes.changes) WITH ORDINALITY slot(change, place))
  WHERE (slot.change IS NOT NULL);
create view door.energy_usage_hourly with (security_invoker=true) as
 SELECT hour.hour AS "time",
    hour.home_id,
    entity.device_id,
    entity.entity_id,
    COALESCE(entity.name, series.name) AS name,
    (hour.change * (
        CASE series.unit
            WHEN 'Wh'::text THEN 0.001
            WHEN 'MWh'::text THEN (1000)::numeric
            ELSE (1)::numeric
        END)::double precision) AS kwh
   FROM ((series.hour
     JOIN series.series ON (((series.id = hour.series_id) AND (series.kind = 'meter'::text) AND (series.unit = ANY (ARRAY['Wh'::text, 'kWh'::text, 'MWh'::text])))))
     LEFT JOIN house.entity ON ((entity.id = series.entity_id)))
  WHERE (hour.change IS NOT NULL);
create view door.energy_usage_summary with (security_invoker=true) as
 SELECT day.day AS "time",
    day.home_id,
    entity.device_id,
    entity.entity_id,
    COALESCE(entity.name, series.name) AS name,
    (day.change * (
        CASE series.unit
            WHEN 'Wh'::text THEN 0.001
            WHEN 'MWh'::text THEN (1000)::numeric
            ELSE (1)::numeric
        END)::double precision) AS kwh
   FROM ((series.day
     JOIN series.series ON (((series.id = day.series_id) AND (series.kind = 'meter'::text) AND (series.unit = ANY (ARRAY['Wh'::text, 'kWh'::text, 'MWh'::text])))))
     LEFT JOIN house.entity ON ((entity.id = series.entity_id)))
  WHERE (day.change IS NOT NULL);
create view door.failure_predictions with (security_invoker=true) as
 SELECT DISTINCT ON (home_id, kind, entity_id, detector) home_id,
    id,
    kind,
    entity_id,
    device_id,
    name,
    detector,
    "time",
    expected_on,
    earliest_on,
    latest_on,
    chance
   FROM door.ml_predictions_log
  WHERE (outcome IS NULL)
  ORDER BY home_id, kind, entity_id, detector, "time" DESC;
create view door.firmware_updates with (security_invoker=true) as
 SELECT home_id,
    id,
    kind,
    name,
    before AS version_before,
    after AS version_after,
    since AS not_before,
    at AS "time",
    figures
   FROM ledger.installed_update;
create view door.home_dashboard_summary with (security_invoker=true) as
 SELECT id AS home_id,
    name,
    ( SELECT (count(*))::integer AS count
           FROM house.item
          WHERE ((item.home_id = home.id) AND (item.kind = 'area'::text) AND (item.removed_at IS NULL))) AS rooms,
    ( SELECT (count(*))::integer AS count
           FROM house.device
          WHERE ((device.home_id = home.id) AND (device.removed_at IS NULL))) AS devices,
    ( SELECT (count(*))::integer AS count
           FROM house.entity
          WHERE ((entity.home_id = home.id) AND (entity.removed_at IS NULL))) AS entities,
    ( SELECT (count(*))::integer AS count
           FROM house.entity
          WHERE ((entity.home_id = home.id) AND (entity.removed_at IS NULL) AND (entity.entity_id ~~ 'automation.%'::text))) AS automations,
    ( SELECT (count(*))::integer AS count
           FROM ledger.finding
          WHERE ((finding.home_id = home.id) AND (finding.closed_at IS NULL))) AS open_issues,
    ( SELECT (count(*))::integer AS count
           FROM ledger.finding
          WHERE ((finding.home_id = home.id) AND (finding.closed_at IS NULL) AND (finding.severity = 'critical'::text))) AS critical_issues,
    ( SELECT (count(*))::integer AS count
           FROM alerts.alert
          WHERE ((alert.home_id = home.id) AND (alert.closed_at IS NULL))) AS alerts,
    ( SELECT max(diagnosis.at) AS max
           FROM ledger.diagnosis
          WHERE (diagnosis.home_id = home.id)) AS diagnosed_at
   FROM people.home;
create view door.home_members with (security_invoker=true) as
 SELECT home_id,
    user_id,
    role,
    created_at AS since
   FROM people.member;
create view door.homes with (security_invoker=true) as
 SELECT id,
    ( SELECT member.user_id
           FROM people.member
          WHERE ((member.home_id = home.id) AND (member.role = 'owner'::text))
         LIMIT 1) AS owner,
    name,
    time_zone,
    created_at
   FROM people.home;
create view door.ml_models with (security_invoker=true) as
 SELECT id,
    name,
    revision,
    width,
    since
   FROM memory.embedding_model;
create view door.ml_predictions_log with (security_invoker=true) as
 SELECT prediction.home_id,
    prediction.id,
    prediction.kind,
    entity.entity_id,
    COALESCE(prediction.device_id, entity.device_id) AS device_id,
    entity.name,
    prediction.detector,
    prediction.made_on AS "time",
    prediction.expected_on,
    prediction.earliest_on,
    prediction.latest_on,
    prediction.chance,
    prediction.basis,
    prediction.outcome,
    prediction.outcome_on
   FROM (ledger.prediction
     JOIN house.entity ON ((entity.id = prediction.entity_id)));
create view door.network_metrics with (security_invoker=true) as
 SELECT "timestamp" AS "time",
    home_id,
    connection_id,
    metric_type AS metric,
    metric_value AS value
   FROM home_assistant_connection_metrics;
create view door.rooms with (security_invoker=true) as
 SELECT area.home_id,
    area.item_id AS id,
    area.name,
    floor.name AS floor,
    area.removed_at
   FROM (house.item area
     LEFT JOIN house.item floor ON (((floor.connection_id = area.connection_id) AND (floor.kind = 'floor'::text) AND (floor.item_id = (area.body ->> 'floor_id'::text)))))
  WHERE (area.kind = 'area'::text);
create view door.scene_activations with (security_invoker=true) as
 SELECT event.at AS "time",
    event.home_id,
    entity.entity_id,
    entity.name
   FROM (memory.event
     JOIN house.entity ON ((entity.id = event.entity_id)))
  WHERE ((event.type_id = 0) AND (entity.entity_id ~~ 'scene.%'::text) AND (event.state <> ALL (ARRAY['unavailable'::text, 'unknown'::text])));
create view door.scenes with (security_invoker=true) as
 SELECT home_id,
    entity_id,
    name,
    area_id AS room_id,
    removed_at
   FROM house.entity
  WHERE (entity_id ~~ 'scene.%'::text);
create view door.self_healing_actions with (security_invoker=true) as
 SELECT home_id,
    remedy,
    mode,
    since
   FROM healing.mode;
create view door.self_healing_executions with (security_invoker=true) as
 SELECT home_id,
    id,
    remedy,
    check_name AS "check",
    subject_kind,
    subject,
    name,
    entities,
    by_whom,
    intent_at AS "time",
    sent_at,
    outcome,
    verdict,
    verdict_at,
    why,
    undone_at
   FROM healing.attempt;
create view door.slow_queries with (security_invoker=true) as
 SELECT pid,
    usename AS login,
    state,
    query_start AS since,
    (EXTRACT(epoch FROM (now() - query_start)))::double precision AS seconds,
    query
   FROM pg_stat_activity
  WHERE ((datname = current_database()) AND (state <> 'idle'::text) AND (pid <> pg_backend_pid()) AND (query_start < (now() - '00:00:01'::interval)));
create view door.table_bloat with (security_invoker=true) as
 SELECT schemaname AS schema,
    relname AS "table",
    n_live_tup AS live_rows,
    n_dead_tup AS dead_rows,
    (round(((n_dead_tup)::numeric / (GREATEST((n_live_tup + n_dead_tup), (1)::bigint))::numeric), 3))::double precision AS dead_share,
    pg_total_relation_size((relid)::regclass) AS bytes,
    GREATEST(last_vacuum, last_autovacuum) AS vacuumed_at
   FROM pg_stat_user_tables;
create view door.unused_indexes with (security_invoker=true) as
 SELECT used.schemaname AS schema,
    used.relname AS "table",
    used.indexrelname AS index,
    pg_relation_size((used.indexrelid)::regclass) AS bytes
   FROM (pg_stat_user_indexes used
     JOIN pg_index ON ((pg_index.indexrelid = used.indexrelid)))
  WHERE ((used.idx_scan = 0) AND (NOT pg_index.indisunique));
create view door.user_notification_preferences with (security_invoker=true) as
 SELECT home_id,
    user_id,
    wishes
   FROM alerts.person;
create view door.user_notifications with (security_invoker=true) as
 SELECT home_id,
    id,
    alert_id,
    user_id,
    kind,
    severity,
    state,
    due_at AS "time",
    began_at,
    ended_at,
    why
   FROM alerts.sending;
create view door.users with (security_invoker=true) as
 SELECT id,
    name,
    email,
    preferences,
    created_at
   FROM users;
create view public.home_assistant_events with (security_invoker=true) as
 SELECT memory.event_uuid(event.at, event.type_id, event.entity_id) AS id,
    COALESCE(entity.connection_id, event_type.connection_id) AS connection_id,
    (COALESCE(event_type.name, 'state_changed'::text))::character varying(100) AS event_type,
    (entity.entity_id)::character varying(255) AS entity_id,
        CASE
            WHEN ((event.type_id <> 0) OR (event.old_state = chr(1))) THEN NULL::text
            ELSE COALESCE(event.old_state, memory.state_before(event.home_id, event.entity_id, event.at))
        END AS old_state,
    event.state AS new_state,
    memory.attributes_of(event.attributes_id) AS attributes,
    event.at AS "timestamp",
    NULL::timestamp with time zone AS processed_at,
    NULL::vector(1536) AS embedding_vector,
    NULL::timestamp with time zone AS created_at
   FROM ((memory.event
     LEFT JOIN house.entity ON ((entity.id = event.entity_id)))
     LEFT JOIN memory.event_type ON ((event_type.id = event.type_id)));

CREATE OR REPLACE FUNCTION door.admit(login name, person text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  admitted uuid := door.person_called(person);
begin
  if pg_has_role(login, 'homeops_server', 'member') then
    raise exception '% may act as the server, so it cannot be held to one person; make a login of its own', login
      using errcode = 'invalid_grant_operation';
  end if;
  execute format('grant homeops_person to %I with inherit true, set false', login);
  execute format('alter role %I set statement_timeout = ''10s''', login);
  execute format('alter role %I set default_transaction_read_only = on', login);
  execute format('alter role %I set idle_in_transaction_session_timeout = ''60s''', login);
  execute format('alter role %I set search_path = door, %s', login, current_setting('search_path'));
  set local role homeops_server;
  insert into people.sql_login (login, user_id) values (admit.login, admitted)
  on conflict on constraint sql_login_pkey do update set user_id = excluded.user_id;
  reset role;
end $function$
;
CREATE OR REPLACE FUNCTION door.describe(shown regclass, said text, columns jsonb DEFAULT '{}'::jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  told text;
  named name;
  common jsonb := '{
    "home_id": "The home; homes.id",
    "entity_id": "As Home Assistant calls it, such as light.kitchen",
    "device_id": "Home Assistant''s id of the device; devices.id",
    "name": "As people call it",
    "time": "When; filter by it, since it decides what is read",
    "unit": "Unit of the numbers",
    "since": "From when on",
    "severity": "info, warning, error or critical",
    "opened_at": "When it was first seen",
    "closed_at": "When it was over; null: it is not"}';
begin
  execute format('comment on view %s is %L', shown, said);
  for named in select attname from pg_attribute where attrelid = shown and attnum > 0 and not attisdropped loop
    told := coalesce(columns ->> named, common ->> named);
    if told is null then
      raise exception '%.% is not described', shown, named;
    end if;
    execute format('comment on column %s.%I is %L', shown, named, told);
  end loop;
  execute format('grant select on %s to homeops_server, homeops_person', shown);
end $function$
;
CREATE OR REPLACE FUNCTION door.dismiss(login name)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('revoke homeops_person from %I', login);
  set local role homeops_server;
  delete from people.sql_login where sql_login.login = dismiss.login;
  reset role;
end $function$
;
CREATE OR REPLACE FUNCTION door.enter(person text DEFAULT NULL::text)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare
  entering uuid := door.person_called(person);
begin
  perform set_config('app.person', entering::text, true), set_config('app.speaker', '', true),
    set_config('transaction_read_only', 'on', true), set_config('statement_timeout', '10s', true),
    set_config('search_path', 'door, ' || current_setting('search_path'), true), set_config('role', 'homeops_person', true);
  return entering;
end $function$
;
CREATE OR REPLACE FUNCTION door.person_called(called text)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare
  found uuid[];
begin
  set local role homeops_server;
  if called is null then
    found := array(select user_id from people.member where role = 'owner' order by created_at, home_id limit 1);
  else
    found := array(select id from public.users where called in (id::text, name, email));
  end if;
  reset role;
  if cardinality(found) <> 1 then
    raise exception '% people are called %; name one by id or e-mail address', cardinality(found), coalesce(called, 'owner')
      using errcode = 'no_data_found';
  end if;
  return found[1];
end $function$
;
CREATE OR REPLACE FUNCTION door.states_of(entity text, since timestamp with time zone, until timestamp with time zone DEFAULT now())
 RETURNS TABLE("time" timestamp with time zone, home_id integer, device_id text, entity_id text, state text, attributes jsonb)
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT event.at,
     event.home_id,
     known.device_id,
     known.entity_id,
     event.state,
     memory.attributes_of(event.attributes_id) AS attributes_of
    FROM (house.entity known
      CROSS JOIN LATERAL memory.events_between(known.home_id, states_of.since, states_of.until, ARRAY[known.id]) event(at, home_id, entity_id, attributes_id, type_id, source, state, old_state))
   WHERE ((known.entity_id = states_of.entity) AND (event.type_id = 0));
END
;
CREATE OR REPLACE FUNCTION ledger.audit_body(number bigint, id uuid, at timestamp with time zone, is_security boolean, outcome bytea, content bytea)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN concat_ws('|'::text, number, id, to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US'::text), is_security, encode(outcome, 'hex'::text), encode(content, 'hex'::text))
;
CREATE OR REPLACE FUNCTION ledger.audit_content(home integer, connection uuid, person uuid, details jsonb, ip inet, agent text, error text, duration integer)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (jsonb_build_array(home, connection, person, details, (ip)::text, agent, error, duration))::text
;
CREATE OR REPLACE FUNCTION ledger.blank_audit(of_person uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  blanked int;
begin
  update ledger.audit_link
  set blanked_at = now(), salt = null, home = null, connection = null, person = null
  where person = of_person;
  update public.home_assistant_audit_log
  set user_id = null, details = null, ip_address = null, user_agent = null, error_message = null
  where user_id = of_person;
  get diagnostics blanked = row_count;
  return blanked;
end $function$
;
CREATE OR REPLACE FUNCTION ledger.blank_audit_of_gone()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform ledger.blank_audit(old.id);
  return old;
end $function$
;
CREATE OR REPLACE FUNCTION ledger.chain_audit()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  it public.home_assistant_audit_log;
begin
  if not exists (select from added) then
    return null;
  end if;
  perform pg_advisory_xact_lock(7310730);
  for it in select * from added order by created_at, id loop
    perform ledger.link_audit(it);
  end loop;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION ledger.end_audit(of_home integer, before timestamp with time zone, at_once integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  old uuid[];
  living bigint;
begin
  old := array(
    select log.id
    from public.home_assistant_audit_log as log
    join ledger.audit_link as link on link.audit_id = log.id
    where log.home_id is not distinct from of_home
      and log.created_at < case when link.is_security then least(before, now() - interval '7 years') else before end
    limit at_once);
  delete from public.home_assistant_audit_log where id = any (old);
  update ledger.audit_link
  set ended_at = now(), salt = null, home = null, connection = null, person = null
  where audit_id = any (old);
  living := (select min(number) from ledger.audit_link where ended_at is null);
  delete from ledger.audit_link where number < coalesce(living, (select max(number) + 1 from ledger.audit_link)) - 1;
  return cardinality(old);
end $function$
;
CREATE OR REPLACE FUNCTION ledger.is_keeper()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (CURRENT_USER = (SELECT pg_get_userbyid(pg_class.relowner) AS pg_get_userbyid FROM pg_class WHERE (pg_class.oid = ('home_assistant_audit_log'::regclass)::oid)))
;
CREATE OR REPLACE FUNCTION ledger.is_security(action text, details jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (COALESCE((details ? 'refused'::text), false) OR (action ~~ 'sign %'::text) OR (split_part(action, '/'::text, 1) = ANY (ARRAY['audit'::text, 'vault'::text, 'tokens'::text, 'sessions'::text, 'people'::text, 'members'::text, 'homes'::text, 'invitations'::text, 'accounts'::text, 'webhooks'::text, 'connections'::text, 'backup'::text])))
;
CREATE OR REPLACE FUNCTION ledger.link_audit(it home_assistant_audit_log)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  salt bytea := uuid_send(gen_random_uuid());
  is_security boolean := ledger.is_security(it.action, it.details);
  at timestamptz := coalesce(it.created_at, now());
  before record;
  number bigint;
  outcome bytea;
  content bytea;
begin
  select link.number, link.hash into before from ledger.audit_link as link order by link.number desc limit 1;
  number := coalesce(before.number, 0) + 1;
  outcome := sha256(convert_to(jsonb_build_array(it.action, it.success)::text, 'UTF8'));
  content := sha256(salt || convert_to(ledger.audit_content(it.home_id, it.connection_id, it.user_id, it.details, it.ip_address,
    it.user_agent, it.error_message, it.duration_ms), 'UTF8'));
  insert into ledger.audit_link
    (number, audit_id, at, is_security, outcome_hash, content_hash, hash, salt, home, connection, person)
  values (number, it.id, at, is_security, outcome, content,
    sha256(coalesce(before.hash, '') || convert_to(ledger.audit_body(number, it.id, at, is_security, outcome, content), 'UTF8')),
    salt, it.home_id, it.connection_id, it.user_id);
end $function$
;
CREATE OR REPLACE FUNCTION memory.all_between(home integer, since timestamp with time zone, until timestamp with time zone)
 RETURNS SETOF memory.event
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT event.at,
     event.home_id,
     event.entity_id,
     event.attributes_id,
     event.type_id,
     event.source,
     event.state,
     event.old_state
    FROM memory.event
   WHERE ((event.home_id = all_between.home) AND (event.at >= all_between.since) AND (event.at < all_between.until))
 UNION ALL
  SELECT told.at,
     told.home_id,
     told.entity_id,
     told.attributes_id,
     told.type_id,
     told.source,
     told.state,
     told.old_state
    FROM memory.sealed_between(all_between.home, all_between.since, all_between.until, NULL::integer[]) told(at, home_id, entity_id, attributes_id, type_id, source, state, old_state);
END
;
CREATE OR REPLACE FUNCTION memory.attributes_of(wanted integer)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
RETURN (SELECT CASE WHEN (whole.body ?| ARRAY['changed_by'::text, 'code_slot'::text, 'code_slot_name'::text]) THEN people.told_attributes(whole.body) ELSE whole.body END AS body FROM (SELECT CASE WHEN (base.id IS NULL) THEN own.body ELSE ((base.body - COALESCE(own.removed, '{}'::text[])) || own.body) END AS body FROM (memory.attributes own LEFT JOIN memory.attributes base ON ((base.id = own.base_id))) WHERE (own.id = attributes_of.wanted) OFFSET 0) whole)
;
CREATE OR REPLACE FUNCTION memory.begin_rewrite(parent text, day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '400ms'
AS $function$
declare
  old text := format('memory.%I', parent || to_char(day, '_YYYYMMDD'));
  new text := format('memory.%I', parent || to_char(day, '_YYYYMMDD') || '_kept');
begin
  if parent <> all (array['event', 'context', 'posting']) then
    raise exception 'memory.% has no days', parent;
  end if;
  perform pg_advisory_xact_lock(7310002);
  if to_regclass(old) is null then
    return false;
  end if;
  execute format('lock table %s in share row exclusive mode', old);
  execute format('create table %s (like memory.%I including defaults including constraints including indexes)', new, parent);
  execute format('grant insert on %s to homeops_server', new);
  return true;
end $function$
;
CREATE OR REPLACE FUNCTION memory.database_bytes()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
RETURN pg_database_size(current_database())
;
CREATE OR REPLACE FUNCTION memory.drop_day(parent text, day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '400ms'
AS $function$
begin
  if parent <> all (array['event', 'context', 'posting']) then
    raise exception 'memory.% has no days', parent;
  end if;
  perform pg_advisory_xact_lock(7310002);
  if parent = 'event' then
    execute format('drop table if exists memory.%I', 'telling' || to_char(day, '_YYYYMMDD'));
    execute format('drop table if exists memory.%I', 'sealed' || to_char(day, '_YYYYMMDD'));
  end if;
  execute format('drop table if exists memory.%I', parent || to_char(day, '_YYYYMMDD'));
end $function$
;
CREATE OR REPLACE FUNCTION memory.end_rewrite(parent text, day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '400ms'
AS $function$
declare
  old text := format('memory.%I', parent || to_char(day, '_YYYYMMDD'));
  new text := format('memory.%I', parent || to_char(day, '_YYYYMMDD') || '_kept');
  at text := case parent when 'posting' then 'hour' else 'at' end;
  since timestamptz := day::timestamp at time zone 'UTC';
  until timestamptz := (day + 1)::timestamp at time zone 'UTC';
begin
  if parent <> all (array['event', 'context', 'posting']) then
    raise exception 'memory.% has no days', parent;
  end if;
  execute format('revoke insert on %s from homeops_server', new);
  -- Proven beforehand, so that nothing is read while the exchange locks everybody out.
  execute format('alter table %s add constraint of_the_day check (%I >= %L and %I < %L)', new, at, since, at, until);
  execute format('alter table %s enable row level security, force row level security', new);
  execute format('drop table %s', old);
  execute format('alter table memory.%I attach partition %s for values from (%L) to (%L)', parent, new, since, until);
  execute format('alter table %s drop constraint of_the_day', new);
  execute format('alter table %s rename to %I', new, parent || to_char(day, '_YYYYMMDD'));
end $function$
;
CREATE OR REPLACE FUNCTION memory.event_at(home integer, instant timestamp with time zone, entity integer, type smallint)
 RETURNS SETOF memory.event
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT event.at,
     event.home_id,
     event.entity_id,
     event.attributes_id,
     event.type_id,
     event.source,
     event.state,
     event.old_state
    FROM memory.event
   WHERE ((event.at = event_at.instant) AND (event.entity_id = event_at.entity) AND (event.type_id = event_at.type) AND (event.home_id = event_at.home))
 UNION ALL
  SELECT told.at,
     told.home_id,
     told.entity_id,
     told.attributes_id,
     told.type_id,
     told.source,
     told.state,
     told.old_state
    FROM memory.sealed_between(event_at.home, event_at.instant, (event_at.instant + '00:00:00.000001'::interval), ARRAY[event_at.entity]) told(at, home_id, entity_id, attributes_id, type_id, source, state, old_state)
   WHERE (event_at.type = 0);
END
;
CREATE OR REPLACE FUNCTION memory.event_uuid(at timestamp with time zone, type_id smallint, entity_id integer)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (SELECT (((((substr(parts.micros, 1, 12) || '8'::text) || substr(parts.micros, 13, 3)) || '8'::text) || parts.place))::uuid AS uuid FROM (SELECT lpad(to_hex(((EXTRACT(epoch FROM event_uuid.at) * (1000000)::numeric))::bigint), 15, '0'::text) AS micros, lpad(to_hex((((((event_uuid.type_id)::integer & 65535))::bigint << 32) | ((event_uuid.entity_id)::bigint & '4294967295'::bigint))), 15, '0'::text) AS place) parts)
;
CREATE OR REPLACE FUNCTION memory.events_between(home integer, since timestamp with time zone, until timestamp with time zone, entities integer[])
 RETURNS SETOF memory.event
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT event.at,
     event.home_id,
     event.entity_id,
     event.attributes_id,
     event.type_id,
     event.source,
     event.state,
     event.old_state
    FROM memory.event
   WHERE ((events_between.entities IS NULL) AND (event.home_id = events_between.home) AND (event.at >= events_between.since) AND (event.at < events_between.until))
 UNION ALL
  SELECT event.at,
     event.home_id,
     event.entity_id,
     event.attributes_id,
     event.type_id,
     event.source,
     event.state,
     event.old_state
    FROM (memory.due_hour
      JOIN memory.event ON (((event.at >= due_hour.hour) AND (event.at < (due_hour.hour + '01:00:00'::interval)))))
   WHERE ((events_between.entities IS NOT NULL) AND (due_hour.home_id = events_between.home) AND (due_hour.hour >= date_bin('01:00:00'::interval, events_between.since, '1970-01-01 00:00:00+00'::timestamp with time zone)) AND (due_hour.hour < events_between.until) AND (event.home_id = events_between.home) AND (event.entity_id = ANY (events_between.entities)) AND (event.at >= events_between.since) AND (event.at < events_between.until))
 UNION ALL
  SELECT found.at,
     found.home_id,
     found.entity_id,
     found.attributes_id,
     found.type_id,
     found.source,
     found.state,
     found.old_state
    FROM ((memory.posting
      CROSS JOIN LATERAL unnest(posting.times) listed(at))
      CROSS JOIN LATERAL ( SELECT event.at,
             event.home_id,
             event.entity_id,
             event.attributes_id,
             event.type_id,
             event.source,
             event.state,
             event.old_state
            FROM memory.event
           WHERE ((event.at = listed.at) AND (event.entity_id = posting.entity_id) AND (event.at >= events_between.since) AND (event.at < events_between.until))
          OFFSET 0) found)
   WHERE ((events_between.entities IS NOT NULL) AND (posting.home_id = events_between.home) AND (posting.entity_id = ANY (events_between.entities)) AND (posting.hour >= date_bin('01:00:00'::interval, events_between.since, '1970-01-01 00:00:00+00'::timestamp with time zone)) AND (posting.hour < events_between.until) AND (NOT (EXISTS ( SELECT
            FROM memory.due_hour
           WHERE ((due_hour.home_id = events_between.home) AND (due_hour.hour = posting.hour))))) AND (listed.at >= events_between.since) AND (listed.at < events_between.until))
 UNION ALL
  SELECT told.at,
     told.home_id,
     told.entity_id,
     told.attributes_id,
     told.type_id,
     told.source,
     told.state,
     told.old_state
    FROM memory.sealed_between(events_between.home, events_between.since, events_between.until, events_between.entities) told(at, home_id, entity_id, attributes_id, type_id, source, state, old_state);
END
;
CREATE OR REPLACE FUNCTION memory.events_view(model integer, vectors text, has_sealed boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  embedding text := case when model is null then 'null' else 'vector.embedding' end || '::' || vectors;
  joins text := case when model is null then '' else format('
    left join memory.telling on telling.at = event.at and telling.place = event.type_id * 4294967296 + event.entity_id
    left join memory.vector on vector.sentence_id = telling.sentence_id and vector.model_id = %s', model) end;
  fresh text := format($view$
    select memory.event_uuid(event.at, event.type_id, event.entity_id) as id,
      coalesce(entity.connection_id, event_type.connection_id) as connection_id,
      coalesce(event_type.name, 'state_changed')::varchar(100) as event_type,
      entity.entity_id::varchar(255) as entity_id,
      case
        when event.type_id <> 0 or event.old_state = chr(1) then null
        else coalesce(event.old_state, memory.state_before(event.home_id, event.entity_id, event.at))
      end as old_state,
      event.state as new_state,
      memory.attributes_of(event.attributes_id) as attributes,
      event.at as timestamp,
      null::timestamptz as processed_at,
      %s as embedding_vector,
      null::timestamptz as created_at
    from memory.event
    left join house.entity on entity.id = event.entity_id
    left join memory.event_type on event_type.id = event.type_id
    %s$view$, embedding, joins);
  sealed text := format($view$
    union all
    select memory.event_uuid(event.at, event.type_id, event.entity_id),
      entity.connection_id,
      'state_changed'::varchar(100),
      entity.entity_id::varchar(255),
      case
        when event.old_state = chr(1) then null
        when event.old_state is not null then event.old_state
        when event.at > sealed.first_at then event.previous
        else memory.state_before(sealed.home_id, sealed.entity_id, event.at)
      end,
      event.state,
      memory.attributes_of(event.attributes_id),
      event.at,
      null::timestamptz,
      %s,
      null::timestamptz
    from memory.sealed
    left join house.entity on entity.id = sealed.entity_id
    cross join lateral (
      select told.at, told.state, told.previous, told.attributes_id, told.old_state, 0::smallint as type_id, sealed.entity_id
      from unnest(sealed.times, sealed.states, array_prepend(null, sealed.states), sealed.attributes, sealed.old_states)
        as told (at, state, previous, attributes_id, old_state)
      where told.at is not null) as event
    %s$view$, embedding, joins);
begin
  execute 'create or replace view public.home_assistant_events with (security_invoker = true) as '
    || fresh || case when has_sealed then sealed else '' end;
  grant select on public.home_assistant_events to homeops_server, homeops_person;
end $function$
;
CREATE OR REPLACE FUNCTION memory.make_day(day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  parent text;
  part text;
begin
  perform pg_advisory_xact_lock(7310002);
  foreach parent in array array['event', 'context', 'posting', 'telling'] loop
    part := format('memory.%I', parent || to_char(day, '_YYYYMMDD'));
    if to_regclass(part) is null then
      execute format('create table %s (like memory.%I including defaults including constraints)
        with (autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_threshold = 20000, autovacuum_analyze_scale_factor = 2)',
        part, parent);
      execute format('alter table memory.%I attach partition %s for values from (%L) to (%L)', parent, part,
        day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
      execute format('alter table %s enable row level security, force row level security', part);
    end if;
  end loop;
end $function$
;
CREATE OR REPLACE FUNCTION memory.make_sealed_day(day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '400ms'
AS $function$
declare
  part text := format('memory.%I', 'sealed' || to_char(day, '_YYYYMMDD'));
begin
  perform pg_advisory_xact_lock(7310002);
  if to_regclass(part) is not null then
    return;
  end if;
  execute format('create table %s (like memory.sealed including defaults including constraints)', part);
  execute format('alter table memory.sealed attach partition %s for values from (%L) to (%L)', part, day, day + 1);
  execute format('alter table %s enable row level security, force row level security', part);
  perform memory.show_sealed();
end $function$
;
CREATE OR REPLACE FUNCTION memory.postings_between(home integer, since timestamp with time zone, until timestamp with time zone, entities integer[])
 RETURNS SETOF memory.posting
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT posting.hour,
     posting.home_id,
     posting.entity_id,
     posting.times
    FROM memory.posting
   WHERE ((posting.home_id = postings_between.home) AND (posting.entity_id = ANY (postings_between.entities)) AND (posting.hour >= postings_between.since) AND (posting.hour < postings_between.until))
 UNION ALL
  SELECT hourly.hour,
     sealed.home_id,
     sealed.entity_id,
     slice.times
    FROM ((memory.sealed
      CROSS JOIN LATERAL ( SELECT (((sealed.day)::timestamp without time zone AT TIME ZONE 'UTC'::text) + ((i.i)::double precision * '01:00:00'::interval)) AS hour
            FROM generate_series(0, 23) i(i)) hourly)
      CROSS JOIN LATERAL ( SELECT sealed.times[(width_bucket((hourly.hour - '00:00:00.000001'::interval), sealed.times) + 1):width_bucket(((hourly.hour + '01:00:00'::interval) - '00:00:00.000001'::interval), sealed.times)] AS times
          OFFSET 0) slice)
   WHERE ((sealed.home_id = postings_between.home) AND (sealed.entity_id = ANY (postings_between.entities)) AND (sealed.day >= ((postings_between.since AT TIME ZONE 'UTC'::text))::date) AND (sealed.day <= ((postings_between.until AT TIME ZONE 'UTC'::text))::date) AND (hourly.hour >= postings_between.since) AND (hourly.hour < postings_between.until) AND (cardinality(slice.times) > 0));
END
;
CREATE OR REPLACE FUNCTION memory.seal(home integer, day date, entities integer[])
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  since timestamptz := seal.day::timestamp at time zone 'UTC';
  until timestamptz := (seal.day + 1)::timestamp at time zone 'UTC';
  done bigint;
begin
  perform pg_advisory_xact_lock(7310021, seal.day - date '2000-01-01');
  if exists (
    select from memory.due_hour
    where due_hour.home_id = seal.home and due_hour.hour >= since and due_hour.hour < until) then
    return 0;
  end if;
  perform memory.unseal(seal.home, array[seal.day], seal.entities);
  with gone as (
    delete from memory.event
    where event.at >= since and event.at < until and event.home_id = seal.home and event.type_id = 0
      and event.entity_id > 0 and event.entity_id = any (seal.entities)
    returning event.at, event.entity_id, event.attributes_id, event.source, event.state, event.old_state),
  kept as (
    insert into memory.sealed (day, home_id, entity_id, n, first_at, last_at, times, states, attributes, sources, old_states)
    select seal.day, seal.home, gone.entity_id, count(*), min(gone.at), max(gone.at), array_agg(gone.at order by gone.at),
      array_agg(gone.state order by gone.at),
      case when count(gone.attributes_id) > 0 then array_agg(gone.attributes_id order by gone.at) end,
      array_agg(gone.source order by gone.at),
      case when count(gone.old_state) > 0 then array_agg(gone.old_state order by gone.at) end
    from gone
    group by gone.entity_id
    returning sealed.n)
  select coalesce(sum(kept.n), 0) into done from kept;
  -- What is no state is still found by the lists of its hours.
  delete from memory.posting
  where posting.hour >= since and posting.hour < until and posting.home_id = seal.home
    and posting.entity_id > 0 and posting.entity_id = any (seal.entities);
  insert into memory.posting (hour, home_id, entity_id, times)
  select date_bin('1 hour', event.at, '1970-01-01 00:00:00+00'), seal.home, event.entity_id, array_agg(distinct event.at order by event.at)
  from memory.event
  where event.at >= since and event.at < until and event.home_id = seal.home
    and event.entity_id > 0 and event.entity_id = any (seal.entities)
  group by 1, 3;
  return done;
end $function$
;
CREATE OR REPLACE FUNCTION memory.sealed_before(entity integer, since timestamp with time zone, before timestamp with time zone)
 RETURNS TABLE(at timestamp with time zone, state text, attributes_id integer)
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT newest.times[newest.place] AS times,
     newest.states[newest.place] AS states,
     newest.attributes[newest.place] AS attributes
    FROM ( SELECT sealed.times,
             sealed.states,
             sealed.attributes,
             width_bucket((sealed_before.before - '00:00:00.000001'::interval), sealed.times) AS place
            FROM memory.sealed
           WHERE ((sealed.entity_id = sealed_before.entity) AND (sealed.first_at < sealed_before.before) AND (sealed.day >= ((sealed_before.since AT TIME ZONE 'UTC'::text))::date) AND (sealed.day <= ((sealed_before.before AT TIME ZONE 'UTC'::text))::date))
           ORDER BY sealed.day DESC
          LIMIT 1) newest;
END
;
CREATE OR REPLACE FUNCTION memory.sealed_between(home integer, since timestamp with time zone, until timestamp with time zone, entities integer[])
 RETURNS SETOF memory.event
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT told.at,
     sealed.home_id,
     sealed.entity_id,
     told.attributes_id,
     (0)::smallint AS int2,
     told.source,
     told.state,
     told.old_state
    FROM ((memory.sealed
      CROSS JOIN LATERAL ( SELECT (width_bucket((sealed_between.since - '00:00:00.000001'::interval), sealed.times) + 1) AS first,
             width_bucket((sealed_between.until - '00:00:00.000001'::interval), sealed.times) AS last
          OFFSET 0) slice)
      CROSS JOIN LATERAL UNNEST(sealed.times[slice.first:slice.last], sealed.states[slice.first:slice.last], sealed.attributes[slice.first:slice.last], sealed.sources[slice.first:slice.last], sealed.old_states[slice.first:slice.last]) told(at, state, attributes_id, source, old_state))
   WHERE ((sealed.home_id = sealed_between.home) AND ((sealed_between.entities IS NULL) OR (sealed.entity_id = ANY (sealed_between.entities))) AND (sealed.day >= ((sealed_between.since AT TIME ZONE 'UTC'::text))::date) AND (sealed.day <= ((sealed_between.until AT TIME ZONE 'UTC'::text))::date) AND (sealed.first_at < sealed_between.until) AND (sealed.last_at >= sealed_between.since));
END
;
CREATE OR REPLACE FUNCTION memory.share_days(days date[])
 RETURNS void
 LANGUAGE sql
BEGIN ATOMIC
 SELECT pg_advisory_xact_lock_shared(7310021, (wanted.day - '2000-01-01'::date)) AS pg_advisory_xact_lock_shared
    FROM ( SELECT DISTINCT day.day
            FROM unnest(share_days.days) day(day)
           ORDER BY day.day) wanted;
END
;
CREATE OR REPLACE FUNCTION memory.show_sealed()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '400ms'
AS $function$
begin
  if pg_get_viewdef('public.home_assistant_events'::regclass) ~ 'memory\.sealed'
    or not exists (select from pg_inherits where inhparent = 'memory.sealed'::regclass) then
    return;
  end if;
  perform memory.events_view(
    substring(obj_description('public.home_assistant_events'::regclass, 'pg_class') from '^vectors of model (\d+)$')::int,
    (select format_type(atttypid, atttypmod)
     from pg_attribute
     where attrelid = 'public.home_assistant_events'::regclass and attname = 'embedding_vector'),
    true);
end $function$
;
CREATE OR REPLACE FUNCTION memory.show_vectors(model integer, width integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  has_sealed boolean := exists (select from pg_inherits where inhparent = 'memory.sealed'::regclass);
  vectors text := (
    select format('%I.halfvec(%s)', nspname, width)
    from pg_type
    join pg_namespace on pg_namespace.oid = typnamespace
    where pg_type.oid = 'halfvec'::regtype);
begin
  if exists (
    select from pg_attribute
    where attrelid = to_regclass('public.home_assistant_events') and attname = 'embedding_vector'
      and format_type(atttypid, atttypmod) not like '%halfvec(' || width || ')') then
    drop view public.home_assistant_events;
  end if;
  perform memory.events_view(model, vectors, has_sealed);
  execute format('comment on view public.home_assistant_events is %L', 'vectors of model ' || model);
end $function$
;
CREATE OR REPLACE FUNCTION memory.state_before(home integer, entity integer, before timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT told.state
    FROM ( SELECT event.at,
             event.state
            FROM memory.event
           WHERE ((event.entity_id = state_before.entity) AND (event.type_id = 0) AND (event.at = GREATEST(( SELECT late.at
                    FROM (( SELECT due_hour.hour
                            FROM memory.due_hour
                           WHERE ((due_hour.home_id = state_before.home) AND (due_hour.hour < state_before.before))
                           ORDER BY due_hour.hour DESC
                          LIMIT 1000000) due
                      CROSS JOIN LATERAL ( SELECT told_1.at
                            FROM memory.event told_1
                           WHERE ((told_1.at >= due.hour) AND (told_1.at < (due.hour + '01:00:00'::interval)) AND (told_1.at < state_before.before) AND (told_1.entity_id = state_before.entity) AND (told_1.type_id = 0))
                           ORDER BY told_1.at DESC
                          LIMIT 1) late)
                   ORDER BY due.hour DESC
                  LIMIT 1), ( SELECT newest.at
                    FROM (memory.posting
                      CROSS JOIN LATERAL ( SELECT listed.at
                            FROM ( SELECT at.at
                                    FROM unnest(posting.times) at(at)
                                   WHERE (at.at < state_before.before)
                                   ORDER BY at.at DESC
                                  LIMIT 1000000) listed
                           WHERE (EXISTS ( SELECT
                                    FROM memory.event told_1
                                   WHERE ((told_1.at = listed.at) AND (told_1.entity_id = state_before.entity) AND (told_1.type_id = 0))))
                           ORDER BY listed.at DESC
                          LIMIT 1) newest)
                   WHERE ((posting.entity_id = state_before.entity) AND (posting.hour < state_before.before))
                   ORDER BY posting.hour DESC
                  LIMIT 1))))
         UNION ALL
          SELECT sealed.at,
             sealed.state
            FROM memory.sealed_before(state_before.entity, '-infinity'::timestamp with time zone, state_before.before) sealed(at, state, attributes_id)) told
   ORDER BY told.at DESC
  LIMIT 1;
END
;
CREATE OR REPLACE FUNCTION memory.unfold()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  told memory.told := coalesce(new, old);
begin
  delete from memory.told_day where home_id = told.home_id and day = (told.hour at time zone 'UTC')::date;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION memory.unseal(home integer, days date[], entities integer[])
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  opened bigint;
begin
  perform memory.share_days(days);
  if not exists (
    select from memory.sealed
    where sealed.day = any (days) and sealed.home_id = home and (entities is null or sealed.entity_id = any (entities))) then
    return 0;
  end if;
  with gone as (
    delete from memory.sealed
    where sealed.day = any (days) and sealed.home_id = home and (entities is null or sealed.entity_id = any (entities))
    returning sealed.*),
  opened as (
    insert into memory.event (at, home_id, entity_id, attributes_id, type_id, source, state, old_state)
    select told.at, gone.home_id, gone.entity_id, told.attributes_id, 0, told.source, told.state, told.old_state
    from gone
    cross join lateral unnest(gone.times, gone.states, gone.attributes, gone.sources, gone.old_states)
      as told (at, state, attributes_id, source, old_state)
    order by told.at, gone.entity_id
    returning event.at, event.entity_id),
  listed as (
    insert into memory.posting as old (hour, home_id, entity_id, times)
    select date_bin('1 hour', told.at, '1970-01-01 00:00:00+00'), home, told.entity_id, array_agg(told.at order by told.at)
    from opened as told
    group by 1, 3
    order by 3, 1
    on conflict (entity_id, hour) do update
      set times = array(select distinct listed.at from unnest(old.times || excluded.times) as listed (at) order by listed.at))
  select count(*) into opened from opened;
  return opened;
end $function$
;
CREATE OR REPLACE FUNCTION memory.unseal_between(home integer, since timestamp with time zone, until timestamp with time zone, entities integer[])
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT memory.unseal(home, ARRAY( SELECT to_date("right"((child.relname)::text, 8), 'YYYYMMDD'::text) AS to_date
            FROM (pg_inherits
              JOIN pg_class child ON ((child.oid = pg_inherits.inhrelid)))
           WHERE ((pg_inherits.inhparent = ('memory.event'::regclass)::oid) AND ((to_date("right"((child.relname)::text, 8), 'YYYYMMDD'::text) >= ((unseal_between.since AT TIME ZONE 'UTC'::text))::date) AND (to_date("right"((child.relname)::text, 8), 'YYYYMMDD'::text) <= ((unseal_between.until AT TIME ZONE 'UTC'::text))::date)))), entities) AS unseal;
END
;
CREATE OR REPLACE FUNCTION memory.untell()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from memory.telling
  where home_id = old.home_id and at >= old.hour and at < old.hour + interval '1 hour';
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION people.as_pattern(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN regexp_replace(words, '([^[:alnum:][:space:]])'::text, '\\\1'::text, 'g'::text)
;
CREATE OR REPLACE FUNCTION people.current_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN CASE WHEN pg_has_role(SESSION_USER, 'homeops_server'::name, 'member'::text) THEN (NULLIF(current_setting('app.person'::text, true), ''::text))::uuid ELSE people.login_person() END
;
CREATE OR REPLACE FUNCTION people.guard(guarded regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security, force row level security', guarded);
  execute format('create policy server on %s to homeops_server using (true) with check (true)', guarded);
  execute format('create policy person on %s for select to homeops_person using (home_id = any ((select people.visible_homes())::int[]))', guarded);
  execute format('create policy guest on %s as restrictive for select to homeops_person using (home_id <> all ((select people.guest_homes())::int[]))', guarded);
  execute format('grant select, insert, update, delete on %s to homeops_server', guarded);
  execute format('grant select on %s to homeops_person', guarded);
end $function$
;
CREATE OR REPLACE FUNCTION people.guest_areas()
 RETURNS text[]
 LANGUAGE sql
 STABLE
RETURN ARRAY(SELECT ((guest_area.home_id || ' '::text) || guest_area.area_id) FROM people.guest_area WHERE (guest_area.user_id = people.current_person()))
;
CREATE OR REPLACE FUNCTION people.guest_homes()
 RETURNS integer[]
 LANGUAGE sql
 STABLE
RETURN ARRAY(SELECT member.home_id FROM people.member WHERE ((member.user_id = people.current_person()) AND (member.role = 'guest'::text)))
;
CREATE OR REPLACE FUNCTION people.guest_things()
 RETURNS integer[]
 LANGUAGE sql
 STABLE
RETURN ARRAY(SELECT entity.id FROM house.entity WHERE (entity.home_id = ANY ((SELECT people.guest_homes() AS guest_homes)::integer[])))
;
CREATE OR REPLACE FUNCTION people.heard()
 RETURNS integer[]
 LANGUAGE sql
 STABLE
RETURN CASE WHEN (people.speaking() IS NOT NULL) THEN ARRAY(SELECT entity.id FROM house.entity WHERE ((entity.home_id = (SELECT people.speaking() AS speaking)) AND entity.is_exposed)) ELSE NULL::integer[] END
;
CREATE OR REPLACE FUNCTION people.hidden()
 RETURNS integer[]
 LANGUAGE sql
 STABLE
RETURN ARRAY(SELECT movement.entity_id FROM people.movement WHERE ((movement.home_id = ANY ((SELECT people.visible_homes() AS visible_homes)::integer[])) AND ((movement.person_id IS NULL) OR (movement.person_id <> ALL ((SELECT people.seen_persons() AS seen_persons)::integer[])))) UNION SELECT entity.id FROM house.entity WHERE (people.is_about_place(entity.entity_id) AND (entity.home_id = ANY ((SELECT people.visible_homes() AS visible_homes)::integer[])) AND (NOT (EXISTS (SELECT FROM people.movement WHERE (movement.entity_id = entity.id))))))
;
CREATE OR REPLACE FUNCTION people.hidden_ids()
 RETURNS text[]
 LANGUAGE sql
 STABLE
RETURN ARRAY(SELECT entity.entity_id FROM house.entity WHERE (entity.id = ANY ((SELECT people.hidden() AS hidden)::integer[])))
;
CREATE OR REPLACE FUNCTION people.hidden_pattern()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN COALESCE((SELECT string_agg(CASE WHEN (betraying.kind = 'id'::text) THEN (('\m'::text || people.as_pattern(betraying.word)) || '\M'::text) ELSE (('(?<!\m(by|von) )\m'::text || people.as_pattern(betraying.word)) || '\M(?![''’]s)'::text) END, '|'::text) AS string_agg FROM (SELECT 'id'::text AS kind, entity.entity_id AS word FROM house.entity WHERE (entity.id = ANY ((SELECT people.hidden() AS hidden)::integer[])) UNION SELECT 'name'::text, entity.name FROM house.entity WHERE ((entity.id = ANY ((SELECT people.hidden() AS hidden)::integer[])) AND (entity.entity_id ~~ 'person.%'::text) AND (entity.name ~ '\w'::text))) betraying), 'a^'::text)
;
CREATE OR REPLACE FUNCTION people.is_about_place(entity_id text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN ((entity_id ~~ 'person.%'::text) OR (entity_id ~~ 'device\_tracker.%'::text) OR (entity_id ~~ 'zone.%'::text))
;
CREATE OR REPLACE FUNCTION people.login_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (SELECT sql_login.user_id FROM people.sql_login WHERE (sql_login.login = SESSION_USER))
;
CREATE OR REPLACE FUNCTION people.of_somebody(home integer)
 RETURNS integer[]
 LANGUAGE sql
 STABLE
RETURN ARRAY(SELECT movement.entity_id FROM people.movement WHERE (movement.home_id = of_somebody.home) UNION SELECT entity.id FROM house.entity WHERE (people.is_about_place(entity.entity_id) AND (entity.home_id = of_somebody.home) AND (NOT (EXISTS (SELECT FROM people.movement WHERE (movement.entity_id = entity.id))))))
;
CREATE OR REPLACE FUNCTION people.seen_names()
 RETURNS text[]
 LANGUAGE sql
 STABLE
RETURN ARRAY(SELECT entity.name FROM house.entity WHERE (entity.id = ANY ((SELECT people.seen_persons() AS seen_persons)::integer[])))
;
CREATE OR REPLACE FUNCTION people.seen_persons()
 RETURNS integer[]
 LANGUAGE sql
 STABLE
RETURN ARRAY(SELECT self.person_id FROM people.self WHERE (self.user_id = people.current_person()) UNION SELECT allowed.person_id FROM people.allowed WHERE (allowed.user_id = people.current_person()))
;
CREATE OR REPLACE FUNCTION people.speaking()
 RETURNS integer
 LANGUAGE sql
 STABLE
RETURN CASE WHEN pg_has_role(SESSION_USER, 'homeops_server'::name, 'member'::text) THEN (NULLIF(current_setting('app.speaker'::text, true), ''::text))::integer ELSE NULL::integer END
;
CREATE OR REPLACE FUNCTION people.tell_token_gone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('tokens', old.id::text);
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION people.told_attributes(body jsonb)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
RETURN CASE WHEN ((people.current_person() IS NULL) AND (people.speaking() IS NULL)) THEN body WHEN ((body ->> 'changed_by'::text) = ANY (people.seen_names())) THEN body ELSE (body - ARRAY['changed_by'::text, 'code_slot'::text, 'code_slot_name'::text]) END
;
CREATE OR REPLACE FUNCTION people.visible_homes()
 RETURNS integer[]
 LANGUAGE sql
 STABLE
RETURN CASE WHEN (people.speaking() IS NOT NULL) THEN ARRAY[people.speaking()] ELSE ARRAY(SELECT member.home_id FROM people.member WHERE (member.user_id = people.current_person())) END
;
CREATE OR REPLACE FUNCTION public.touch_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.updated_at := current_timestamp;
  return new;
end $function$
;
