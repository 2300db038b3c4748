import type { BenchDatabase } from "../bench-database.ts";

/** The public contract's table as it is written there, without vectors; the same rows. */
export async function makeRival({ db }: BenchDatabase): Promise<void> {
  await db.owner.script(`
    create schema rival;
    create table rival.home_assistant_events (
      id uuid primary key default gen_random_uuid(),
      connection_id uuid not null references public.home_assistant_connections on delete cascade,
      event_type varchar(100) not null,
      entity_id varchar(255),
      old_state text,
      new_state text,
      attributes jsonb,
      timestamp timestamptz not null,
      processed_at timestamptz default current_timestamp,
      created_at timestamptz default current_timestamp
    );
    insert into rival.home_assistant_events (connection_id, event_type, entity_id, new_state, attributes, timestamp)
    select entity.connection_id, 'state_changed', entity.entity_id, event.state, memory.attributes_of(event.attributes_id), event.at
    from memory.event
    join house.entity on entity.id = event.entity_id;
    create index on rival.home_assistant_events (connection_id);
    create index on rival.home_assistant_events (event_type);
    create index on rival.home_assistant_events (entity_id);
    create index on rival.home_assistant_events (timestamp);
    analyze rival.home_assistant_events`);
  await db.owner.script("vacuum rival.home_assistant_events");
}
