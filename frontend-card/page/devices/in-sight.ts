import { locale } from "../look/locale.ts";
import type { DeviceShown } from "./device-list.ts";
import { strengthOf } from "./strength.ts";

export const sortKeys = ["findings", "name", "battery", "link", "seen"] as const;
export type SortKey = (typeof sortKeys)[number];

/** `area`: empty for every one, NOWHERE for those without. */
export interface Sight {
  readonly text: string;
  readonly area: string;
  readonly onlyAttention: boolean;
  readonly by: SortKey;
  readonly isReversed: boolean;
}

export const NOWHERE = " ";
const RANKS: readonly (string | null | undefined)[] = ["critical", "error", "warning", "info"];
const LAST = Number.POSITIVE_INFINITY;

/** By what each column is sorted, the most pressing first; what is not known comes last either way. */
const ORDERS: Record<Exclude<SortKey, "name">, (device: DeviceShown) => number> = {
  findings: ({ worst, score }) => (worst ? RANKS.indexOf(worst) + score / 1_000 : LAST),
  battery: ({ emptyOn, battery }) => (emptyOn !== null ? emptyOn / 1e15 : battery === null ? LAST : 1 + battery),
  link: ({ link }) => (link ? strengthOf(link).share : LAST),
  seen: ({ reported }) => reported ?? LAST,
};

/** The devices that are wanted, in the order that is wanted. */
export function inSight(devices: Iterable<DeviceShown>, sight: Sight): DeviceShown[] {
  const words = sight.text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const wanted = [...devices].filter((device) => isWanted(device, sight, words));
  const names = new Intl.Collator(locale(), { numeric: true });
  const direction = sight.isReversed ? -1 : 1;
  const byName = (one: DeviceShown, other: DeviceShown) => names.compare(one.name, other.name);
  if (sight.by === "name") return wanted.sort((one, other) => direction * byName(one, other));
  const order = ORDERS[sight.by];
  return wanted.sort((one, other) => {
    const [first, second] = [order(one), order(other)];
    if (first === second) return byName(one, other);
    return first === LAST || second === LAST ? first - second : direction * (first - second);
  });
}

function isWanted(device: DeviceShown, { area, onlyAttention }: Sight, words: readonly string[]): boolean {
  if (onlyAttention && device.open === 0) return false;
  if (area !== "" && (device.area ?? NOWHERE) !== area) return false;
  if (words.length === 0) return true;
  const { name, manufacturer, model, integration } = device;
  const all =
    `${name} ${device.area ?? ""} ${manufacturer ?? ""} ${model ?? ""} ${integration ?? ""}`.toLocaleLowerCase();
  return words.every((word) => all.includes(word));
}
