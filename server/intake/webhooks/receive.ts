import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { fromMicroseconds, instantOf } from "#server/instant.ts";
import { perDatabase } from "#server/per-database.ts";
import { redact } from "#server/redact.ts";
import { Refusal } from "#server/refusal.ts";
import { type Observation, WEBHOOK } from "#server/store/memory/observation.ts";
import type { World } from "#server/world.ts";
import { intakeOf } from "../connected-homes.ts";
import { storableJson } from "../observe/storable.ts";
import { paces } from "./pace.ts";
import { noteReceived, type SourceRow, sourceById, wasReceived } from "./queries.ts";
import { saidIn } from "./said-in.ts";
import { checkSignature, type Signed, wrongSignature } from "./signature.ts";
import { secretsOf } from "./sources.ts";

/** So long an answer waits for the event to be durable. */
const PATIENCE_MS = 10_000;
/** Senders give up sooner. */
const KNOWN_DAYS = 8;
const DAY_MS = 86_400_000;

export type Delivery = { source: string; headers: IncomingHttpHeaders; body: Buffer; ip: string };

const paceOf = perDatabase(paces);

/**
 * Takes a webhook and remembers it as an event, once.
 * @throws Refusal `not_signed`, `wrong_signature`, `stale`, `already_received`, `too_many`, `not_started`, `paused`
 */
export async function receive(world: World, { source: id, headers, body, ip }: Delivery): Promise<void> {
  const pace = paceOf(world);
  pace.refuseTooMany({ ip, source: id, now: world.clock.now() });
  const db = world.db.for("asked");
  const source = await sourceById(db, id);
  const signed = whenWrong(
    () => signedBy(world, source, { headers, body }),
    () => pace.wrong(ip),
  );
  if (!source) throw wrongSignature();
  pace.right(ip, id);
  const received = { source: id, message: signed.id, home: source.home_id, at: instantOf(world.clock.now()) };
  if (await wasReceived(db, received)) throw alreadyReceived();
  await remember(world, source, observed(source, signed, body));
  const old = instantOf(world.clock.now() - KNOWN_DAYS * DAY_MS);
  if (!(await db.transaction((tx) => noteReceived(tx, received, old)))) throw alreadyReceived();
}

function signedBy(world: World, source: SourceRow | undefined, it: Pick<Delivery, "headers" | "body">): Signed {
  const secrets = source ? secretsOf(world, source) : [];
  return checkSignature({ ...it, secrets, nowSeconds: Math.floor(world.clock.now() / 1000) });
}

function whenWrong<T>(work: () => T, wrong: () => void): T {
  try {
    return work();
  } catch (error) {
    wrong();
    throw error;
  }
}

async function remember(world: World, { home_id }: SourceRow, observation: Observation): Promise<void> {
  const watched = intakeOf(world).of(home_id);
  if (!watched) throw notStarted();
  const { rememberer } = watched;
  if (rememberer.isShut) throw new Refusal("no_room", "HomeOps has reached its cap", { status: 503 });
  if (rememberer.entrance.isSilent(observation))
    throw new Refusal("paused", "Remembering is paused; send it later", { status: 503, retryAfterSeconds: 60 });
  rememberer.push(observation);
  await Promise.race([rememberer.backlog.flushed(), pause(PATIENCE_MS)]);
}

/** The same message makes the same event, so that one whose answer was lost is not told twice. */
function observed({ id, name }: SourceRow, signed: Signed, body: Buffer): Observation {
  const hash = createHash("sha256").update(`${id} ${signed.id}`).digest();
  const said = saidIn(body);
  return {
    at: fromMicroseconds(signed.seconds * 1_000_000 + (hash.readUInt32BE(0) % 1_000_000)),
    ...{ type: WEBHOOK, entityId: null, state: null, source: "live" },
    attributes: storableJson(redact({ webhook: name, ...said })),
    context: { id: hash.toString("hex", 4, 20), parent_id: null, user_id: null },
  };
}

const alreadyReceived = () =>
  new Refusal("already_received", "This webhook-id came before and is remembered; nothing was kept twice", {
    status: 409,
  });

const notStarted = () =>
  new Refusal("not_started", "HomeOps does not watch this home just now; send it again", {
    status: 503,
    retryAfterSeconds: 5,
  });
