import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { perDatabase } from "#server/per-database.ts";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { timeline } from "#server/store/memory/timeline.ts";
import type { World } from "#server/world.ts";
import type { Channel, ChannelKind, Delivered, Message } from "../channels/channel.ts";
import { deliverOn } from "../channels/kept/deliver-on.ts";
import { StreamSaid } from "./contract.ts";
import { dueStreams, holdStream, noteProgress, type StreamRow } from "./queries.ts";

const PAGE = 200;
/** Beside the time that an event waits for its commit. */
const SETTLED_MS = 1_500;
const PAUSES_SECONDS = [5, 15, 60, 300, 900];
const DAY_MS = 86_400_000;
const HOUR_US = 3_600_000_000;

type Of = ((kind: ChannelKind) => Channel) | undefined;

/** Up to when nothing was found, by stream: written down each hour only, for the sake of disks that die of bytes written. */
const lookedOf = perDatabase(() => new Map<number, string>());

/**
 * Sends what has happened since the last look, oldest first, each until the other side has taken it or will not: under the event's id as
 * key, so that one whose answer was lost is known again.
 */
export async function sendStreams(world: World, of?: Of): Promise<void> {
  for (const stream of await dueStreams(world.db, instantOf(world.clock.now()))) {
    const { events, upto } = await nextOf(world, stream);
    if (events.length === 0 && toMicroseconds(upto) - toMicroseconds(stream.upto) < HOUR_US) {
      lookedOf(world).set(stream.id, upto);
      continue;
    }
    const held = await holdStream(world.db, stream.id);
    if (held) await sendOne(world, held, of);
  }
}

async function sendOne(world: World, stream: StreamRow, of: Of): Promise<void> {
  const { events, upto, skipped } = await nextOf(world, stream);
  let { tries, why } = stream;
  const note = (it: Partial<Parameters<typeof noteProgress>[1]>) =>
    noteProgress(world.db, {
      ...{ id: stream.id, upto: stream.upto, tries: 0, not_before: null, why },
      ...{ sent: 0, dropped: 0, isDone: false, ...it },
    });
  if (skipped) await note({ upto: skipped, why: "What waited for longer than a day was left out" });
  for (const [n, event] of events.entries()) {
    const came = await deliverOn({ world, home: stream.home_id }, { id: stream.channel_id, of }, messageOf(event));
    const isTaken = came.outcome === "sent";
    why = isTaken ? null : came.why;
    if (!isTaken && isWorthAnotherTry(came)) {
      const not_before = instantOf(world.clock.now() + pauseOf(came, tries) * 1_000);
      await note({ tries: tries + 1, not_before, isDone: true });
      return;
    }
    tries = 0;
    const isLastOfInstant = events[n + 1]?.at !== event.at;
    await note({ ...(isTaken ? { sent: 1 } : { dropped: 1 }), ...(isLastOfInstant && { upto: event.at }) });
  }
  await note({ upto, isDone: true });
}

/** Events after what was sent, oldest first, and until when these are all. */
async function nextOf(world: World, stream: StreamRow) {
  const { db, options } = world;
  const { home_id: home, user_id } = stream;
  const now = shownNow(world, home);
  const oldest = instantOf(now - DAY_MS);
  const isTooOld = toMicroseconds(stream.upto) < toMicroseconds(oldest);
  const looked = toMicroseconds(lookedOf(world).get(stream.id) ?? stream.upto);
  const from = Math.max(looked, toMicroseconds(isTooOld ? oldest : stream.upto)) + 1;
  let to = Math.max(from, Math.floor((now - options.commitSeconds * 1_000 - SETTLED_MS) * 1_000));
  const { kinds, entities, areas } = StreamSaid.parse(stream.said);
  const eyes = user_id === null ? db : db.as(user_id);
  for (;;) {
    const span = { from: fromMicroseconds(from), to: fromMicroseconds(to), attributes: true, limit: PAGE, home, now };
    const where = { ...(entities.length > 0 && { entities }), ...(areas.length > 0 && { areas }) };
    const { items, cursor } = await timeline(eyes, { ...span, ...where, kinds });
    if (cursor !== null && to - from > 1) {
      to = from + Math.ceil((to - from) / 2); // the page is of the newest ones
      continue;
    }
    const events = items.filter(({ source }) => source !== "snapshot").toReversed();
    return { events, upto: fromMicroseconds(to - 1), skipped: isTooOld ? oldest : undefined };
  }
}

type NotTaken = Exclude<Delivered, { outcome: "sent" }>;

const isWorthAnotherTry = (came: NotTaken): boolean => came.outcome === "unknown" || came.isWorthAnotherTry;

function pauseOf(came: NotTaken, tries: number): number {
  const asked = "againAfterSeconds" in came ? (came.againAfterSeconds ?? 0) : 0;
  return Math.max(asked, PAUSES_SECONDS[Math.min(tries, PAUSES_SECONDS.length - 1)] ?? 0);
}

const messageOf = (event: RememberedEvent): Message => ({
  ...{ tag: "homeops-event", key: event.event, kind: "event", severity: "info", isDanger: false, language: "en" },
  title: event.name ?? event.entity_id ?? event.kind,
  text: event.sentence ?? event.state ?? event.kind,
  verbs: [],
  event: {
    ...{ event: event.event, at: event.at, kind: event.kind, entity_id: event.entity_id, name: event.name },
    ...{ area: event.area, state: event.state, old_state: event.old_state, unit: event.unit },
    ...{ attributes: event.attributes, sentence: event.sentence },
  },
});
