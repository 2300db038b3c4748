import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { RememberedEvent, Timeline, TimelinePage } from "./contract.ts";
import { countCommand } from "./count.ts";
import { embedSentences } from "./embed/embed-sentences.ts";
import { explainCommands } from "./explain/explain.ts";
import { followTimeline } from "./follow.ts";
import { searchCommands } from "./search/commands.ts";
import { tellOpenHours } from "./sentences/tell-open-hours.ts";
import { timeline } from "./timeline.ts";
import { timelineExample } from "./timeline-example.ts";
import { traceCommands } from "./traces/traces.ts";

const timelineCommand = command({
  name: "memory/timeline",
  isForGuests: true,
  summary: "What happened, newest first",
  description:
    "Each page goes further back; `from` is included, `to` is not. Numbers that were measured stand in it as well, without a sentence.",
  input: Timeline,
  isForSpeakers: true,
  output: TimelinePage,
  example: timelineExample,
  run: (wanted, { db, home, world }) => timeline(db, { ...wanted, home, now: world.clock.now() }),
});

const liveTimeline = feed({
  name: "memory/timeline",
  isForGuests: true,
  summary: "What happened last, and then what happens",
  input: Timeline,
  isForSpeakers: true,
  item: RememberedEvent,
  open: followTimeline,
});

export const memory: Capability = {
  name: "memory",
  commands: [timelineCommand, countCommand, ...explainCommands, ...traceCommands, ...searchCommands],
  feeds: [liveTimeline],
  async start(world, stack) {
    stack.use(tellOpenHours(world));
    stack.use(embedSentences(world));
  },
};
