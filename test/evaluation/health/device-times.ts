import type { MadeDevice, MadeHome } from "./made-home.ts";
import type { Trouble } from "./trouble.ts";

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** When a device cannot be heard, when Home Assistant shows that, and what else changes about it. */
export interface DeviceTimes {
  readonly silent: readonly Span[];
  readonly out: readonly Span[];
  readonly removedAt: number;
  readonly slower: { from: number; times: number } | undefined;
}

/** Of all devices, by id. */
export function deviceTimes({ devices, troubles }: MadeHome): Map<string, DeviceTimes> {
  const touching = new Map<string, Trouble[]>(devices.map(({ id }) => [id, []]));
  for (const trouble of troubles) for (const id of touchedBy(trouble, devices)) touching.get(id)?.push(trouble);
  return new Map(devices.map(({ id }) => [id, timesOf(touching.get(id) ?? [])]));
}

function touchedBy({ effect }: Trouble, devices: readonly MadeDevice[]): readonly string[] {
  if ("devices" in effect) return effect.devices;
  if (effect.what !== "entry") return [];
  return devices.filter(({ entryId }) => entryId === effect.entry).map(({ id }) => id);
}

function timesOf(troubles: readonly Trouble[]): DeviceTimes {
  const silent: Span[] = [];
  const out: Span[] = [];
  let removedAt = Number.POSITIVE_INFINITY;
  let slower: DeviceTimes["slower"];
  for (const { from, to, effect } of troubles) {
    if (effect.what === "out") {
      silent.push({ from, to });
      if (effect.after !== undefined && from + effect.after < to) out.push({ from: from + effect.after, to });
    } else if (effect.what === "flaps" || effect.what === "updated") out.push(...effect.spans);
    else if (effect.what === "entry") out.push({ from, to });
    else if (effect.what === "removed") removedAt = from;
    else if (effect.what === "slower") slower = { from, times: effect.times };
  }
  return { silent: merged([...silent, ...out]), out: merged(out), removedAt, slower };
}

export function merged(spans: readonly Span[]): Span[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

/** Answers whether an instant lies in one of them; instants come in their order. */
export function within(spans: readonly Span[]): (at: number) => boolean {
  let place = 0;
  return (at) => {
    for (let one = spans[place]; one && one.to <= at; one = spans[place]) place++;
    const one = spans[place];
    return one !== undefined && one.from <= at;
  };
}
