import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { type HomeOps, start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { alerts } from "./alerts.ts";
import type { AlertPage, Mine, RulePreview, Rules } from "./contract.ts";
import { type AlertedHome, alertedHome, DAY, MINUTE, receiver } from "./testing.ts";

describe.each(engines)("alerts asked on %s", (engine) => {
  const all = new AsyncDisposableStack();
  let homeops: HomeOps;
  let home: AlertedHome;
  let phone: Awaited<ReturnType<typeof receiver>>;
  let way: number;
  beforeAll(async () => {
    const folder = all.use(await mkdtempDisposable(path.join(tmpdir(), "homeops-test-")));
    const database = await testDatabase(engine); // the program's from here on, which disposes of it
    phone = all.use(await receiver());
    home = await alertedHome(database);
    way = await home.way("companion", phone.url, home.owner, "anna");
    const options = readOptions({ HOMEOPS_DATA: folder.path, HOMEOPS_PORT: "0" });
    const clock = { ...systemClock, now: home.now };
    homeops = all.use(await start(options, { capabilities: [alerts], database, clock, log: jsonLog("silent") }));
  }, 120_000);
  afterAll(() => all.disposeAsync());

  const ask = <T>(name: string, input: object = {}) => homeops.ask(`alerts/${name}`, input) as Promise<T>;
  const names = async () => (await ask<z.infer<typeof Rules>>("rules")).items.map(({ rule }) => rule);
  const said = { name: "Cellar", kinds: ["integration-failed"], levels: [{ who: "admins" }] };

  it("lists the rules that come with HomeOps, and puts people's own before them", async () => {
    expect(await names()).toEqual(["danger", "critical", "error", "warning", "info"]);
    const { rule } = await ask<{ rule: string }>("keep-rule", { said });
    await ask("keep-rule", { rule: "info", said: { ...said, when: "never" } });
    expect(await names()).toEqual([rule, "danger", "critical", "error", "warning", "info"]);
    await ask("remove-rule", { rule: "info" });
    await ask("remove-rule", { rule });
    expect((await ask<z.infer<typeof Rules>>("rules")).items.filter(({ is_changed }) => is_changed)).toEqual([]);
    await expect(ask("remove-rule", { rule })).rejects.toMatchObject({ code: "unknown_rule" });
    await expect(ask("keep-rule", { rule: "own-999999", said })).rejects.toMatchObject({ code: "unknown_rule" });
  });

  it("leaves a rule where it is when it is changed, and moves it to the place that is said", async () => {
    const added = async (name: string) => (await ask<{ rule: string }>("keep-rule", { said: { ...said, name } })).rule;
    const [c, b, a] = [await added("c"), await added("b"), await added("a")];
    const gone = await added("gone");
    const own = async () => (await names()).filter((name) => name.startsWith("own-"));
    await ask("remove-rule", { rule: gone }); // its place is nobody's
    await ask("keep-rule", { rule: b, said: { ...said, name: "b", is_on: false } });
    expect(await own()).toEqual([a, b, c]);
    await ask("keep-rule", { rule: a, place: 1, said: { ...said, name: "a" } });
    expect(await own()).toEqual([b, a, c]);
    await ask("keep-rule", { rule: c, place: 0, said: { ...said, name: "c" } });
    expect(await own()).toEqual([c, b, a]);
    await ask("keep-rule", { rule: b, place: 9, said: { ...said, name: "b" } });
    expect(await own()).toEqual([c, a, b]);
    for (const rule of [a, b, c]) await ask("remove-rule", { rule });
  });

  it("keeps what a person wishes, and says how often that person was disturbed", async () => {
    const kept = await ask<z.infer<typeof Mine>>("keep-mine", { language: "de", channels: [way], budget: 5 });
    expect(kept).toMatchObject({
      used: 0,
      held: 0,
      wishes: { language: "de", channels: [way], budget: 5, daily: "18:00" },
    });
    expect(await ask("keep-mine", { quiet: null })).toMatchObject({ wishes: { language: "de", quiet: null } });
    await expect(ask("keep-mine", { channels: [way + 99] })).rejects.toMatchObject({ code: "unknown_channel" });
    await ask("keep-mine", { language: "en" });
  });

  it("shows what stands, who was told and who has it, and what was", async () => {
    await home.sees({});
    await home.pass(20 * MINUTE);
    const list = async (name = "list") => (await ask<z.infer<typeof AlertPage>>(name)).items;
    const [alert] = await list();
    expect(alert).toMatchObject({ kind: "integration-failed", level: 1, levels: 1, acked_at: null });
    expect(alert?.told).toMatchObject([{ person: "Anna", by: "companion", state: "sent", kind: "alert" }]);
    await ask("ack", { alert: alert?.alert });
    expect((await list())[0]).toMatchObject({ acked_by: "Anna" });
    expect(await ask("mine")).toMatchObject({ used: 1 });
    await expect(ask("ack", { alert: 999_999 })).rejects.toMatchObject({ code: "unknown_alert" });
    await home.sees();
    await home.pass(20 * MINUTE);
    expect(await list()).toEqual([]);
    expect((await list("history"))[0]).toMatchObject({ alert: alert?.alert, acked_by: "Anna" });
  });

  it("counts what a rule would have told, week by week", async () => {
    for (const days of [1, 8]) {
      await home.pass(days * DAY, days * DAY);
      await home.sees({ check_name: "recorder-stopped" });
      await home.pass(10 * MINUTE);
      await home.sees();
    }
    const preview = (kinds: string[]) => ask<z.infer<typeof RulePreview>>("preview-rule", { said: { ...said, kinds } });
    const { weeks, examples, unknown } = await preview(["recorder-stopped"]);
    expect(weeks.map(({ count }) => count).reduce((sum, count) => sum + count)).toBe(2);
    expect([weeks.at(-1)?.count, weeks.at(-2)?.count, unknown]).toEqual([1, 1, []]);
    expect(examples[0]).toMatchObject({ kind: "recorder-stopped", severity: "error" });
    expect((await preview(["battery-low"])).examples).toEqual([]);
    expect((await preview(["smoke", "event:bell"])).unknown).toEqual(["events"]);
  });
});
