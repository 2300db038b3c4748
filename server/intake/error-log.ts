import { z } from "zod";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { redact } from "#server/redact.ts";
import { Refusal } from "#server/refusal.ts";
import { LOG_ENTRY, type Observation } from "#server/store/memory/observation.ts";
import type { World } from "#server/world.ts";
import type { Link } from "./connect/link.ts";
import { storableInstant, storableJson } from "./observe/storable.ts";
import { isTypeKnown } from "./queries.ts";
import type { Rememberer } from "./rememberer.ts";

const EVERY = { minutes: 1 };
const LONGEST = 500;

/** Source: homeassistant/components/system_log/__init__.py, LogEntry.to_dict; instants are seconds since the epoch. */
const Entry = z.object({
  name: z.string(),
  level: z.string(),
  message: z.array(z.string()),
  source: z.tuple([z.string(), z.number()]),
  timestamp: z.number(),
  count: z.int(),
  exception: z.string(),
});
type Entry = z.infer<typeof Entry>;

export interface ErrorLogParts {
  readonly link: Pick<Link, "call">;
  readonly connectionId: string;
  readonly rememberer: Pick<Rememberer, "push">;
  /** What is older was not heard on this link. */
  readonly since: string;
}

/**
 * Errors and warnings of Home Assistant's log, also refused logins. It lists each once, with how often it came and when last; as events it tells
 * them only where `fire_event` is set, and then they are not read from here.
 */
export function keepErrorLog({ db, clock, log }: World, { link, connectionId, rememberer, since }: ErrorLogParts) {
  let last = new Set<string>(); // the entries as they were
  let isOver = false;

  async function look(): Promise<void> {
    if (isOver || (await isTypeKnown(db, connectionId, "system_log_event"))) return;
    const listed = await link.call({ type: "system_log/list" }, z.array(z.unknown()));
    const entries = listed.flatMap((one) => Entry.safeParse(one).data ?? []); // one that is unreadable costs itself
    const texts = entries.map((entry) => JSON.stringify(entry));
    for (const [i, entry] of [...entries.entries()].reverse())
      if (!last.has(texts[i] ?? "")) rememberer.push(observed(entry, since));
    last = new Set(texts);
  }

  /** Only an administrator may read it, and not everybody has it. */
  const careful = () =>
    look().catch((error: unknown) => {
      isOver = error instanceof Refusal && ["ha_unauthorized", "ha_unknown_command"].includes(error.code);
      log.debug("Home Assistant's log could not be read", { error });
    });
  const first = careful();
  const looking = clock.every(EVERY, careful);
  return {
    async [Symbol.asyncDispose]() {
      await first;
      await looking[Symbol.asyncDispose]();
    },
  };
}

function observed({ name, level, message, source, timestamp, count, exception }: Entry, since: string): Observation {
  const at = storableInstant(fromMicroseconds(Math.round(timestamp * 1e6)));
  const told = { name, level, message: message.map(short), source, count, exception: short(lastLine(exception)) };
  return {
    ...{ at, type: LOG_ENTRY, entityId: null, state: null, context: null },
    attributes: storableJson(redact(told)),
    source: toMicroseconds(at) < toMicroseconds(since) ? "backfill" : "live",
  };
}

const short = (text: string): string => text.slice(0, LONGEST).replaceAll("\0", " ").toWellFormed();
const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";
