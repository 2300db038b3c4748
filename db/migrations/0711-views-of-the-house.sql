-- The SQL door: the home, what is in it, and what was seen of it.
create view door.homes with (security_invoker = true) as
select id, (select user_id from people.member where member.home_id = home.id and role = 'owner' limit 1) as owner, name, time_zone, created_at
from people.home;
select door.describe('door.homes', 'The homes that you belong to', '{
  "id": "Number of the home", "owner": "The owner, where that is you; users.id", "time_zone": "In which its days are cut",
  "created_at": "When HomeOps first knew it"}');

create view door.home_members with (security_invoker = true) as
select home_id, user_id, role, created_at as since
from people.member;
select door.describe('door.home_members', 'Your memberships', '{
  "user_id": "The person; users.id", "role": "owner, admin, member or guest"}');

create view door.users with (security_invoker = true) as
select id, name, email, preferences, created_at
from public.users;
select door.describe('door.users', 'You', '{
  "id": "Id of the person", "email": "Address, where one is known", "preferences": "Wishes", "created_at": "When the account was made"}');

create view door.rooms with (security_invoker = true) as
select area.home_id, area.item_id as id, area.name, floor.name as floor, area.removed_at
from house.item as area
left join house.item as floor on floor.connection_id = area.connection_id and floor.kind = 'floor' and floor.item_id = area.body ->> 'floor_id'
where area.kind = 'area';
select door.describe('door.rooms', 'Areas of Home Assistant', '{
  "id": "Home Assistant''s id of the area", "floor": "The floor it is on", "removed_at": "When it was taken away; null: it is there"}');

create view door.devices with (security_invoker = true) as
select device.home_id, device.device_id as id, coalesce(device.name, device.model, device.device_id) as name,
  (select split_part(entity.entity_id, '.', 1)
   from house.entity
   where entity.home_id = device.home_id and entity.device_id = device.device_id and entity.removed_at is null
   group by split_part(entity.entity_id, '.', 1), entity.category is not null
   order by entity.category is not null, split_part(entity.entity_id, '.', 1) in ('sensor', 'binary_sensor'), count(*) desc, 1
   limit 1) as type,
  device.manufacturer as brand, device.model, device.sw_version as firmware, device.hw_version as hardware,
  device.area_id as room_id, area.name as room, device.labels,
  (select greatest(0, round(100 - coalesce(sum(sqrt(30.0) * case finding.severity
     when 'critical' then 25 when 'error' then 10 when 'warning' then 4 else 0.5 end), 0)))::int
   from ledger.finding
   where finding.home_id = device.home_id and finding.subject_kind = 'device' and finding.subject = device.device_id
     and finding.closed_at is null and finding.cause_id is null
     and (finding.snoozed_until is null or finding.snoozed_until < now())) as health_score,
  device.is_disabled, device.removed_at
from house.device
left join house.item as area on area.connection_id = device.connection_id and area.kind = 'area' and area.item_id = device.area_id;
select door.describe('door.devices', 'Devices of Home Assistant', '{
  "id": "Home Assistant''s id of the device", "type": "What it mostly is: light, climate, sensor …", "brand": "Manufacturer", "model": "Model",
  "firmware": "Version of its software", "hardware": "Version of its hardware", "room_id": "Its room; rooms.id", "room": "Name of its room",
  "labels": "Ids of its labels", "health_score": "100 less what is found about the device itself; the command health/score weighs its entities and causes too",
  "is_disabled": "Whether somebody turned it off in Home Assistant", "removed_at": "When it was taken away; null: it is there"}');

create view door.brands with (security_invoker = true) as
select home_id, manufacturer as name, count(*)::int as devices
from house.device
where manufacturer is not null and removed_at is null
group by home_id, manufacturer;
select door.describe('door.brands', 'Manufacturers of the devices that are there', '{"devices": "How many devices of it are there"}');

create view door.device_models with (security_invoker = true) as
select device.home_id, device.manufacturer as brand, device.model as name, count(distinct device.id)::int as devices,
  array_agg(distinct coalesce(entity.device_class, split_part(entity.entity_id, '.', 1))) filter (where entity.id is not null) as capabilities
from house.device
left join house.entity on entity.home_id = device.home_id and entity.device_id = device.device_id and entity.removed_at is null
where device.model is not null and device.removed_at is null
group by device.home_id, device.manufacturer, device.model;
select door.describe('door.device_models', 'Models of the devices that are there', '{
  "brand": "Manufacturer", "devices": "How many devices of it are there", "capabilities": "What they have: temperature, battery, light …"}');

