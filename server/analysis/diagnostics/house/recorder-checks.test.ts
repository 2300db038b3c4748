import { describe, expect, it } from "vitest";
import { clockSkew } from "../checks/clock-skew.ts";
import { connectionDeaf } from "../checks/connection-deaf.ts";
import { recorderGrowing } from "../checks/recorder-growing.ts";
import { recorderStopped } from "../checks/recorder-stopped.ts";
import { updatesWaiting } from "../checks/updates-waiting.ts";
import { ago, house } from "../testing.ts";
import { waitingUpdates } from "./waiting-updates.ts";

describe("Home Assistant's recorder", () => {
  const info = {
    recording: true,
    thread_running: true,
    backlog: 0,
    max_backlog: 65_000,
    migration_in_progress: false,
  };
  const found = (parts: object) =>
    recorderStopped.look(
      house()
        .system({ recorder: { ...info, ...parts } })
        .now(),
    );

  it("is said to have stopped, or not to follow", () => {
    expect(found({})).toEqual([]);
    expect(found({ thread_running: false })).toMatchObject([{ evidence: { is_recording: false, backlog: null } }]);
    expect(found({ backlog: 30_000 })).toMatchObject([{ evidence: { is_recording: true, backlog: 30 } }]);
    expect(found({ recording: false, migration_in_progress: true })).toEqual([]);
    expect(recorderStopped.look(house().now())).toEqual([]);
  });

  it("is said to be filled by what writes a fifth of everything, and often", () => {
    const heavy = (share: number, statesADay: number, days = 7) =>
      recorderGrowing.look(
        house()
          .with("sensor.power")
          .system({ heavy: [{ entity_id: "sensor.power", share, statesADay, days }] })
          .now(),
      );
    expect(heavy(0.31, 43_212)).toMatchObject([
      { evidence: { worst: [{ entity_id: "sensor.power", percent: 31, states_a_day: 43_200 }], days: 7 } },
    ]);
    expect(heavy(0.19, 43_200)).toEqual([]);
    expect(heavy(0.5, 20_000)).toEqual([]);
    expect(heavy(0.5, 43_200, 1)).toEqual([]);
  });

  it("is said to go on growing where a sensor of its database tells so, with what writes most", () => {
    const growing = (from: number, by: number) => {
      const days = Array.from({ length: 28 }, (_, day) => ({ day, value: from + by * day }));
      const heavy = [{ entity_id: "sensor.power", share: 0.12, statesADay: 9_000, days: 7 }];
      return recorderGrowing.look(
        house()
          .system({ databases: [{ entity_id: "sensor.database_size", days }], heavy })
          .now(),
      );
    };
    expect(growing(3, 0.1)).toMatchObject([
      {
        evidence: {
          worst: [{ entity_id: "sensor.power", percent: 12 }],
          database: { entity_id: "sensor.database_size", gigabytes: 5.7, gigabytes_a_month: 2.8 },
        },
      },
    ]);
    expect(growing(30, 0.1)).toEqual([]);
    expect(growing(0.5, 0.03)).toEqual([]);
  });
});

it("says that clocks differ from half a minute on", () => {
  const found = (skewSeconds: number | null) => clockSkew.look(house().system({ skewSeconds }).now());
  expect(found(null)).toEqual([]);
  expect(found(29)).toEqual([]);
  expect(found(-64)).toMatchObject([{ subject: { kind: "home" }, evidence: { seconds: -60 } }]);
});

it("says for an hour that nothing came through, and how often within a day", () => {
  const found = (...hours: number[]) =>
    connectionDeaf.look(
      house()
        .system({ deafAt: hours.map(ago) })
        .now(),
    );
  expect(found()).toEqual([]);
  expect(found(2)).toEqual([]);
  expect(found(30, 20, 0.5)).toMatchObject([{ severity: "error", since: ago(0.5), evidence: { times: 2 } }]);
});

describe("updates that wait", () => {
  const attributes = { installed_version: "1.0", latest_version: "1.1", in_progress: false };
  const update = (parts = {}) =>
    house()
      .with("update.core", { state: "on", since: ago(1), attributes: { ...attributes, ...parts } })
      .now();
  const waiting = (off_at: string | null, parts = {}, first_at: string | null = null) =>
    waitingUpdates([...update(parts).things.values()], [{ key: 1, off_at, first_at }]);

  it("wait since they were last up to date, restarts of Home Assistant or not", () => {
    expect(waiting("2026-10-01T00:00:00.000000+00:00")).toMatchObject([{ since: Date.parse("2026-10-01") / 1000 }]);
    expect(waiting(null, {}, "2026-11-01T00:00:00.000000+00:00")).toMatchObject([
      { since: Date.parse("2026-11-01") / 1000 },
    ]);
    expect(waiting(null)).toMatchObject([{ since: ago(1) }]);
    expect(waiting("2026-10-01T00:00:00.000000+00:00", { in_progress: true })).toEqual([]);
    expect(waiting("2026-10-01T00:00:00.000000+00:00", { latest_version: null })).toEqual([]);
  });

  it("are told as one, from a month on", () => {
    const found = (...days: number[]) => {
      const some = days.map((day, i) => ({
        ...{ entity_id: `update.u${i}`, name: `U${i}`, installed: "1", latest: "2" },
        since: ago(24 * day),
      }));
      return updatesWaiting.look(house().system({ waiting: some }).now());
    };
    expect(found(29, 3)).toEqual([]);
    expect(found(31, 29, 60)).toMatchObject([
      { severity: "info", evidence: { count: 2, updates: [{ name: "U2" }, { name: "U0" }] } },
    ]);
  });
});
