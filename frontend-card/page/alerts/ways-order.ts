import type { Commands } from "../../data/commands.ts";

type Way = Commands["alerts/mine"]["output"]["ways"][number];
/** A way with whether it is among those that somebody has chosen. */
export type OrderedWay = Way & { readonly isChosen: boolean };

/** Those that were chosen in their order, then the others. */
export function inOrder(ways: readonly Way[], chosen: readonly number[]): OrderedWay[] {
  const first = chosen.flatMap((channel) => ways.find((way) => way.channel === channel) ?? []);
  const others = ways.filter(({ channel }) => !chosen.includes(channel));
  return [...first.map((way) => ({ ...way, isChosen: true })), ...others.map((way) => ({ ...way, isChosen: false }))];
}

/** One place earlier (-1) or later (1), where there is one. */
export function shifted(chosen: readonly number[], channel: number, by: -1 | 1): number[] {
  const from = chosen.indexOf(channel);
  const to = from + by;
  if (from < 0 || to < 0 || to >= chosen.length) return [...chosen];
  return chosen.toSpliced(from, 1).toSpliced(to, 0, channel);
}

/** Chosen last, or no longer chosen. */
export const turned = (chosen: readonly number[], channel: number, isOn: boolean): number[] =>
  isOn ? [...chosen.filter((one) => one !== channel), channel] : chosen.filter((one) => one !== channel);
