import sql from "sql-template-tag";
import type { BenchDatabase } from "../bench-database.ts";

/** The public contract's table as it is written there, without vectors; the same rows. Its indexes come last, for they are built quicker so. */
export async function makeRival({ db }: BenchDatabase): Promise<void> {
  await db.owner.script(`
    create schema rival;
    grant usage on schema rival to homeops_server;
    create unlogged table rival.home_assistant_events (
      id uuid not null default gen_random_uuid(),
      connection_id uuid not null,
      event_type varchar(100) not null,
      entity_id varchar(255),
      old_state text,
      new_state text,
      attributes jsonb,
      timestamp timestamptz not null,
      processed_at timestamptz default current_timestamp,
      created_at timestamptz default current_timestamp
    );
    create unlogged table rival.attributes as select id, memory.attributes_of(id) as whole from memory.attributes;
    analyze rival.attributes;
    set maintenance_work_mem = '256MB';
    set synchronous_commit = off;
    insert into rival.home_assistant_events (connection_id, event_type, entity_id, old_state, new_state, attributes, timestamp)
    select coalesce(entity.connection_id, event_type.connection_id), coalesce(event_type.name, 'state_changed'), entity.entity_id,
      event.old_state, event.state, attributes.whole, event.at
    from memory.event
    left join house.entity on entity.id = event.entity_id
    left join memory.event_type on event_type.id = event.type_id
    left join rival.attributes on attributes.id = event.attributes_id;
    drop table rival.attributes;
    alter table rival.home_assistant_events
      add primary key (id),
      add foreign key (connection_id) references public.home_assistant_connections on delete cascade;
    create index on rival.home_assistant_events (connection_id);
    create index on rival.home_assistant_events (event_type);
    create index on rival.home_assistant_events (entity_id);
    create index on rival.home_assistant_events (timestamp)`);
  await db.owner.script("vacuum analyze rival.home_assistant_events");
}

export async function rivalBytes({ db }: BenchDatabase): Promise<number> {
  const row = await db.owner.row<{ bytes: number }>(
    sql`select pg_total_relation_size('rival.home_assistant_events') as bytes`,
  );
  return row?.bytes ?? 0;
}
