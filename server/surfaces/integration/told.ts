import type { z } from "zod";
import type { Call } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { followTimeline } from "#server/store/memory/follow.ts";
import type { FollowTold, ToldEvent } from "./contract.ts";

const KINDS: Readonly<Record<string, ToldEvent["kind"]>> = {
  state_changed: "state",
  automation_triggered: "automation",
  script_started: "automation",
  call_service: "action",
};

/** What has a sentence, as it happens; nothing of what was before. */
export async function followTold(
  { kinds }: z.output<typeof FollowTold>,
  call: Call,
  send: (items: ToldEvent[]) => void,
) {
  const begin = instantOf(intakeOf(call.world).nowIn(call.home));
  const tell = (items: readonly RememberedEvent[]) => {
    const news = items.filter(({ at, source }) => at >= begin && source === "live"); // no gap that was filled, nor what was so already
    const told = news.flatMap(toldOf).filter(({ kind }) => kinds?.includes(kind) ?? true);
    if (told.length > 0) send(told.toReversed()); // the timeline has the newest first
  };
  const { close } = await followTimeline({ attributes: false, limit: 1 }, call, tell);
  return { snapshot: [], close };
}

const toldOf = ({ event, at, kind, sentence, entity_id, area }: RememberedEvent): ToldEvent[] =>
  sentence === null ? [] : [{ event, at, kind: KINDS[kind] ?? "other", sentence, entity_id, area }];
