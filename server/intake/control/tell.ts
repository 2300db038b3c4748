import type { Detail } from "#server/store/memory/retention/details.ts";
import type { ToldDetail } from "./detail-queries.ts";

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const large = new Intl.NumberFormat("en", { notation: "compact", compactDisplay: "long", maximumFractionDigits: 1 });
const MANY = 100_000;

/** "1.2 million events, 140 MB" */
function amountOf({ events, bytes }: { events: number; bytes: number }): string {
  const counted = events >= MANY ? large.format(events) : number.format(events);
  return `${counted} ${events === 1 ? "event" : "events"}, ${bytesOf(bytes)}`;
}

function bytesOf(bytes: number): string {
  const [size, unit] = (
    [
      [1e9, "GB"],
      [1e6, "MB"],
      [1e3, "kB"],
    ] as const
  ).find(([size]) => bytes >= size) ?? [1, "bytes"];
  return `${new Intl.NumberFormat("en", { maximumFractionDigits: unit === "GB" ? 1 : 0 }).format(bytes / size)} ${unit}`;
}

/** What a rule takes, or would take, by the coming night. */
export const keepSentence = (going: { events: number; bytes: number }, isPreview: boolean): string =>
  going.events === 0
    ? "Nothing that is stored goes by this."
    : `This ${isPreview ? "would remove" : "removes"} ${amountOf(going)}, the next night; that cannot be undone.`;

const AHEAD: Record<Detail, string> = {
  changes: "From now on repeats of the same state are not kept.",
  rollups: "From now on single values stay until the night after, values of five minutes, hours and days for longer.",
  out: "From now on nothing of it is remembered.",
};

type Wish = { detail: Detail | null; past: boolean };

/** What a wish to keep less does ahead, what it takes of the past, and which of both can be undone. */
export function keepLessSentence({ detail, past }: Wish, going: { events: number; bytes: number; isPreview: boolean }) {
  if (detail === null) return "From now on all of it is remembered again; what is gone does not come back.";
  const ahead = `${AHEAD[detail]} That can be taken back at any time.`;
  if (!past) return `${ahead} What is stored stays.`;
  if (going.events === 0) return `${ahead} Nothing of the days that are over goes by it.`;
  const removes = going.isPreview ? "would be removed" : "is being removed in the background";
  return `${ahead} Of what is stored ${amountOf(going)} ${removes}, today's by night; that cannot be undone.`;
}

const UNDONE: Record<Detail, string> = {
  changes: "From now on repeats of the same state are kept again.",
  rollups: "From now on single values are kept again.",
  out: "From now on it is remembered again.",
};

/** What comes back by taking a wish back, and what does not. */
export function takenBackSentence(was: Detail | null, told: ToldDetail | undefined): string {
  if (was === null) return "There was no such wish, so that nothing changes.";
  const between = told ? " What came since the wish and was not kept does not come back." : "";
  const stopped = told?.is_due ? " What was still to be removed stays." : "";
  if (!told || told.events === 0) return `${UNDONE[was]}${stopped} Nothing of the past was removed.${between}`;
  const gone = `${amountOf(told)} from ${told.from} to ${told.to}`;
  return `${UNDONE[was]}${stopped} Of the past ${gone} were removed; they cannot come back.${between}`;
}
