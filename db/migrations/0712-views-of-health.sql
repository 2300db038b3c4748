-- The SQL door: numbers and energy, what was found, foretold, mended and told, and the database itself.
create view door.device_telemetry_hourly with (security_invoker = true) as
select hour.hour as time, hour.home_id, entity.device_id, entity.entity_id, coalesce(entity.name, series.name) as name, hour.mean, hour.min, hour.max,
  hour.last, hour.change, hour.count, series.unit
from series.hour
join series.series on series.id = hour.series_id
left join house.entity on entity.id = series.entity_id;
select door.describe('door.device_telemetry_hourly', 'Numbers by the hour, kept when the states themselves have gone', '{
  "time": "When the hour begins; filter by it", "mean": "Mean of the hour", "min": "Least", "max": "Most", "last": "Last number of the hour",
  "change": "Of a meter: what was used or made, resets allowed for", "count": "Numbers that were reported"}');

create view door.device_telemetry_daily with (security_invoker = true) as
select day.day as time, day.home_id, entity.device_id, entity.entity_id, coalesce(entity.name, series.name) as name, day.mean, day.min, day.max,
  day.last, day.change, day.count, day.hours, series.unit
from series.day
join series.series on series.id = day.series_id
left join house.entity on entity.id = series.entity_id;
select door.describe('door.device_telemetry_daily', 'Numbers by the day of the home''s time zone', '{
  "time": "The day; filter by it", "mean": "Mean of the day", "min": "Least", "max": "Most", "last": "Last number of the day",
  "change": "Of a meter: what was used or made", "count": "Numbers that were reported", "hours": "Hours that are known"}');

create view door.energy_usage with (security_invoker = true) as
select five_minutes.hour + (slot.place - 1) * interval '5 minutes' as time, five_minutes.home_id, entity.device_id, entity.entity_id,
  coalesce(entity.name, series.name) as name, slot.change * case series.unit when 'Wh' then 0.001 when 'MWh' then 1000 else 1 end as kwh
from series.five_minutes
join series.series on series.id = five_minutes.series_id and series.kind = 'meter' and series.unit in ('Wh', 'kWh', 'MWh')
left join house.entity on entity.id = series.entity_id
cross join lateral unnest(five_minutes.changes) with ordinality as slot (change, place)
where slot.change is not null;
select door.describe('door.energy_usage', 'What each energy meter counted in five minutes; meters may count the same energy twice', '{"kwh": "Kilowatt hours"}');

create view door.energy_usage_hourly with (security_invoker = true) as
select hour.hour as time, hour.home_id, entity.device_id, entity.entity_id, coalesce(entity.name, series.name) as name,
  hour.change * case series.unit when 'Wh' then 0.001 when 'MWh' then 1000 else 1 end as kwh
from series.hour
join series.series on series.id = hour.series_id and series.kind = 'meter' and series.unit in ('Wh', 'kWh', 'MWh')
left join house.entity on entity.id = series.entity_id
where hour.change is not null;
select door.describe('door.energy_usage_hourly', 'What each energy meter counted in an hour; meters may count the same energy twice', '{"kwh": "Kilowatt hours"}');

create view door.energy_usage_summary with (security_invoker = true) as
select day.day as time, day.home_id, entity.device_id, entity.entity_id, coalesce(entity.name, series.name) as name,
  day.change * case series.unit when 'Wh' then 0.001 when 'MWh' then 1000 else 1 end as kwh
from series.day
join series.series on series.id = day.series_id and series.kind = 'meter' and series.unit in ('Wh', 'kWh', 'MWh')
left join house.entity on entity.id = series.entity_id
where day.change is not null;
select door.describe('door.energy_usage_summary', 'What each energy meter counted in a day; meters may count the same energy twice', '{"time": "The day; filter by it", "kwh": "Kilowatt hours"}');

create view door.network_metrics with (security_invoker = true) as
select timestamp as time, home_id, connection_id, metric_type as metric, metric_value as value
from public.home_assistant_connection_metrics;
select door.describe('door.network_metrics', 'How the link to Home Assistant did', '{"connection_id": "The link", "metric": "latency, uptime, error_rate or event_rate", "value": "The number"}');

