import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import type { Asked } from "../../answers/asked.ts";
import { understoodEntities } from "../../answers/entities.ts";
import type { Told } from "../../answers/spells-of.ts";
import { microseconds } from "../../answers/windows.ts";
import type { KnownEntity } from "../../house/known-house.ts";
import { lexiconOf } from "../../meaning/lexicon.ts";
import { understand } from "../../meaning/understand.ts";
import { builtHouse } from "../../testing.ts";
import { german as language } from "./de.ts";

const { says } = language;
const house = builtHouse({
  "binary_sensor.tuer": { name: "Haustür", deviceClass: "door" },
  "light.flur": { name: "Flurlicht" },
  "light.kueche": { name: "Küchenlicht" },
  "person.emma": { name: "Emma" },
  "automation.flur": { name: "Flurlicht bei Bewegung" },
});
const zone = "[Europe/Vienna]";
const now = Temporal.ZonedDateTime.from(`2026-11-26T18:30:00+01:00${zone}`);
const at = (wall: string) => microseconds(Temporal.ZonedDateTime.from(`${wall}+01:00${zone}`));

function asked(question: string): Asked {
  const understood = understand(question, { lexicon: lexiconOf(house, language), language, now });
  const { when } = understood;
  const window = when?.from && { from: microseconds(when.from), to: microseconds(when.to) };
  return {
    ...({ language, understood, timeZone: "Europe/Vienna", isTwelve: false, now: microseconds(now) } as Asked),
    ...{ windows: window ? [window] : [], isMoment: when?.isMoment ?? false, entities: understoodEntities(understood) },
    since: at("2026-11-11T00:00"),
  };
}
const told = (it: Asked, from: string): Told => ({
  entity: it.entities[0] as KnownEntity,
  spell: { from: at(from), to: at(from), state: "on", isCarried: false, isOngoing: false, unknown: 0 },
});

it("tells when something began, and until when it was so", () => {
  const it = { ...asked("Wann ging die Haustür zuletzt auf?"), ago: undefined, order: "last" as const };
  const moment = { told: told(it, "2026-11-23T07:20"), at: at("2026-11-23T07:20") };
  expect(says.instant({ ...it, ...moment, isEnd: false })).toBe(
    "Haustür ging zuletzt am Montag, 23. November um 07:20 Uhr auf.",
  );
  expect(says.instant({ ...it, ...moment, isEnd: true })).toBe(
    "Haustür war bis Montag, 23. November um 07:20 Uhr offen.",
  );
  expect(says.instant({ ...it, ...moment, isEnd: false, ago: 3 * 86_400 + 7200 })).toContain("vor 3 Tagen 2 Stunden,");
});

it("tells of several in the plural, and of nobody as of people", () => {
  const lights = asked("Welche Lichter waren gestern um 22 Uhr an?");
  expect(says.list({ ...lights, listed: lights.entities })).toBe(
    "Flurlicht und Küchenlicht waren gestern um 22:00 Uhr an.",
  );
  expect(says.list({ ...lights, listed: [] })).toBe("Nichts davon war gestern um 22:00 Uhr an.");
  expect(says.list({ ...asked("Wer war gestern um 10 Uhr zu Hause?"), listed: [] })).toBe(
    "Niemand war gestern um 10:00 Uhr zu Hause.",
  );
});

it("tells lengths, numbers of times and claims in whole sentences", () => {
  const it = asked("Wie lange war die Haustür gestern offen?");
  expect(says.duration({ ...it, seconds: 3660, times: 1 })).toBe("Haustür war gestern 1 Stunde 1 Minute offen.");
  expect(says.duration({ ...it, seconds: 3660, times: 2 })).toBe(
    "Haustür war gestern insgesamt 1 Stunde 1 Minute in 2 Abschnitten offen.",
  );
  expect(says.count({ ...it, count: 1 })).toBe("Haustür ging gestern einmal auf.");
  expect(says.claim({ ...it, value: false, told: [] })).toBe("Nein, Haustür war gestern nicht offen.");
  expect(says.since({ ...it, told: told(it, "2026-11-25T18:30"), at: at("2026-11-25T18:30"), seconds: 86_400 })).toBe(
    "Haustür ging gestern um 18:30 Uhr auf, also seit 1 Tag.",
  );
  expect(says.never(it)).toBe("Haustür ging gestern nicht auf, soweit seit Mittwoch, 11. November erinnert.");
});

it("tells causes in German", () => {
  const it = asked("Warum ging gestern das Flurlicht an?");
  const causes = [
    { kind: "automation", name: "Flurlicht bei Bewegung", sentence: "", certainty: "certain" },
    { kind: "sun", name: "", sentence: "", certainty: "likely" },
  ] as const;
  const moment = { told: told(it, "2026-11-25T18:30"), at: at("2026-11-25T18:30"), sentence: "" };
  expect(says.because({ ...it, ...moment, causes })).toBe(
    "Flurlicht ging gestern um 18:30 Uhr an, wahrscheinlich durch die Automation „Flurlicht bei Bewegung“, ausgelöst durch den Sonnenstand.",
  );
  expect(says.because({ ...it, ...moment, causes: [] })).toBe(
    "Flurlicht ging gestern um 18:30 Uhr an; warum, ist nicht erinnert.",
  );
});
