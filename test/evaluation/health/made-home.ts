import type { Climate } from "./climate.ts";
import type { Trouble } from "./trouble.ts";

/** All instants and durations in seconds, instants since the epoch, by the home's clock. */
export type Reports =
  /** By the clock, changed or not; some are lost on the way. */
  | { kind: "every"; seconds: number; jitter: number; lost: number }
  /** When the value has moved: often by day, rarely at night, at the latest after so long. */
  | { kind: "change"; seconds: number; longest: number }
  /** When people do something. */
  | { kind: "people"; aDay: number }
  /** Only when Home Assistant starts. */
  | { kind: "never" };

export type Value =
  | { kind: "battery"; cell: Cell }
  | { kind: "charged"; days: number }
  | { kind: "switching" }
  /** `leak`: how much of what it is warmer outside comes in. */
  | { kind: "measured"; mean: number; swing: number; noise: number; leak?: number }
  /** °C outside. */
  | { kind: "outdoors"; noise: number }
  | { kind: "still"; state: string };

/** A battery whose level falls from `from` on, and is empty at `empty`. */
export interface Cell {
  readonly from: number;
  readonly empty: number;
  /** The power of the part that bends. */
  readonly bend: number;
  /** What the device rounds to. */
  readonly step: number;
  /** Per cent by which cold is told as empty. */
  readonly cold: number;
  /** When somebody puts in a new one; undefined: not while the home is watched. */
  readonly replaced: number | undefined;
}

export interface MadeEntity {
  readonly entityId: string;
  readonly name: string;
  readonly deviceId: string | undefined;
  readonly entryId: string | undefined;
  readonly platform: string;
  readonly category?: "diagnostic" | "config" | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly reports: Reports;
  readonly value: Value;
}

/** How a device is told to be gone: after so many seconds without a word it is unavailable; undefined: never, its last values stand. */
export type Given = number | undefined;

export interface MadeDevice {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly area: string;
  readonly entryId: string;
  readonly via: string | undefined;
  readonly protocol: string;
  readonly givenUpAfter: Given;
  readonly isRouter: boolean;
  /** When somebody adds it; undefined: before the home is watched. */
  readonly comesAt?: number;
  readonly entities: readonly MadeEntity[];
}

export interface MadeEntry {
  readonly id: string;
  readonly domain: string;
  readonly title: string;
}

export interface MadeAutomation {
  readonly id: string;
  readonly entityId: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Hours of the day at which it runs; empty: when people move about. */
  readonly hours: readonly number[];
}

export interface MadeHome {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly climate: Climate;
  readonly hasFaults: boolean;
  readonly entries: readonly MadeEntry[];
  readonly devices: readonly MadeDevice[];
  readonly automations: readonly MadeAutomation[];
  /** What is wrong, and what is only life. */
  readonly troubles: readonly Trouble[];
  /** When Home Assistant is started anew, and how long that takes. */
  readonly restarts: readonly { at: number; seconds: number }[];
  readonly holiday: { from: number; to: number } | undefined;
  readonly floors?: readonly { readonly name: string; readonly level: number; readonly areas: readonly string[] }[];
}

export const DAY = 86_400;
export const HOUR = 3_600;
export const MINUTE = 60;