create view door.device_error_logs with (security_invoker = true) as
select hour as time, home_id, domain as integration, errors, warnings
from ledger.log_hour;
select door.describe('door.device_error_logs', 'What integrations wrote into Home Assistant''s log, by the hour', '{"integration": "Its domain", "errors": "Lines that were errors", "warnings": "Lines that were warnings"}');

create view door.diagnostic_runs with (security_invoker = true) as
select home_id, id, at as time, took_ms, by_whom, cardinality(checks) as checks, opened, changed, closed
from ledger.diagnosis;
select door.describe('door.diagnostic_runs', 'Each look at the health of the home', '{
  "id": "Number of the look", "took_ms": "Milliseconds it took", "by_whom": "schedule or person", "checks": "Checks that ran",
  "opened": "Findings that were new", "changed": "Findings that changed", "closed": "Findings that were over"}');

create view door.diagnostic_issues with (security_invoker = true) as
select finding.home_id, finding.id, finding.check_name as check, finding.severity, finding.subject_kind,
  coalesce(entity.entity_id, finding.subject) as subject, coalesce(entity.device_id, device.device_id) as device_id,
  coalesce(entity.name, device.name, area.name) as name, finding.evidence, finding.since, finding.opened_at, finding.closed_at, finding.closed_as,
  finding.snoozed_until, finding.cause_id
from ledger.finding
left join house.entity on finding.subject_kind in ('entity', 'automation') and entity.home_id = finding.home_id and entity.id::text = finding.subject
left join house.device on finding.subject_kind = 'device' and device.home_id = finding.home_id and device.device_id = finding.subject
left join house.item as area on area.home_id = finding.home_id and area.item_id = finding.subject
  and area.kind = case finding.subject_kind when 'area' then 'area' when 'integration' then 'config_entry' end;
select door.describe('door.diagnostic_issues', 'What checks found, open and over', '{
  "id": "Number of the finding", "check": "Which check found it; docs/checks tells of each", "subject_kind": "entity, automation, device, integration, area or home",
  "subject": "What it is about, by id", "evidence": "Why, in numbers and names", "closed_as": "gone, fixed or not_a_problem", "snoozed_until": "Not to be told until then",
  "cause_id": "The finding that explains it; diagnostic_issues.id"}');

create view door.device_health_history with (security_invoker = true) as
select cost.home_id, cost.finding_id, finding.check_name as check, finding.subject_kind, coalesce(entity.entity_id, finding.subject) as subject,
  cost.severity, cost.started_at as time, cost.ended_at
from health.cost
join ledger.finding on finding.id = cost.finding_id
left join house.entity on finding.subject_kind in ('entity', 'automation') and entity.home_id = finding.home_id and entity.id::text = finding.subject;
select door.describe('door.device_health_history', 'From when to when each finding cost points of health', '{
  "finding_id": "The finding; diagnostic_issues.id", "check": "Which check found it", "subject_kind": "entity, automation, device, integration, area or home",
  "subject": "What it was about, by id", "ended_at": "When it no longer did; null: it does"}');

create view door.automation_health_checks with (security_invoker = true) as
select home_id, id, "check", severity, subject as entity_id, name, evidence, since, opened_at, closed_at
from door.diagnostic_issues
where subject_kind = 'automation';
select door.describe('door.automation_health_checks', 'What was found about automations', '{"id": "Number of the finding", "check": "Which check found it", "evidence": "Why, in numbers and names"}');

create view door.device_health_summary with (security_invoker = true) as
select device.home_id, device.id as device_id, device.name, device.room, device.health_score, coalesce(found.open, 0) as open_issues, found.worst
from door.devices as device
left join (
  select home_id, device_id, count(*)::int as open,
    (array_agg(severity order by array_position(array['critical', 'error', 'warning', 'info'], severity)))[1] as worst
  from door.diagnostic_issues
  where closed_at is null and device_id is not null
  group by home_id, device_id) as found on found.home_id = device.home_id and found.device_id = device.id
