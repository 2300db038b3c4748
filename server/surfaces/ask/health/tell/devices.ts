import type { DeviceNow } from "#server/analysis/devices/device-now.ts";
import { devicesNow } from "#server/analysis/devices/devices-now.ts";
import { outagesSince } from "#server/analysis/diagnostics/failures/queries.ts";
import { weakBelow } from "#server/analysis/diagnostics/links/scale.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { notKnown, type Outcome, SURE } from "../../answers/asked.ts";
import type { HealthAsked } from "../asked/read-asked.ts";
import type { Target, Thing } from "../asked/target.ts";
import { type AskedOfHealth, cited, found, MOST_TOLD, some } from "../found.ts";

/** Devices of which the asker may see something, in the place that was named. */
async function devicesIn(asked: AskedOfHealth, target: Target): Promise<DeviceNow[]> {
  const { tx, world, home, now, law, present, reported, house } = asked;
  const seen = new Map(
    house.entities
      .filter(({ entity_id, device_id }) => device_id !== null && !law.hidden.has(entity_id))
      .map(({ device_id, area_id }) => [device_id ?? "", area_id]),
  );
  const { devices } = await devicesNow(tx, { world, home, law, present, reported, now: now / 1000, only: null });
  const isThere = (area: string | null | undefined) => target.kind !== "place" || target.areas.includes(area ?? "");
  return devices.filter(({ device_id }) => seen.has(device_id) && isThere(seen.get(device_id)));
}

export async function offline({ target }: HealthAsked, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const devices = await devicesIn(asked, target);
  if (devices.length === 0) return notKnown(told.noDevices);
  const away = devices.flatMap((one) =>
    one.unavailableSince === null ? [] : [{ ...one, since: one.unavailableSince }],
  );
  const names = away.map(({ name }) => name);
  return {
    text: away.length > 0 ? told.offline({ ...some(names), count: names.length }) : told.noneOffline,
    result: { kind: "list", value: names },
    citations: away
      .slice(0, MOST_TOLD)
      .map(({ name, since }) => ({ at: fromMicroseconds(since * 1e6), entity_id: null, text: name })),
    confidence: SURE,
  };
}

/** Whether one thing can be reached, or since when not. */
export async function reach({ topic }: HealthAsked, thing: Thing, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const { name } = thing;
  const device = await deviceOf(thing, asked);
  const since = device ? device.unavailableSince : awaySince(thing, asked);
  if (since === undefined) return notKnown(told.reportUnknown({ name }));
  const isAway = since !== null;
  const at = isAway ? since * 1e6 : asked.now;
  const citations = [{ at: fromMicroseconds(at), entity_id: thing.entities[0]?.entity_id ?? null, text: name }];
  const text = isAway ? told.offlineSince({ ...asked, name, at }) : told.reachable({ name });
  if (topic === "reachable") return { text, result: { kind: "boolean", value: !isAway }, citations, confidence: SURE };
  return isAway
    ? { text, result: { kind: "instant", value: fromMicroseconds(at) }, citations, confidence: SURE }
    : notKnown(text);
}

/** Of what has no device: seconds since the epoch; undefined where nothing is known of it. */
function awaySince({ entities: [entity] }: Thing, { present }: AskedOfHealth): number | null | undefined {
  const state = present.get(entity?.entity_id ?? "");
  if (!state) return undefined;
  return state.state === "unavailable" ? Date.parse(state.changedAt) / 1000 : null;
}

export const deviceOf = async ({ device_id }: Thing, asked: AskedOfHealth): Promise<DeviceNow | undefined> =>
  (await devicesIn(asked, { kind: "home" })).find((one) => one.device_id === device_id);

export async function lastReport(thing: Thing, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const { name } = thing;
  const reported = (await deviceOf(thing, asked))?.reported;
  if (reported === undefined || reported === null) return notKnown(told.reportUnknown({ name }));
  const at = Math.floor(reported) * 1e6;
  return {
    text: told.lastReport({ ...asked, name, at }),
    result: { kind: "instant", value: fromMicroseconds(at) },
    citations: [{ at: fromMicroseconds(at), entity_id: null, text: name }],
    confidence: SURE,
  };
}

