import { Temporal } from "temporal-polyfill";
import type { DeviceHealthPage, DeviceHealthRow } from "./contract.ts";
import type { DeviceNow } from "./device-now.ts";

type Look = {
  readonly now: number;
  readonly today: string;
  readonly lookedAt: string | null;
  readonly watched: number;
};

/** Devices as they are sent: texts that many share stand once, and moments are counted from now. `now` in seconds since the epoch. */
export function compact(devices: readonly DeviceNow[], { now, today, lookedAt, watched }: Look): DeviceHealthPage {
  const at = Math.floor(now);
  const [areas, models, integrations, units] = [placed(), placed(), placed(), placed()];
  const before = (moment: number | null) => (moment === null ? null : Math.max(0, Math.round(at - moment)));
  const items = devices.map((it): DeviceHealthRow => {
    const isModelKnown = it.manufacturer !== null || it.model !== null;
    const model = isModelKnown ? models.of(JSON.stringify([it.manufacturer, it.model])) : null;
    const emptyIn = it.emptyOn === null ? null : daysUntil(it.emptyOn, today);
    const link = [it.link?.value ?? null, units.of(it.link?.unit ?? null)] as const;
    const rest = [it.battery, emptyIn, ...link, before(it.unavailableSince), it.worst, it.open || null] as const;
    const told = rest.slice(0, rest.findLastIndex((one) => one !== null) + 1);
    const row = [it.device_id, it.name, areas.of(it.area), model, integrations.of(it.integration)] as const;
    return [...row, before(it.reported), it.usual, ...told] as DeviceHealthRow; // what is cut has no type
  });
  return {
    ...{ at, today, items, areas: areas.texts, integrations: integrations.texts, units: units.texts },
    models: models.texts.map((text) => JSON.parse(text)),
    ...{ watched, looked_at: lookedAt, gone: [], cursor: null },
  };
}

function placed() {
  const places = new Map<string, number>(); // by text
  const texts: string[] = [];
  return {
    texts,
    of(text: string | null): number | null {
      if (text === null) return null;
      const known = places.get(text) ?? texts.push(text) - 1;
      places.set(text, known);
      return known;
    },
  };
}

const daysUntil = (date: string, today: string): number =>
  Temporal.PlainDate.from(today).until(date, { largestUnit: "days" }).days;
