import type { Queries } from "#db/database.ts";
import { failure } from "#server/failure.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import type { World } from "#server/world.ts";
import { lockAlerts } from "./alert-queries.ts";
import type { Channel, ChannelKind, Delivered } from "./channels/channel.ts";
import { clearOn, deliverOn } from "./channels/kept/deliver-on.ts";
import type { DigestTexts } from "./digest-text.ts";
import { messageFor, tagOf } from "./message.ts";
import * as queries from "./outbox-queries.ts";
import type { WayRow } from "./ways.ts";

const TRIES = 8;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 30 * 60_000;
/** Who has not said by then whether it was taken is asked no longer. */
const DEADLINE = { seconds: 60 };

export interface DeliveryParts {
  /** This program, in this life. */
  readonly runner: string;
  readonly channelOf: (kind: ChannelKind) => Channel;
  readonly texts: DigestTexts;
}

interface Taken {
  readonly home: number;
  readonly row: queries.DueRow;
  readonly way: WayRow | undefined;
}

type Outcome = Delivered | { readonly outcome: "dropped"; readonly why: string };

/** Sends one message that was taken out of the outbox, and writes down what became of it. */
export async function deliver(world: World, taken: Taken, parts: DeliveryParts): Promise<void> {
  const outcome = await attempt(world, taken, parts).catch((error: unknown): Outcome => {
    world.log.error("a message could not be sent", failure(error)); // a channel never throws for what the other side does
    return { outcome: "refused", why: "HomeOps could not make this message", isWorthAnotherTry: false };
  });
  const hasKey = taken.way !== undefined && parts.channelOf(taken.way.kind).hasKey;
  await world.db.transaction(async (tx) => {
    await lockAlerts(tx, taken.home);
    await writeDown(tx, taken, { outcome, hasKey, now: shownNow(world, taken.home) });
  });
}

async function attempt(world: World, { home, row, way }: Taken, parts: DeliveryParts): Promise<Outcome> {
  if (!way) return { outcome: "refused", why: "This channel was removed", isWorthAnotherTry: false };
  const kept = { id: way.id, of: parts.channelOf };
  if (row.kind === "clear") {
    const tag = await tagOf(world.db, row);
    if (tag === undefined) return { outcome: "dropped", why: "it cannot be taken back" };
    return within(world, clearOn({ world, home }, kept, tag));
  }
  const message = await messageFor(world, { home, row, reader: way.user_id }, parts.texts);
  if (!message) return { outcome: "dropped", why: "nothing of it may be told there" };
  return within(world, deliverOn({ world, home }, kept, message));
}

async function within({ clock }: World, delivering: Promise<Delivered>): Promise<Delivered> {
  const stop = new AbortController();
  const late = clock
    .sleep(DEADLINE, stop.signal)
    .then((): Delivered => ({ outcome: "unknown", why: "no answer in time" }));
  try {
    return await Promise.race([delivering, late]);
  } finally {
    stop.abort();
  }
}

type Ended = { outcome: Outcome; hasKey: boolean; now: number };

async function writeDown(tx: Queries, { row }: Pick<Taken, "row">, { outcome, hasKey, now }: Ended): Promise<void> {
  const at = instantOf(now);
  const { id, alert_id, attempts, is_danger } = row;
  const why = outcome.outcome === "sent" ? null : outcome.why;
  if (mayTryAgain(outcome, hasKey) && attempts + 1 < TRIES) {
    await queries.tryAgain(tx, { id, due: instantOf(now + pauseMs(attempts, outcome)), why: why ?? "" });
    return;
  }
  await queries.endSending(tx, { id, at, state: outcome.outcome, why });
  if (outcome.outcome === "refused" || (outcome.outcome === "unknown" && is_danger))
    await queries.onNextWay(tx, id, at);
  if (outcome.outcome === "refused" && alert_id === null) await queries.passDigestOn(tx, id);
  if (outcome.outcome === "sent" && alert_id !== null) await queries.noteReached(tx, alert_id, at);
}

const mayTryAgain = (it: Outcome, hasKey: boolean): boolean =>
  it.outcome === "refused" ? it.isWorthAnotherTry : it.outcome === "unknown" && hasKey;

/** Growing, with full jitter, so that after an outage not everybody comes at once; no sooner than the other side has said. */
function pauseMs(attempts: number, it: Outcome): number {
  const told = "againAfterSeconds" in it ? (it.againAfterSeconds ?? 0) * 1_000 : 0;
  return Math.max(told, 1_000 + Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempts));
}
