import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Gap } from "#server/store/memory/coverage.ts";
import type { Loss } from "./backlog/losses.ts";

const WHY: Record<Loss["reason"], string> = {
  bound: "the database was away for so long that the spill file was full, and the oldest were given up",
  disk: "neither the database nor the disk took them",
};

/** What was lost, as the memory tells it; the last event is part of it. */
export const gapOf = ({ from, to, events, reason }: Loss): Gap => ({
  from,
  to: fromMicroseconds(toMicroseconds(to) + 1),
  missing: "everything",
  reason: `${events} ${events === 1 ? "event was" : "events were"} lost: ${WHY[reason]}`,
});
