/** Of every row, whatever it is about; `null` where there is none. */
export type Cell = string | number | bigint | null;
export type Kind = "text" | "number" | "instant";

/** What a file of a kind of rows is made of. An instant is microseconds since the epoch. */
export type Columns = readonly { name: string; kind: Kind }[];
export type Row = readonly Cell[];

export const EVENT_COLUMNS: Columns = [
  { name: "time", kind: "instant" },
  { name: "entity_id", kind: "text" },
  { name: "name", kind: "text" },
  { name: "area", kind: "text" },
  { name: "event", kind: "text" },
  { name: "state", kind: "text" },
  { name: "value", kind: "number" },
  { name: "unit", kind: "text" },
];

export const HOUR_COLUMNS: Columns = [
  { name: "hour", kind: "instant" },
  { name: "entity_id", kind: "text" },
  { name: "name", kind: "text" },
  { name: "area", kind: "text" },
  { name: "unit", kind: "text" },
  ...["mean", "min", "max", "last", "change"].map((name) => ({ name, kind: "number" }) as const),
];
