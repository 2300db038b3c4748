import { command } from "#server/command.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { entitiesMeant } from "#server/store/memory/timeline-queries.ts";
import { Forget, Forgotten, Pause, PauseShown, Resume } from "./contract.ts";
import { heaviest } from "./heaviest.ts";
import { keepCommands } from "./keep.ts";
import { keepLess } from "./keep-less.ts";
import { pause as pauseHome, pauseOf, resume as resumeHome } from "./pause.ts";
import { takeBackCommand } from "./take-back.ts";
import { refusePause } from "./who-pauses.ts";
import { wishForgotten, wouldForget } from "./wish-forgotten.ts";

const MINUTE_MS = 60_000;

const pause = command({
  name: "memory/pause",
  summary:
    "Remember nothing for a while, of guests for instance; it ends by itself and leaves a gap. Anybody in the house for an hour, longer who administers it",
  access: "add",
  isForSpeakers: true,
  input: Pause,
  output: PauseShown,
  async run(wish, call) {
    const { world, home } = call;
    const until = "until" in wish ? toMicroseconds(wish.until) / 1000 : world.clock.now() + wish.minutes * MINUTE_MS;
    await refusePause(call, until);
    await pauseHome(world, home, instantOf(until));
    return pauseOf(world, home);
  },
});

const resume = command({
  name: "memory/resume",
  summary: "Remember again; what happened in the pause stays unknown",
  access: "add",
  isForSpeakers: true,
  input: Resume,
  output: PauseShown,
  async run(_, call) {
    const { world, home } = call;
    await refusePause(call);
    await resumeHome(world, home);
    return pauseOf(world, home);
  },
});

const forget = command({
  name: "memory/forget",
  summary:
    "Forget a span, of all or of some areas and entities: events, summaries, statistics, traces; it never comes back. From the answer on nothing of it comes in; what is stored goes in the background, see errands of system/status. With preview only how much that is",
  access: "write",
  input: Forget,
  output: Forgotten,
  async run({ preview, areas, entities: named, span }, { world, home }) {
    const { db, clock } = world;
    const from = fromMicroseconds(toMicroseconds(span.from));
    const to = fromMicroseconds(Math.min(toMicroseconds(span.to), Math.floor(clock.now() * 1000)));
    if (from >= to)
      throw new Refusal("bad_span", "The span must begin before it ends, and before now; give another one");
    const entities = (await entitiesMeant(db, home, { areas, entities: named })) ?? null;
    if (entities?.length === 0)
      throw new Refusal("unknown_entity", "None of these areas and entities is known; take those of house/entities", {
        status: 404,
      });
    const wish = { home, from, to, entities };
    const shown = { ...(await wouldForget(world, wish)), from, to, entities: entities?.length ?? null };
    if (preview) return { ...shown, state: "preview" as const };
    await wishForgotten(world, wish);
    return { ...shown, state: "running" as const };
  },
});

export const controlCommands = [...keepCommands, keepLess, takeBackCommand, heaviest, pause, resume, forget];