where device.removed_at is null;
select door.describe('door.device_health_summary', 'Each device that is there, and what is wrong with it and its entities', '{
  "room": "Name of its room", "health_score": "As in devices", "open_issues": "Findings that stand", "worst": "The worst severity among them"}');

create view door.firmware_updates with (security_invoker = true) as
select home_id, id, kind, name, before as version_before, after as version_after, since as not_before, at as time, figures
from ledger.installed_update;
select door.describe('door.firmware_updates', 'What was updated: Core, apps, integrations, devices', '{
  "id": "Number of the update", "kind": "core, app, integration or device", "version_before": "Its version before", "version_after": "Its version since",
  "not_before": "It happened between this and time", "time": "At the latest; filter by it", "figures": "The week before and the week after"}');

create view door.ml_predictions_log with (security_invoker = true) as
select prediction.home_id, prediction.id, prediction.kind, entity.entity_id, coalesce(prediction.device_id, entity.device_id) as device_id, entity.name,
  prediction.detector, prediction.made_on as time, prediction.expected_on, prediction.earliest_on, prediction.latest_on, prediction.chance,
  prediction.basis, prediction.outcome, prediction.outcome_on
from ledger.prediction
join house.entity on entity.id = prediction.entity_id;
select door.describe('door.ml_predictions_log', 'All that was foretold, and what came', '{
  "id": "Number of the prediction", "kind": "battery-empty or device-fails", "detector": "Which version of which detector", "time": "The day on which it was said",
  "expected_on": "The day on which it is expected", "earliest_on": "Not before, in four of five cases", "latest_on": "Not after, in four of five cases",
  "chance": "That it comes between the two days", "basis": "Numbers on which it rests", "outcome": "came, averted or stayed away; null: not known yet", "outcome_on": "The day of that"}');

create view door.failure_predictions with (security_invoker = true) as
select distinct on (home_id, kind, entity_id, detector)
  home_id, id, kind, entity_id, device_id, name, detector, time, expected_on, earliest_on, latest_on, chance
from door.ml_predictions_log
where outcome is null
order by home_id, kind, entity_id, detector, time desc;
select door.describe('door.failure_predictions', 'What is foretold now', '{
  "id": "Number of the prediction", "kind": "battery-empty or device-fails", "detector": "Which version of which detector", "time": "The day on which it was said",
  "expected_on": "The day on which it is expected", "earliest_on": "Not before, in four of five cases", "latest_on": "Not after, in four of five cases", "chance": "That it comes between the two days"}');

create view door.ml_models with (security_invoker = true) as
select id, name, revision, width, since
from memory.embedding_model;
select door.describe('door.ml_models', 'Models by which sentences became vectors', '{"id": "Number of the model", "name": "Its name", "revision": "Which one of that name", "width": "Numbers in a vector"}');

create view door.anomaly_detections with (security_invoker = true) as
select standing.home_id, entity.entity_id, entity.device_id, entity.name, standing.kind, standing.since, standing.expected, standing.seen, standing.beyond, standing.unit
from unusual.standing
join house.entity on entity.id = standing.entity_id;
select door.describe('door.anomaly_detections', 'What is unusual now', '{
  "kind": "level, drift, noise, stuck, spike, much, little or odd hours", "expected": "What would be usual", "seen": "What is",
  "beyond": "As a share of the farthest that is usual"}');

create view door.device_usage_patterns with (security_invoker = true) as
select habit.home_id, entity.entity_id, entity.device_id, entity.name, habit.kind, habit.habit, habit.learned_at
from episodes.habit
join house.entity on entity.id = habit.entity_id;
select door.describe('door.device_usage_patterns', 'What is usual for a thing, learned from its own past', '{
  "kind": "Of which kind of episode: ran, unavailable, above …", "habit": "What was learned; null: nothing yet", "learned_at": "When"}');

create view door.self_healing_actions with (security_invoker = true) as
select home_id, remedy, mode, since
from healing.mode;
select door.describe('door.self_healing_actions', 'How far remedies may go, where somebody said so; any other one suggests', '{"remedy": "The remedy", "mode": "off, suggest, ask or act"}');

