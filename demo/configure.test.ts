import { expect, it } from "vitest";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { smallHouse, startSmallHouse } from "./testing.ts";

const configure = (at: string, config: object, more = {}) => ({
  ...{ at, configure: "automation.night", config },
  ...{ context: { id: `configured ${at}`, user: "u-anna" }, ...more },
});

it("refuses to configure what is no automation, and says where", () => {
  const timeline = [configure("-0d 10:00:00", {}, { configure: "light.lamp" })];
  expect(() => smallHouse({ timeline })).toThrow('no automation "light.lamp" is declared');
});

it("plays a change of an automation, which HomeOps tells with who made it", async () => {
  const startAt = Date.parse("2026-11-24T10:00:00+01:00") * 1000;
  // Again and again, because nobody knows how long the server takes to start.
  const timeline = Array.from({ length: 40 }, (_, index) => {
    const seconds = String((index * 3) % 60).padStart(2, "0");
    const at = `-0d 10:0${Math.floor((index * 3) / 60)}:${seconds}`;
    return configure(at, { triggers: [{ trigger: "time", at: `2${index % 4}:00:00` }] });
  });
  await using demo = await startSmallHouse({ timeline }, { startAt });
  const homeAssistant = { url: demo.url, token: new Secret(demo.token) };
  await using homeops = await startHomeOps({ options: { homeAssistant } });
  const page = async () => (await homeops.ask("changes/list")) as { items: { summary: string; who: string }[] };
  await expect
    .poll(async () => (await page()).items[0], { timeout: 120_000, interval: 500 })
    .toMatchObject({
      summary: expect.stringMatching(/^Anna changed the automation Night: trigger time 2\d:00 → 2\d:00$/),
      who: "Anna",
      at_least: null,
    });
}, 150_000);
