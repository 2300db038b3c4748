import type { Chance } from "../anomalies/chance.ts";
import type { Surroundings } from "./climate.ts";
import { type Cell, DAY, type MadeEntity, type MadeHome } from "./made-home.ts";
import type { Trouble } from "./trouble.ts";

type Spoilt = Trouble & { effect: Extract<Trouble["effect"], { what: "value" }> };

/** What an entity reads whenever it reports. */
export function valuesOf(
  entity: MadeEntity,
  { troubles, holiday, surroundings }: Pick<MadeHome, "troubles" | "holiday"> & { surroundings: Surroundings },
  chance: Chance,
): (at: number) => string {
  const spoilt = troubles.find(
    (one): one is Spoilt => one.effect.what === "value" && one.effect.entity === entity.entityId,
  );
  const { value } = entity;
  if (value.kind === "still") return () => value.state;
  if (value.kind === "battery") return (at) => percentOf(value.cell, at, chance);
  if (value.kind === "charged") return (at) => String(Math.round(100 - 75 * (((at / DAY) % value.days) / value.days)));
  if (value.kind === "switching") {
    const next = switching(entity.entityId.slice(0, entity.entityId.indexOf(".")));
    const isOfPeople = entity.entityId.startsWith("device_tracker.");
    const isAway = (at: number) => holiday !== undefined && at >= holiday.from && at < holiday.to;
    return (at) => (isOfPeople && isAway(at) ? "not_home" : next());
  }
  const { local, outdoors, warmer } = surroundings;
  const truly = (at: number) =>
    value.kind === "outdoors"
      ? outdoors(at)
      : value.mean + value.swing * wave(local(at)) + (value.leak ? value.leak * warmer(at) : 0);
  const fadesFrom = fadingFrom(entity, troubles);
  let stuckAt: string | undefined;
  return (at) => {
    const isSpoilt = spoilt && at >= spoilt.from;
    if (isSpoilt && stuckAt) return stuckAt;
    const read = (truly(at) + chance.normal(value.noise) + spoiltBy(spoilt, at) - fadedBy(fadesFrom, at)).toFixed(1);
    if (isSpoilt && spoilt.effect.how === "stuck") stuckAt = read;
    return read;
  };
}

/** Since when the link of its device fades, where that is what it tells. */
function fadingFrom({ attributes, deviceId }: MadeEntity, troubles: readonly Trouble[]): number {
  const isFading = ({ effect }: Trouble) => effect.what === "link" && effect.device === deviceId;
  const trouble = attributes.device_class === "signal_strength" ? troubles.find(isFading) : undefined;
  return trouble?.from ?? Number.POSITIVE_INFINITY;
}

/** In decibels, within two days: something large has been put in between. */
const FADES_BY = 25;
const fadedBy = (from: number, at: number): number => FADES_BY * Math.max(0, Math.min(1, (at - from) / (2 * DAY)));

function spoiltBy(spoilt: Spoilt | undefined, at: number): number {
  if (!spoilt || at < spoilt.from) return 0;
  const { how, by } = spoilt.effect;
  if (how === "fills") return (by * (at - spoilt.from)) / (spoilt.to - spoilt.from);
  return how === "shift" ? by : how === "drift" ? by * Math.min(1, (at - spoilt.from) / (5 * DAY)) : 0;
}

/** Highest in the afternoon, and more so some days than others. */
const wave = (at: number): number =>
  Math.sin(2 * Math.PI * (at / DAY - 0.4)) * (1 + 0.3 * Math.sin(at / DAY)) + 0.5 * Math.sin(at / (9 * DAY));

function percentOf(cell: Cell, at: number, chance: Chance): string {
  const isNew = cell.replaced !== undefined && at >= cell.replaced;
  const level = isNew ? 100 : levelOf(cell, at);
  const night = cell.cold * Math.max(0, -Math.sin(2 * Math.PI * (at / DAY - 0.4)));
  const told = Math.round((level - night + chance.normal(0.3)) / cell.step) * cell.step;
  return String(Math.max(0, Math.min(100, told)));
}

/** Per cent that is left of a cell. */
export function levelOf({ from, empty, bend }: Cell, at: number): number {
  const share = Math.min(1, Math.max(0, (at - from) / (empty - from)));
  const even = 1 / bend;
  return 100 * (1 - even * share - (1 - even) * share ** bend);
}

const STATES: Record<string, readonly [string, string]> = {
  media_player: ["playing", "idle"],
  device_tracker: ["home", "not_home"],
  vacuum: ["cleaning", "docked"],
  lock: ["unlocked", "locked"],
};

function switching(domain: string): () => string {
  const [one, other] = STATES[domain] ?? ["on", "off"];
  let isOn = false;
  return () => {
    isOn = !isOn;
    return isOn ? one : other;
  };
}
