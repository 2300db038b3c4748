/** Kinds of what is wrong; of each the evaluation says how often it was found. */
export const faultKinds = [
  "device dies",
  "device dies quietly",
  "device flaps",
  "hub down",
  "integration down",
  "integration errs",
  "battery dies",
  "automation names what is gone",
  "automation cannot run",
  "automation stops",
  "link fades",
  "area down",
  "recorder stopped",
  "disk fills",
  "update makes it worse",
  "device replaced",
  "automation fails",
  "automations fight",
  "sensor stuck",
  "sensor drifts",
  "sensor shifts",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Something that happens to devices of a home: `kind` where it is a fault, undefined where it is life. */
export interface Trouble {
  readonly kind: FaultKind | undefined;
  readonly from: number;
  readonly to: number;
  /** Ids of devices, entities, entries and automations of which a finding may rightly tell. */
  readonly subjects: readonly string[];
  readonly effect: Effect;
}

export type Effect =
  /** Nothing of these devices reaches Home Assistant, and it says so after `after` seconds; undefined: never. */
  | { what: "out"; devices: readonly string[]; after: number | undefined }
  /** The same again and again: so many times a day, for about so many seconds. */
  | { what: "flaps"; devices: readonly string[]; spans: readonly { from: number; to: number }[] }
  | { what: "entry"; entry: string; state: "setup_retry" | "setup_error"; reason: string }
  | { what: "removed"; devices: readonly string[] }
  | { what: "automation"; automation: string; how: "unavailable" | "idle" | "fails" }
  | { what: "value"; entity: string; how: "stuck" | "drift" | "shift" | "fills"; by: number }
  | { what: "link"; device: string }
  /** Its devices go on, and it writes so many errors a day. */
  | { what: "errs"; entry: string; aDay: number }
  | { what: "recorder" }
  /** A new version of its software, which flaps. */
  | { what: "updated"; devices: readonly string[]; spans: readonly { from: number; to: number }[] }
  | { what: "fights"; automations: readonly [one: string, other: string]; entity: string }
  /** Reports so many times more rarely. */
  | { what: "slower"; devices: readonly string[]; times: number }
  | { what: "none" };
