import sql from "sql-template-tag";
import { describe, expect, it, vi } from "vitest";
import { engines } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { capabilities } from "#server/capabilities.ts";
import type { Clock } from "#server/clock.ts";
import { instantOf } from "#server/instant.ts";
import { presentStates } from "#server/store/house/present.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import { startHomeOps } from "#server/testing.ts";
import type { World } from "#server/world.ts";
import { plainDigests } from "./digest-text.ts";
import { keepAlerting } from "./keep-alerting.ts";
import { among, postingChannel, receiver } from "./testing.ts";

const patience = { timeout: 20_000, interval: 100 };
const HOME = 1;
const CELLAR = "binary_sensor.cellar";
const entities = [{ entity_id: CELLAR, name: "Cellar", state: "off", attributes: { device_class: "moisture" } }];
const withoutAlerts = capabilities.filter(({ name }) => name !== "alerts");

describe.each(engines)("looking after alerts on %s", (engine) => {
  it("is woken by the ledger and by a danger, not only by time", async () => {
    await using demo = await startSmallHouse({ entities });
    await using phone = await receiver();
    await using homeops = await startHomeOps({ engine, capabilities: withoutAlerts });
    const { world } = homeops;
    await homeops.ask("connections/add", { url: demo.url, token: demo.token, name: "Cottage" });
    await vi.waitFor(() => expect(presentStates(world, HOME).has(CELLAR)).toBe(true), patience);
    await world.db.run(sql`
      insert into alerts.channel (home_id, user_id, kind, name, target)
      select ${HOME}, id, 'companion', 'phone', ${JSON.stringify({ url: phone.url, to: "anna" })}::jsonb
      from public.users
      limit 1`);
    await using _ = alertingOnce(world);
    await settledOne(world);
    await vi.waitFor(async () => {
      const alerts = await world.db.rows(sql`select kind from alerts.alert where home_id = ${HOME}`);
      expect(alerts).toEqual([{ kind: "integration-failed" }]);
    }, patience);
    demo.say(CELLAR, "on");
    await vi.waitFor(() => expect(phone.received.map(({ tag }) => tag)).toEqual(["homeops-danger-leak"]), patience);
  }, 90_000);
});

/** Each of its times comes once, at the start: afterwards it is woken, or nothing is done. */
function alertingOnce(world: World): AsyncDisposable {
  const { clock } = world;
  const once: Clock["every"] = (_, work) => {
    void work();
    return { [Symbol.asyncDispose]: async () => {} };
  };
  const parts = { channelOf: among([postingChannel("companion")]), texts: plainDigests };
  Object.assign(world, { clock: { ...clock, every: once } });
  const alerting = keepAlerting(world, parts);
  Object.assign(world, { clock });
  return alerting;
}

const settledOne = ({ db, clock }: World) =>
  db.transaction((tx) => {
    const at = instantOf(clock.now());
    const seen = {
      ...{ check_name: "integration-failed", subject_kind: "home", subject: "", severity: "error" as const },
      ...{ evidence: {}, mentions: [], since: at, cause: undefined },
    };
    const never = () => false;
    return settle(tx, { home: HOME, at, checks: [], seen: [seen], isHeldBack: never, isBeyond: () => true });
  });
