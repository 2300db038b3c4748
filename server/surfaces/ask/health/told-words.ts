import type { Ending, In } from "./health-words.ts";

type Named = { name: string };
/** Some of several, and how many there are besides. */
interface Some {
  readonly names: readonly string[];
  readonly more: number;
}

/** How a language answers what is asked after the health of things. Instants in microseconds. */
export interface ToldWords {
  which(names: readonly string[]): string;
  unknown(words: readonly string[]): string;
  some(it: Some): string;
  more(count: number): string;
  emptyOn(it: In & { ending: Ending }): string;
  emptyUnknown(it: Named): string;
  emptyNow(it: Named): string;
  noBattery(it: Named): string;
  level(it: Named & { percent: number }): string;
  levelOnlyLow(it: Named & { isLow: boolean }): string;
  levelUnknown(it: Named): string;
  cell(it: Named & { type: string; quantity: number | null }): string;
  cellUnknown(it: Named): string;
  changed(it: In & Named & { at: number }): string;
  changedUnknown(it: In & Named & { since: number | undefined }): string;
  toBuy(it: { parts: readonly { type: string; count: number; names: readonly string[] }[]; untold: number }): string;
  nothingToBuy(it: { type: string | undefined; untold: number }): string;
  offline(it: Some & { count: number }): string;
  readonly noneOffline: string;
  readonly noDevices: string;
  offlineSince(it: In & Named & { at: number }): string;
  reachable(it: Named): string;
  readonly noneSilent: string;
  weak(it: { told: readonly { name: string; value: number; unit: string }[]; more: number }): string;
  readonly noneWeak: string;
  signal(it: Named & { value: number; unit: string; isWeak: boolean | undefined }): string;
  signalUnknown(it: Named): string;
  drops(it: { told: readonly { name: string; count: number }[]; more: number }): string;
  readonly noDrops: string;
  lastReport(it: In & Named & { at: number }): string;
  reportUnknown(it: Named): string;
  healthOf(it: Named & { score: number; lost: readonly { title: string; name: string; points: number }[] }): string;
  nothingWrong(name: string | undefined): string;
  costsMost(it: { title: string; name: string; points: number }): string;
  notAllRight(it: { count: number; first: string }): string;
  readonly noAutomations: string;
  automationFine(it: Named): string;
  disk(it: Named & { percent: number }): string;
  diskFull(it: In & { percent: number; ending: Ending }): string;
  diskNoTrend(it: Named & { percent: number }): string;
  readonly diskUnknown: string;
  readonly noIntegrations: string;
  updates(it: Some & { count: number }): string;
  readonly noUpdates: string;
  updated(it: Some): string;
  readonly nothingUpdated: string;
  worse(it: { names: readonly string[]; untold: number }): string;
  howSure(it: { scored: number; share: number }): string;
  notSure(it: { scored: number }): string;
  gotWrong(it: Some): string;
  readonly nothingWrongSaid: string;
  readonly nothingScored: string;
  /** `inVain`: how many attempts did not help. */
  mended(it: Some & { inVain: number }): string;
  readonly mendedUntold: string;
  canMend(it: Some): string;
  readonly nothingToMend: string;
  readonly mendingStopped: string;
  silenced(it: Some & { count: number }): string;
  readonly nothingSilenced: string;
  maintenance(it: In & { of: string | undefined; isHoliday: boolean; until: number }): string;
  readonly noMaintenance: string;
}
