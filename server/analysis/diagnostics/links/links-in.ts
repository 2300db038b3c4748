import { comesAndGoes } from "../comes-and-goes.ts";
import type { Device, HouseNow } from "../house-now.ts";
import { technologyOf } from "../technology.ts";
import { isFading, weeksOf } from "./fade.ts";
import { type Fall, fallIn } from "./fall.ts";
import type { Heard } from "./heard.ts";
import { type Scale, scaleOf, scales, weakBelow } from "./scale.ts";

/** So often in a week it must have been out of reach to be called a weak link's fault. */
const SUFFERS = 2;
/** A weak link that is as it always was is to blame only for so many. */
export const OFTEN = 4;

export interface Judged {
  readonly device: Device;
  readonly entity_id: string;
  readonly scale: Scale;
  readonly weakBelow: number;
  readonly technology: string | undefined;
  /** How often the device was out of reach within a week. */
  readonly outages: number;
  readonly fall: Fall | undefined;
  /** The medians of the last weeks, the latest first. */
  readonly weeks: readonly number[] | undefined;
  readonly isFading: boolean;
}

const known = new WeakMap<HouseNow, ReadonlyMap<string, Judged>>();

/** The links of a house's devices, of each the one that tells best. By device id; asked by several checks of one house. */
export function linksIn(house: HouseNow): ReadonlyMap<string, Judged> {
  const before = known.get(house);
  if (before) return before;
  const judged = [...house.devices.values()].flatMap((device) => judgedLink(device, house) ?? []);
  const found = new Map(judged.map((it) => [it.device.device_id, it]));
  known.set(house, found);
  return found;
}

export type Fallen = Judged & { readonly fall: Fall };

export const hasFallen = (it: Judged): it is Fallen => it.fall !== undefined;
export const doesSuffer = ({ outages }: Judged): boolean => outages >= SUFFERS;
/** Where it is strong enough still, and nothing suffers, a fall harms nobody. */
export const isWorthSaying = (it: Fallen): boolean => it.fall.now < it.weakBelow || doesSuffer(it);

export const isWeak = ({ weeks, weakBelow, isFading, outages, fall }: Judged): boolean =>
  fall === undefined && weeks !== undefined && (weeks[0] ?? 0) < weakBelow && (isFading || outages >= OFTEN);

function judgedLink(device: Device, house: HouseNow): Judged | undefined {
  const told = device.things.flatMap((thing) => {
    const [scale, link] = [scaleOf(thing), house.links?.get(thing.key)];
    return scale && link ? [{ thing, scale, link }] : [];
  });
  const [best] = told.sort((one, other) => scales.indexOf(one.scale) - scales.indexOf(other.scale));
  if (!best || comesAndGoes(device)) return undefined;
  const technology = technologyOf(device, house);
  return {
    device,
    entity_id: best.thing.entity_id,
    technology,
    weakBelow: weakBelow(best.scale, technology),
    outages: Math.max(0, ...device.things.map(({ flaps }) => flaps?.week ?? 0)),
    ...pastOf(best.link, best.scale, house.now),
  };
}

function pastOf(link: Heard, scale: Scale, now: number) {
  const weeks = weeksOf(link);
  return { scale, fall: fallIn(link, scale, now), weeks, isFading: weeks !== undefined && isFading(weeks, scale) };
}
