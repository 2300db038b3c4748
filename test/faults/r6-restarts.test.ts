import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { testDatabaseUrl } from "#db/testing.ts";
import { startHomeAssistant } from "#test/world/home-assistant.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { atMostMs, figure, isFull } from "./figures.ts";

const ROUNDS = isFull ? 20 : 2;
const residentMb = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

type Page = { items: { kind: string; state: string | null; attributes: Record<string, unknown> | null }[] };

it(
  "R6: outlives restart after restart of Home Assistant, and hears everything after each",
  async () => {
    await using folder = await temporaryDirectory("r6");
    await using ha = await startHomeAssistant();
    await using database = await testDatabaseUrl();
    await using homeops = await homeopsProcess(folder.path, {
      DATABASE_URL: database.url,
      HOMEOPS_HA_URL: ha.url,
      HOMEOPS_HA_TOKEN: ha.token,
    });
    const pid = homeops.pid;
    const states = async () => (await homeops.ask<{ items: { state: string }[] }>("connections/list")).items[0]?.state;
    const told = async (wanted: object) =>
      (await homeops.ask<Page>("memory/timeline", { attributes: true, ...wanted })).items;

    /** A state, an event, and the registry: what each subscription is for. */
    async function hearsAll(round: number): Promise<void> {
      await expect.poll(states, { timeout: 60_000, interval: 200 }).toBe("live");
      await ha.client.setState("sensor.r6", `round ${round}`);
      await ha.client.fireEvent("r6_bell", { round });
      const { area_id } = await ha.client.call<{ area_id: string }>({
        type: "config/area_registry/create",
        name: `R6 ${round}`,
      });
      await ha.client.call({
        type: "config/entity_registry/update",
        entity_id: "light.bed_light",
        name: `R6 ${round}`,
        area_id,
      });
      await expect
        .poll(async () => (await told({ entities: ["sensor.r6"] }))[0]?.state, { timeout: 10_000 })
        .toBe(`round ${round}`);
      await expect
        .poll(async () => (await told({ kinds: ["r6_bell"] }))[0]?.attributes, { timeout: 10_000 })
        .toEqual({ round });
      type Shown = { items: { entity_id: string; area: string | null }[] };
      const area = async () =>
        (await homeops.ask<Shown>("house/entities", { domains: ["light"] })).items.find(
          ({ entity_id }) => entity_id === "light.bed_light",
        )?.area;
      await expect.poll(area, { timeout: 10_000 }).toBe(`R6 ${round}`);
    }

    await hearsAll(0);
    const embedding = async () =>
      (await homeops.ask<{ embedding: { state: string; done: number } }>("system/status")).embedding;
    // What sentences mean is looked up in a table that is read once.
    await expect
      .poll(embedding, { timeout: 120_000, interval: 500 })
      .toMatchObject({ state: "done", done: expect.toSatisfy((n: number) => n > 0) });
    await pause(5_000); // the first import is over, and memory at rest
    const before = residentMb(pid);
    for (let round = 1; round <= ROUNDS; round++) {
      await ha.restart({ signal: round % 2 ? "SIGTERM" : "SIGKILL" });
      await hearsAll(round);
    }
    await pause(3_000);
    const grown = residentMb(pid) - before;
    expect(homeops.pid).toBe(pid);
    const log = readFileSync(homeops.log, "utf8");
    expect(log).not.toMatch(/uncaught|unhandled/);
    const songs = /homeops_canary_ms\{[^}]*\} ([\d.]+)/.exec(await metrics());
    expect(Number(songs?.[1]), "R7: through the real bus and back").toBeLessThanOrEqual(atMostMs(5_000));
    figure(
      "R6",
      `${ROUNDS} restarts (SIGTERM and SIGKILL): 0 crashes, all heard after each, canary (R7) back after ${songs?.[1]} ms, resident memory ${grown < 0 ? "" : "+"}${grown.toFixed(0)} MB`,
    );
    expect(grown).toBeLessThanOrEqual(30);

    async function metrics(): Promise<string> {
      const token = readFileSync(`${folder.path}/data/api.token`, "utf8").trim();
      return (await fetch(`${homeops.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
    }
  },
  (ROUNDS * 60 + 120) * 1000,
);
