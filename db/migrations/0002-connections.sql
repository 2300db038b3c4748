-- Three tables of the public data contract, by its names and columns, plus home_id.
create table public.home_assistant_connections (
  id                     uuid primary key default gen_random_uuid(),
  home_id                int not null references people.home on delete cascade,
  name                   varchar(255) not null,
  url                    varchar(500) not null,
  encrypted_token        text not null,
  status                 varchar(50) not null default 'disconnected',
  home_assistant_version varchar(50),
  supported_features     text[],
  created_at             timestamptz default current_timestamp,
  updated_at             timestamptz default current_timestamp,
  last_connected_at      timestamptz,
  last_seen_at           timestamptz,
  connection_health      jsonb,
  user_id                uuid not null references public.users on delete cascade,
  unique (user_id, url)
);
create index idx_home_assistant_connections_user_id on public.home_assistant_connections (user_id);
create index idx_home_assistant_connections_status on public.home_assistant_connections (status);
create index idx_home_assistant_connections_updated_at on public.home_assistant_connections (updated_at);
create index home_assistant_connections_home on public.home_assistant_connections (home_id);

create function public.touch_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := current_timestamp;
  return new;
end $$;
create trigger touch_updated_at before update on public.home_assistant_connections
  for each row execute function public.touch_updated_at();

create table public.home_assistant_connection_metrics (
  id            uuid primary key default gen_random_uuid(),
  home_id       int not null references people.home on delete cascade,
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  metric_type   varchar(50) not null check (metric_type in ('latency', 'uptime', 'error_rate', 'event_rate')),
  metric_value  decimal(10,4) not null,
  timestamp     timestamptz not null,
  created_at    timestamptz default current_timestamp
);
create index idx_home_assistant_connection_metrics_connection_id on public.home_assistant_connection_metrics (connection_id);
create index idx_home_assistant_connection_metrics_timestamp on public.home_assistant_connection_metrics (timestamp);
create index idx_home_assistant_connection_metrics_type on public.home_assistant_connection_metrics (metric_type);
create index home_assistant_connection_metrics_home on public.home_assistant_connection_metrics (home_id);

create table public.home_assistant_audit_log (
  id            uuid primary key default gen_random_uuid(),
  home_id       int references people.home on delete set null,
  connection_id uuid references public.home_assistant_connections on delete set null,
  user_id       uuid references public.users on delete set null, -- the server and strangers have none
  action        varchar(100) not null,
  details       jsonb,
  ip_address    inet,
  user_agent    text,
  success       boolean not null,
  error_message text,
  duration_ms   integer,
  created_at    timestamptz default current_timestamp
);
create index idx_home_assistant_audit_log_connection_id on public.home_assistant_audit_log (connection_id);
create index idx_home_assistant_audit_log_user_id on public.home_assistant_audit_log (user_id);
create index idx_home_assistant_audit_log_action on public.home_assistant_audit_log (action);
create index idx_home_assistant_audit_log_created_at on public.home_assistant_audit_log (created_at);
create index home_assistant_audit_log_home on public.home_assistant_audit_log (home_id);

select people.guard('public.home_assistant_connections');
select people.guard('public.home_assistant_connection_metrics');
select people.guard('public.home_assistant_audit_log');
-- A sealed token is nobody's to read but the server's.
revoke select on public.home_assistant_connections from homeops_person;
grant select (id, home_id, name, url, status, home_assistant_version, supported_features, created_at, updated_at,
  last_connected_at, last_seen_at, connection_health, user_id) on public.home_assistant_connections to homeops_person;