create view door.ecosystems with (security_invoker = true) as
select home_id, body ->> 'domain' as name, count(*)::int as entries
from house.item
where kind = 'config_entry' and removed_at is null
group by home_id, body ->> 'domain';
select door.describe('door.ecosystems', 'Integrations that are set up', '{"name": "Domain of the integration: hue, zwave_js …", "entries": "How many times it is set up"}');

create view door.ecosystem_sync_status with (security_invoker = true) as
select home_id, item_id as id, body ->> 'domain' as ecosystem, name, body ->> 'state' as status, body ->> 'reason' as reason
from house.item
where kind = 'config_entry' and removed_at is null;
select door.describe('door.ecosystem_sync_status', 'Whether each set-up integration is loaded, as Home Assistant said last', '{
  "id": "Home Assistant''s id of the config entry", "ecosystem": "Domain of the integration", "status": "loaded, setup_retry, setup_error …", "reason": "Why not, in Home Assistant''s words"}');

create view door.device_groups with (security_invoker = true) as
select home_id, entity_id, name, members
from house.entity
where members <> '{}' and removed_at is null;
select door.describe('door.device_groups', 'Groups of entities', '{"members": "Entity ids in the group"}');

create view door.automations with (security_invoker = true) as
select home_id, entity_id, name, area_id as room_id, labels, is_disabled, removed_at
from house.entity
where entity_id like 'automation.%';
select door.describe('door.automations', 'Automations', '{
  "room_id": "Its room; rooms.id", "labels": "Ids of its labels", "is_disabled": "Whether somebody turned its entity off", "removed_at": "When it was taken away; null: it is there"}');

create view door.automation_executions with (security_invoker = true) as
select home_id, run_id as id, entity_id, started_at as time, finished_at, outcome, has_failed, trigger
from memory.trace
where domain = 'automation';
select door.describe('door.automation_executions', 'Runs of automations whose traces were kept', '{
  "id": "Home Assistant''s id of the run", "finished_at": "When it ended", "outcome": "How it ended, in Home Assistant''s word", "has_failed": "Whether a step failed", "trigger": "What set it off"}');

create view door.scenes with (security_invoker = true) as
select home_id, entity_id, name, area_id as room_id, removed_at
from house.entity
where entity_id like 'scene.%';
select door.describe('door.scenes', 'Scenes', '{"room_id": "Its room; rooms.id", "removed_at": "When it was taken away; null: it is there"}');

-- Partitions of event are pruned by time alone; of the rest an index is joined.
create view door.scene_activations with (security_invoker = true) as
select event.at as time, event.home_id, entity.entity_id, entity.name
from memory.event
join house.entity on entity.id = event.entity_id
where event.type_id = 0 and entity.entity_id like 'scene.%' and event.state not in ('unavailable', 'unknown');
select door.describe('door.scene_activations', 'When scenes were turned on');

create view door.device_states with (security_invoker = true) as
select event.at as time, event.home_id, entity.device_id, entity.entity_id, entity.name, event.state, memory.attributes_of(event.attributes_id) as attributes
from memory.event
join house.entity on entity.id = event.entity_id
where event.type_id = 0;
select door.describe('door.device_states', 'Every state that was seen; of one entity over many days ask door.states_of(), which reads its rows alone', '{
  "state": "The state, as text", "attributes": "Its attributes; put together for each row that shows them"}');

create view door.device_telemetry with (security_invoker = true) as
select event.at as time, event.home_id, entity.device_id, entity.entity_id, entity.name,
  case when event.state ~ '^-?\d{1,30}(\.\d{1,30})?([eE][-+]?\d{1,2})?$' then event.state::float8 end as value, entity.unit
from memory.event
join house.entity on entity.id = event.entity_id
where event.type_id = 0 and event.state ~ '^-?\d{1,30}(\.\d{1,30})?([eE][-+]?\d{1,2})?$';
select door.describe('door.device_telemetry', 'Every state that is a number; for more than some hours take device_telemetry_hourly', '{"value": "The number"}');

-- Of one entity, by where its rows are: what it costs does not grow with the home.
create function door.states_of(entity text, since timestamptz, until timestamptz default now())
  returns table ("time" timestamptz, home_id int, device_id text, entity_id text, state text, attributes jsonb)
  language sql stable
  begin atomic
    select event.at, event.home_id, known.device_id, known.entity_id, event.state, memory.attributes_of(event.attributes_id)
    from house.entity as known
    cross join lateral memory.events_between(known.home_id, since, until, array[known.id]) as event
    where known.entity_id = entity and event.type_id = 0;
  end;
comment on function door.states_of(text, timestamptz, timestamptz) is 'The states of one entity from one time to another; in no order';