/** As findings say it, and as devices that cannot be heard better tell it themselves. */
export async function weakSignals({ target }: HealthAsked, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const devices = await devicesIn(asked, target);
  const findings = await found(asked, { checks: ["link-weak", "link-cliff"], states: ["open"] });
  const said = new Set(findings.map(({ row }) => row.subject));
  const weak = devices.flatMap(({ device_id, name, link }) =>
    link && (said.has(device_id) || isWeak(link) === true) ? [{ name, ...link }] : [],
  );
  if (weak.length === 0)
    return devices.some(({ link }) => link) ? listedOf([], told.noneWeak) : notKnown(told.noneWeak);
  const text = told.weak({ told: weak.slice(0, MOST_TOLD), more: Math.max(0, weak.length - MOST_TOLD) });
  return {
    ...listedOf(
      weak.map(({ name }) => name),
      text,
    ),
    citations: findings.slice(0, MOST_TOLD).map(cited),
  };
}

export async function signalOf(thing: Thing, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const { name } = thing;
  const link = (await deviceOf(thing, asked))?.link;
  if (!link) return notKnown(told.signalUnknown({ name }));
  const text = told.signal({ name, ...link, isWeak: isWeak(link) });
  return { text, result: { kind: "number", value: link.value, unit: link.unit }, citations: [], confidence: SURE };
}

const SCALES: Readonly<Record<string, "lqi" | "dbm" | "percent">> = { lqi: "lqi", dBm: "dbm", "%": "percent" };

function isWeak({ value, unit }: { value: number; unit: string }): boolean | undefined {
  const scale = SCALES[unit];
  return scale && value < weakBelow(scale, undefined);
}

/** A month, where no time was said. */
const LATELY_US = 30 * 86_400e6;

/** Which were out of reach most often. */
export async function drops({ target, when }: HealthAsked, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const from = when ? when.from.epochMilliseconds / 1000 : (asked.now - LATELY_US) / 1e6;
  const to = when ? when.to.epochMilliseconds / 1000 : asked.now / 1e6;
  const counts = await dropsBetween({ from, to }, asked);
  const rows = (await devicesIn(asked, target))
    .map(({ device_id, name }) => ({ name, count: counts.get(device_id) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  const first = rows.slice(0, MOST_TOLD);
  const text = rows.length > 0 ? told.drops({ told: first, more: rows.length - first.length }) : told.noDrops;
  return listedOf(
    first.map(({ name }) => name),
    text,
  );
}

/** How often each device was out of reach, as often as the one of its things that was so most; seconds since the epoch. */
async function dropsBetween({ from, to }: { from: number; to: number }, { tx, home, now, house }: AskedOfHealth) {
  const deviceIn = new Map(house.entities.map(({ key, device_id }) => [key, device_id]));
  const outages = (await outagesSince(tx, home, fromMicroseconds(now))).filter((it) => it.from < to && it.to > from);
  const counts = new Map<string, number>(); // by device
  for (const [key, own] of Map.groupBy(outages, (it) => it.key)) {
    const device = deviceIn.get(key);
    if (device) counts.set(device, Math.max(counts.get(device) ?? 0, own.length));
  }
  return counts;
}

/** What fell silent and is so still, since a time or whenever. */
export async function silent({ target, when }: HealthAsked, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const devices = new Map((await devicesIn(asked, target)).map(({ device_id, name }) => [device_id, name]));
  const deviceIn = new Map(asked.house.entities.map(({ entity_id, device_id }) => [entity_id, device_id]));
  const isThen = (from: number) =>
    !when || (from >= when.from.epochMilliseconds * 1000 && from < when.to.epochMilliseconds * 1000);
  const findings = (await found(asked, { checks: ["device-silent"], states: ["open"] })).flatMap((it) => {
    const device = devices.get(
      it.row.subject_kind === "device" ? it.row.subject : (deviceIn.get(it.entity_id ?? "") ?? ""),
    );
    return device !== undefined && isThen(it.from) ? [{ ...it, device }] : [];
  });
  const sentences = findings.slice(0, 2).map(({ sentence }) => `${sentence}.`);
  const rest = findings.length - sentences.length;
  const text = findings.length > 0 ? [...sentences, ...(rest > 0 ? [told.more(rest)] : [])].join(" ") : told.noneSilent;
  return {
    ...listedOf(
      findings.map(({ device }) => device),
      text,
    ),
    citations: findings.slice(0, MOST_TOLD).map(cited),
  };
}

export const listedOf = (names: readonly string[], text: string): Outcome => ({
  ...{ text, citations: [], confidence: SURE },
  result: { kind: "list", value: [...names] },
});
