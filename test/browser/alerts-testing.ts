import sql from "sql-template-tag";
import { vi } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { connect, goTo, signIn, type Visit, visit } from "./visit.ts";

export const PATIENCE = { timeout: 30_000 };
export const LEAK = "binary_sensor.leak";

const HOUSE = {
  entities: [
    { entity_id: "light.lamp", name: "Lamp", device: "d-lamp", state: "off" },
    { entity_id: LEAK, name: "Cellar leak", device: "d-lamp", state: "off", attributes: { device_class: "moisture" } },
  ],
};

export interface AlertsVisit extends Visit {
  readonly home: DemoHome;
}

/** For tests: a small house with what guards it, and its page at the place Alerts. */
export async function visitAlerts(flags: string[] = []): Promise<AlertsVisit> {
  await using stack = new AsyncDisposableStack();
  const home = stack.use(await startSmallHouse(HOUSE));
  const guest = stack.use(await visit({}, flags));
  await signIn(guest);
  await connect(guest.page, home);
  const areas = async () => ((await guest.homeops.ask("health/score")) as { areas: object[] }).areas;
  await vi.waitUntil(async () => (await areas()).length === 1, PATIENCE); // the house is read
  await goTo(guest.page, "Alerts");
  const owned = stack.move();
  return { ...guest, home, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** For tests: an alert of yesterday that a person had, and one push of hers that counts. */
export async function livedYesterday({ homeops }: Pick<Visit, "homeops">): Promise<void> {
  const { db } = homeops.world;
  await db.run(sql`
    with owner as (select home_id, user_id from people.member where role = 'owner'),
      told as (
        insert into alerts.alert (home_id, key, kind, mentions, is_danger, severity, rule, level, opened_at, closed_at, told_at, acked_at, acked_by)
        select home_id, 'danger:smoke', 'smoke', '{}', true, 'critical', 'danger', 1, now() - interval '26 hours', now() - interval '25 hours',
          now() - interval '26 hours', now() - interval '25 hours 30 minutes', user_id
        from owner
        returning id, home_id)
    insert into alerts.sending (home_id, alert_id, user_id, telling, kind, level, severity, is_danger, counts, state, made_at, due_at, began_at, ended_at)
    select told.home_id, told.id, owner.user_id, gen_random_uuid(), 'alert', 1, 'critical', true, true, 'sent',
      now() - interval '26 hours', now() - interval '26 hours', now() - interval '26 hours', now() - interval '26 hours'
    from told
    join owner on owner.home_id = told.home_id`);
}
