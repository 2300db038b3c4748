import { setTimeout as pause } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import type { z } from "zod";
import type { EpisodePage } from "#server/analysis/episodes/contract.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { Secret } from "#server/secret.ts";
import type { Answer } from "#server/surfaces/ask/contract.ts";
import { startHomeOps } from "#server/testing.ts";
import { startHomeAssistant } from "../world/home-assistant.ts";
import { writeStates } from "../world/write-past.ts";

const PLUG = `
input_number:
  draw:
    min: 0
    max: 1000000
    initial: 1
template:
  - sensor:
      - name: Washing machine power
        unique_id: washing_machine_power
        device_class: power
        state_class: measurement
        unit_of_measurement: W
        state: "{{ states('input_number.draw') | float(0) }}"
`;
const POWER = "sensor.washing_machine_power";
const HOUR = 3_600_000_000; // microseconds
const MINUTE = HOUR / 60;
const PATIENCE = { timeout: 180_000, interval: 1_000 };

/** Heating, tumbling, heating again: minutes and watts. */
const PROGRAM = [
  [0, "2050"],
  [18, "312.5"],
  [45, "309.8"],
  [60, "1.1"],
  [62, "1"],
] as const;
const KWH = (18 * 2050 + 27 * 312.5 + 15 * 309.8) / 60_000;

/** The washing machine ran each morning of these days, and was over an hour ago at the latest. */
function* washed(days: number) {
  const now = Math.floor((Date.now() * 1000) / HOUR) * HOUR;
  const state = (at: number, state: string) => ({ entityId: POWER, at: fromMicroseconds(at), state, attributes: "{}" });
  yield state(now - (days + 1) * 24 * HOUR, "1");
  for (let day = days; day >= 0; day--)
    for (const [minute, watts] of PROGRAM) yield state(now - day * 24 * HOUR - 3 * HOUR + minute * MINUTE, watts);
}

it("sees the cycles of a real power sensor, those that were recorded and one that it watches, and answers for them", async () => {
  await using ha = await startHomeAssistant({ yaml: PLUG });
  await vi.waitFor(() => ha.client.state(POWER), PATIENCE);
  await ha.stop();
  writeStates(ha.recorderDatabase, washed(5));
  await ha.start();
  const homeAssistant = { url: ha.url, token: new Secret(ha.token) };
  await using homeops = await startHomeOps({ engine: "postgresql", options: { homeAssistant } });
  const ask = async (question: string) => (await homeops.ask("ask/question", { question })) as Answer;
  const episodes = async () =>
    ((await homeops.ask("episodes/list", { kinds: ["ran"] })) as z.infer<typeof EpisodePage>).items;

  await expect.poll(async () => (await episodes()).length, PATIENCE).toBe(6);
  for (const { entity_id, seconds, amount } of await episodes()) {
    expect({ entity_id, seconds }).toEqual({ entity_id: POWER, seconds: 3_600 });
    expect(amount).toBeCloseTo(KWH, 2);
  }
  const used = await ask("how much energy did the last cycle of the washing machine use?");
  expect(used.result).toMatchObject({ kind: "number", unit: "kWh", value: expect.closeTo(KWH, 2) });
  expect(used.citations.map(({ entity_id }) => entity_id)).toEqual([POWER, POWER]);
  expect((await ask("how long did the last washing machine run take?")).result).toEqual({
    kind: "duration",
    value: 3_600,
  });

  const draw = (watts: number) =>
    ha.client.callService("input_number", "set_value", { value: watts }, { entity_id: "input_number.draw" });
  const began = Date.now();
  await draw(500_000); // a real cycle's energy in a moment
  await pause(2_000);
  await draw(1);
  const finished = async () => Date.parse(String((await ask("when did the washing machine finish?")).result.value));
  await expect.poll(finished, PATIENCE).toBeGreaterThan(began);
  expect((await ask("how long did the last run of the washing machine take?")).result.value).toBeLessThan(30);
  expect((await ask("what happened in the last 2 hours?")).answer).toContain("Washing machine ran");
}, 600_000);
