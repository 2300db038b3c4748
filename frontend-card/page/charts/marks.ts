import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { isReading } from "../timeline/order.ts";
import { isIn, type Span, shareOf } from "./span.ts";

/** What happened at about one place of the time axis, newest first. */
export interface Mark {
  /** From 0 at the start of the axis to 1 at its end. */
  share: number;
  events: RememberedEvent[];
}

/** Something happened, and was not only measured or found. */
const isMarked = (event: RememberedEvent): boolean =>
  event.source !== "snapshot" &&
  !isReading(event) &&
  (event.kind !== "state_changed" || event.old_state !== event.state);

/** Marks that are so far apart that a thumb can tell them; `apart` is a share of the axis. */
export function marksOf(events: readonly RememberedEvent[], span: Span, apart: number): Mark[] {
  const marks: Mark[] = [];
  for (const event of events) {
    const at = Date.parse(event.at);
    if (!isMarked(event) || !isIn(span, at)) continue;
    const share = Math.min(1 - apart / 2, Math.max(apart / 2, shareOf(span, at))); // whole, also at the edges
    const last = marks.at(-1);
    if (last && last.share - share < apart) last.events.push(event);
    else marks.push({ share, events: [event] });
  }
  return marks;
}