create view door.self_healing_executions with (security_invoker = true) as
select home_id, id, remedy, check_name as check, subject_kind, subject, name, entities, by_whom, intent_at as time, sent_at, outcome, verdict, verdict_at, why, undone_at
from healing.attempt;
select door.describe('door.self_healing_executions', 'What was mended, or tried to be', '{
  "id": "Number of the attempt", "remedy": "The remedy", "check": "The check whose finding it was for", "subject_kind": "entity, automation, device, integration …", "subject": "What it was about, by id",
  "entities": "Entities it acted on", "by_whom": "act: by itself; person: on a yes", "sent_at": "When the last step was sent", "outcome": "done, refused or unknown",
  "verdict": "fixed, not_fixed or unknown; null: to come", "verdict_at": "When that was seen", "why": "Why it did not help", "undone_at": "When it was undone"}');

create view door.alert_rules with (security_invoker = true) as
select home_id, id, name, place, said as rule
from alerts.rule;
select door.describe('door.alert_rules', 'Rules of one''s own; where there are none, the five apply that HomeOps brings', '{"id": "Number of the rule", "place": "The first that fits decides", "rule": "What it says"}');

create view door.alerts with (security_invoker = true) as
select home_id, id, kind, finding_id, severity, is_danger, rule, level, opened_at, closed_at, told_at, acked_at, acked_by, snoozed_until
from alerts.alert;
select door.describe('door.alerts', 'Findings and dangers on their way to people', '{
  "id": "Number of the alert", "kind": "The check, or the danger", "finding_id": "The finding; diagnostic_issues.id", "is_danger": "Whether it wakes people", "rule": "By which it is told",
  "level": "Levels of the rule that have begun", "told_at": "When it first reached somebody", "acked_at": "When somebody had it", "acked_by": "Who; users.id", "snoozed_until": "Not to be told until then"}');

create view door.user_notifications with (security_invoker = true) as
select home_id, id, alert_id, user_id, kind, severity, state, due_at as time, began_at, ended_at, why
from alerts.sending;
select door.describe('door.user_notifications', 'Messages to you and to the household', '{
  "id": "Number of the message", "alert_id": "The alert; alerts.id", "user_id": "Whom it tells; null: the household", "kind": "alert, reminder, recovery, daily, weekly …",
  "state": "waiting, sent, refused, held …", "time": "When it is due", "began_at": "When it was sent", "ended_at": "When that was over", "why": "Why not"}');

create view door.user_notification_preferences with (security_invoker = true) as
select home_id, user_id, wishes
from alerts.person;
select door.describe('door.user_notification_preferences', 'How you are told', '{"user_id": "You; users.id", "wishes": "Quiet hours, language, ways and budget"}');

create view door.home_dashboard_summary with (security_invoker = true) as
select home.id as home_id, home.name,
  (select count(*)::int from house.item where item.home_id = home.id and kind = 'area' and removed_at is null) as rooms,
  (select count(*)::int from house.device where device.home_id = home.id and removed_at is null) as devices,
  (select count(*)::int from house.entity where entity.home_id = home.id and removed_at is null) as entities,
  (select count(*)::int from house.entity where entity.home_id = home.id and removed_at is null and entity_id like 'automation.%') as automations,
  (select count(*)::int from ledger.finding where finding.home_id = home.id and closed_at is null) as open_issues,
  (select count(*)::int from ledger.finding where finding.home_id = home.id and closed_at is null and severity = 'critical') as critical_issues,
  (select count(*)::int from alerts.alert where alert.home_id = home.id and closed_at is null) as alerts,
  (select max(at) from ledger.diagnosis where diagnosis.home_id = home.id) as diagnosed_at
from people.home;
select door.describe('door.home_dashboard_summary', 'Each home in one row', '{
  "rooms": "Areas", "devices": "Devices that are there", "entities": "Entities that are there", "automations": "Automations that are there", "open_issues": "Findings that stand",
  "critical_issues": "Those of them that are critical", "alerts": "Alerts that stand", "diagnosed_at": "When its health was last looked at"}');
