import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startSmallHouse } from "#demo/testing.ts";
import type { Link } from "#server/intake/connect/link.ts";
import type { ConnectionShown } from "#server/intake/contract.ts";
import { BusEvent } from "#server/intake/observe/wire.ts";
import { linkTo } from "#server/intake/testing.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import {
  becomes,
  connections,
  entity,
  homeHealth,
  type Page,
  registriesThatDiffer,
  rowsOf,
  timeline,
} from "./intake-asked.ts";
import { difference, history, notRemembered, states } from "./intake-exactness.ts";
import { SENSORS, type Source } from "./intake-source.ts";
import { type Proxy as Network, proxyTo } from "./world/proxy.ts";

/** What the intake promises, asked of any home that speaks Home Assistant's protocol. */
export function describeIntake(
  name: string,
  /** An entity that the source's recorder leaves out, where it can leave one out. */
  { unrecorded, open }: { unrecorded?: string; open(): Promise<Source> },
): void {
  describe(`the intake of ${name}`, () => {
    let source: Source;
    let network: Network;
    let link: Link;
    let turn = 0;
    beforeAll(async () => {
      source = await open();
      network = await proxyTo(Number(new URL(source.url).port));
      link = await linkTo(source);
    }, 120_000);
    afterAll(async () => {
      link?.close();
      await network?.[Symbol.asyncDispose]();
      await source?.[Symbol.asyncDispose]();
    });

    const address = () => `http://127.0.0.1:${network.port}`;
    const remember = (token = source.token, engine: "embedded" | "postgresql" = "postgresql") =>
      startHomeOps({ engine, options: { homeAssistant: { url: address(), token: new Secret(token) } } });
    const sayMany = async (count: number) => {
      for (let n = 0; n < count; n++) {
        turn++;
        await source.say(SENSORS[turn % SENSORS.length]!, String(turn), { friendly_name: "Suite", turn: turn % 3 });
      }
    };

    it("shows the present and the last hour within ten seconds of the first start", async () => {
      await sayMany(10);
      await pause(1_500); // what Home Assistant's recorder has is committed by then
      const from = performance.now();
      await using homeops = await remember();
      await expect
        .poll(async () => (await entity(homeops, SENSORS[turn % 5]!))?.state, { timeout: 20_000, interval: 100 })
        .toBe(String(turn));
      const past = () => timeline(homeops, { entities: SENSORS, limit: 100 });
      await expect
        .poll(async () => (await past()).length, { timeout: 20_000, interval: 100 })
        .toBeGreaterThanOrEqual(10);
      expect(performance.now() - from).toBeLessThan(10_000);
    });

    it("knows the registries as they are, and keeps up when they change, without losing a past", async () => {
      await using homeops = await remember();
      await becomes(homeops, "live");
      await source.say(source.registered, "off");
      await source.say(source.registered, "on");
      expect(await registriesThatDiffer(homeops, link)).toEqual([]);
      expect((await entity(homeops, source.group.entity_id))?.members).toEqual(source.group.members);

      const [area_id, label] = [await source.newArea("Conservatory"), await source.newLabel("Night")];
      const renamed = `light.renamed_${Date.now()}`;
      const update = { type: "config/entity_registry/update", entity_id: source.registered };
      await link.call({ ...update, name: "Reading lamp", area_id, labels: [label] }, z.unknown());
      await link.call({ ...update, new_entity_id: renamed }, z.unknown());
      try {
        await expect
          .poll(() => entity(homeops, renamed), { timeout: 10_000, interval: 200 })
          .toMatchObject({ area_id, labels: [label] });
        expect(await entity(homeops, source.registered)).toBeUndefined();
        const told = async () =>
          (await timeline(homeops, { entities: [renamed], labels: [label], areas: [area_id] })).map(
            ({ state }) => state,
          );
        await expect.poll(told, { timeout: 10_000 }).toEqual(expect.arrayContaining(["on", "off"]));
      } finally {
        await link.call({ ...update, entity_id: renamed, new_entity_id: source.registered }, z.unknown());
      }
    });

    it("remembers what happens exactly as it is told: state, attributes, context, microseconds", async () => {
      await using homeops = await remember();
      await becomes(homeops, "live");
      const heard: z.infer<typeof BusEvent>[] = [];
      const subscription = await link.subscribe({ type: "subscribe_events", event_type: "state_changed" }, (event) => {
        const { success, data } = BusEvent.safeParse(event);
        if (success && SENSORS.includes(String(data.data.entity_id))) heard.push(data);
      });
      await sayMany(200);
      await expect.poll(() => heard.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(200);
      await subscription.unsubscribe();
      await expect.poll(() => notRemembered(homeops, heard), { timeout: 15_000, interval: 250 }).toEqual([]);
    });

    it("equals the source's own history to the microsecond, also of what happened while the line was cut", async () => {
      const from = new Date().toISOString();
      await using homeops = await remember();
      await becomes(homeops, "live");
      await sayMany(50);
      network.cut();
      await sayMany(50);
      network.heal();
      await becomes(homeops, "live");
      await sayMany(50);
      await pause(1_500);
      const expected = await history(link, from);
      expect(expected.length).toBeGreaterThanOrEqual(150);
      const remembered = () => states(homeops, from);
      await expect
        .poll(async () => difference(expected, await remembered()), { timeout: 60_000, interval: 500 })
        .toEqual([]);
      expect(difference(await remembered(), expected)).toEqual([]);
      const gaps = async () => ((await homeops.ask("system/status")) as { gaps: { missing: string }[] }).gaps;
      await expect.poll(gaps, { timeout: 20_000 }).toContainEqual(expect.objectContaining({ missing: "events" }));
    }, 120_000);

    it("remembers an action on two things once, although after a cut the logbook tells it again", async () => {
      await using homeops = await remember();
      await becomes(homeops, "live");
      const from = new Date().toISOString();
      const service_data = { entity_id: source.group.members };
      await link.call({ type: "call_service", domain: "light", service: "turn_on", service_data }, z.unknown());
      const calls = async () =>
        (await timeline(homeops, { from, kinds: ["call_service"], attributes: true })).map(
          ({ attributes }) => attributes,
        );
      const called = { domain: "light", service: "turn_on", service_data };
      await expect.poll(calls, { timeout: 10_000 }).toEqual([called]);
      await pause(1_500);
      network.cut();
      network.heal();
      await becomes(homeops, "live");
      await pause(1_000);
      expect(await calls()).toEqual([called]);
    });

    it("goes on after the source was restarted, and has what was said before and after", async () => {
      await using homeops = await remember();
      await becomes(homeops, "live");
      const from = new Date().toISOString();
      await sayMany(10);
      const [before] = [turn];
      await source.restart();
      await becomes(homeops, "live");
      await sayMany(10);
      const told = async () =>
        (await timeline(homeops, { from, entities: SENSORS, limit: 200 })).map(({ state }) => state);
      await expect
        .poll(told, { timeout: 60_000, interval: 500 })
        .toEqual(expect.arrayContaining([String(before), String(before - 9), String(turn), String(turn - 9)]));
      await expect.poll(() => homeHealth(homeops)).toBe(200);
    }, 120_000);

    it("does less with a member's token, and says what is missing", async () => {
      await using homeops = await remember(await source.memberToken());
      await becomes(homeops, "live");
      const [connection] = await connections(homeops);
      expect(connection?.missing).toContainEqual({
        feature: "all_events",
        sentence: expect.stringContaining("no administrator"),
      });
      const from = new Date().toISOString();
      await sayMany(5);
      await expect
        .poll(async () => (await timeline(homeops, { from, entities: SENSORS })).map(({ state }) => state))
        .toContain(String(turn));
    });

    it("is refused with a wrong token, says so, and heals with a good one", async () => {
      await using homeops = await remember("nobody.knows.this-token");
      await becomes(homeops, "refused");
      const [connection] = await connections(homeops);
      expect(connection?.reason).toContain("token");
      await homeops.ask("connections/rename", { id: connection?.id, token: source.token });
      await becomes(homeops, "live");
      await sayMany(1);
      await expect.poll(async () => (await entity(homeops, SENSORS[turn % 5]!))?.state).toBe(String(turn));
    });

    // The demo home records everything that it has.
    if (unrecorded) {
      it("leaves out what the source's recorder leaves out, and lists it as unknown after a gap", async () => {
        await source.say(unrecorded, "before");
        await using homeops = await remember();
        await becomes(homeops, "live");
        await source.say(unrecorded, "secret");
        network.cut();
        await pause(500);
        network.heal();
        await becomes(homeops, "live");
        await sayMany(1);
        await expect.poll(async () => (await timeline(homeops, { entities: SENSORS })).at(0)?.state).toBe(String(turn));
        expect(await timeline(homeops, { entities: [unrecorded] })).toEqual([]);
        const gaps = () =>
          homeops.world.db.rows<{ entities: string[] }>(sql`
          select entities from memory.gap where missing = 'unrecorded entities' limit 1`);
        await expect.poll(async () => (await gaps())[0]?.entities).toContain(unrecorded);
      });
    }

    it("keeps two homes apart, and erases one without a trace of it or a scratch on the other", async () => {
      await using other = await startSmallHouse();
      await using homeops = await remember();
      const { id, home } = (await homeops.ask("connections/add", {
        url: other.url,
        token: other.token,
      })) as ConnectionShown;
      await becomes(homeops, "live", 2);
      const from = new Date().toISOString();
      await sayMany(5);
      other.say("sensor.fridge", "7");
      other.say("sensor.fridge", "8");
      const [mine] = (await connections(homeops)).filter((each) => each.id !== id);
      const told = async (of: number | undefined, entities: string[]) =>
        ((await homeops.ask("memory/timeline", { home: of, from, entities })) as Page).items.length;
      await expect.poll(() => told(home, ["sensor.fridge"])).toBe(2);
      await expect.poll(() => told(mine?.home, SENSORS)).toBe(5);
      expect(await told(home, SENSORS)).toBe(0);
      expect(await told(mine?.home, ["sensor.fridge"])).toBe(0);
      const before = await rowsOf(homeops, mine!.home);
      expect((await rowsOf(homeops, home)).size).toBeGreaterThan(8);

      expect(await homeops.ask("connections/remove", { id })).toEqual({ removed: true });
      expect(await rowsOf(homeops, home)).toEqual(new Map());
      const after = await rowsOf(homeops, mine!.home);
      for (const [table, count] of before) expect(after.get(table), table).toBeGreaterThanOrEqual(count);
      await expect.poll(() => other.clients).toBe(0);
    });
  });
}
