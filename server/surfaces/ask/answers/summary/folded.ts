import type { Verb } from "#server/store/memory/sentences/words/en.ts";
import type { KnownEntity } from "../../house/known-house.ts";
import type { Happened } from "./happenings.ts";
import { weightOf } from "./weights.ts";

/** The same thing, once or several times; instants are microseconds. */
export interface Folded {
  readonly text: string;
  readonly count: number;
  /** Of the first; undefined where it began before the span, or the text says it. */
  readonly from: number | undefined;
  /** Of the last, or the end of the only one. */
  readonly to: number | undefined;
  readonly kwh?: number | undefined;
  readonly weight: number;
  /** The latest of them; undefined where no event tells it. */
  readonly last: Happened | undefined;
}

/** What ends by itself in what began: a door that opened and closed is told once. */
const ENDINGS: Partial<Record<Verb, readonly Verb[]>> = {
  turned_off: ["turned_on"],
  closed: ["opened"],
  retracted: ["extended"],
  locked: ["unlocked"],
  charged: ["low"],
  charging_ended: ["charging"],
  carbon_monoxide_gone: ["carbon_monoxide"],
  cold_over: ["cold"],
  hot_over: ["hot"],
  gas_gone: ["gas"],
  glass_whole: ["glass_broke"],
  dark: ["bright"],
  dry: ["wet"],
  still: ["motion"],
  standing: ["moving"],
  absent: ["present"],
  powered: ["unpowered"],
  connected: ["disconnected"],
  fine: ["problem"],
  stopped: ["running"],
  safe: ["unsafe"],
  smoke_gone: ["smoke"],
  silent: ["sound"],
  untampered: ["tampered"],
  vibration_over: ["vibration"],
  quiet: ["sounding"],
  idle: ["heating", "cooling", "drying", "humidifying", "fanning"],
  docked: ["cleaning", "mowing"],
  play_stopped: ["playing", "played"],
  returned: ["unavailable"],
  over: ["began"],
};
/** On the way to what is told anyway. */
const ON_THE_WAY: readonly string[] = [
  "opening",
  "closing",
  "locking",
  "unlocking",
  "extending",
  "retracting",
  "returning",
];

/** What happened, by time: endings go with their beginnings, and what is told alike becomes one. */
export function folded(all: readonly Happened[], things: ReadonlyMap<number, KnownEntity>): Folded[] {
  const begun = new Map<string, { at: number; to: number | undefined }[]>(); // by entity and what began
  const groups = new Map<string, Happened[]>(); // by entity and text
  for (const one of all) {
    if (ON_THE_WAY.includes(one.kind)) continue;
    const before = (ENDINGS[one.kind as Verb] ?? []).flatMap((verb) => begun.get(`${one.entity} ${verb}`) ?? []);
    const open = before.findLast(({ to }) => to === undefined);
    if (open) {
      open.to = one.at;
      continue;
    }
    const key = `${one.entity} ${one.text}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
    const same = `${one.entity} ${one.kind}`;
    begun.set(same, [...(begun.get(same) ?? []), { at: one.at, to: undefined }]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return [];
    const end = begun.get(`${last.entity} ${last.kind}`)?.find(({ at }) => at === last.at)?.to;
    const isSpan = last.span !== undefined && group.length === 1;
    return [
      {
        text: first.text,
        count: group.length,
        from: isSpan ? last.span?.from : first.at,
        to: isSpan ? last.span?.to : group.length > 1 ? last.at : end,
        kwh: isSpan ? last.kwh : undefined,
        weight: weightOf(last.kind, things.get(last.entity)),
        last,
      },
    ];
  });
}
