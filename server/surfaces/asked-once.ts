import { createHash, randomUUID } from "node:crypto";
import type { Asker } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { Secret } from "#server/secret.ts";
import { openVault } from "#server/store/vault/vault.ts";
import type { World } from "#server/world.ts";
import { askedBefore, claim, deleteOld, forgetAsked, keepAnswer } from "./asked-once-queries.ts";
import type { As } from "./asker.ts";

const KEY = /^[\x21-\x7e]{1,200}$/;
/** Longer than any request may take: whoever has begun and not ended by then has ended without a word. */
const LONGEST_SECONDS = 60;
const RETRY_SECONDS = 2;
/** Another server was told to do something, and did not say that it has. */
const UNKNOWN: ReadonlySet<number> = new Set([502, 504]);

type Asked = { name: string; key: string; body: unknown; who: { asker: Asker; as?: As | undefined } };

/** Does what is asked with a key once: asked again with the same body within a day, it is answered as it was then. */
export type Once = (asked: Asked, work: () => Promise<unknown>) => Promise<unknown>;

export function onceIn(world: World): Once {
  const db = world.db.for("asked");
  const vault = openVault(world.options);
  const holder = randomUUID();
  const underWay = new Map<string, { body: Buffer; doing: Promise<unknown> }>(); // by id, in hexadecimal

  async function first(id: Buffer, body: Buffer): Promise<boolean> {
    await deleteOld(db);
    return (await claim(db, { id, body, holder })) > 0;
  }

  async function done(id: Buffer, work: () => Promise<unknown>): Promise<unknown> {
    try {
      const answer = await work();
      await keepAnswer(db, id, vault.seal(new Secret(JSON.stringify(answer)), placeOf(id)));
      return answer;
    } catch (error) {
      if (error instanceof Refusal && !UNKNOWN.has(error.status)) await forgetAsked(db, id); // nothing was changed
      throw error;
    }
  }

  async function again(id: Buffer, body: Buffer): Promise<unknown> {
    const before = await askedBefore(db, id);
    if (before && !body.equals(before.body)) throw otherBody();
    if (before?.answer) return JSON.parse(vault.unseal(before.answer, placeOf(id)).reveal());
    if (before && (before.holder === holder || before.age_seconds > LONGEST_SECONDS)) throw outcomeUnknown();
    throw stillUnderWay();
  }

  return async ({ name, key, body, who }, work) => {
    if (!KEY.test(key)) throw badKey();
    const { asker, as } = who;
    const id = hashOf([asker, as ?? null, name, key]);
    const bodyHash = hashOf(body);
    const place = id.toString("hex");
    const here = underWay.get(place);
    if (here && !here.body.equals(bodyHash)) throw otherBody();
    if (here) return here.doing;
    const doing = first(id, bodyHash).then((isFirst) => (isFirst ? done(id, work) : again(id, bodyHash)));
    underWay.set(place, { body: bodyHash, doing });
    return doing.finally(() => underWay.delete(place));
  };
}

const placeOf = (id: Buffer) => ({ table: "once.asked", row: id.toString("hex") });
const hashOf = (value: unknown): Buffer => createHash("sha256").update(JSON.stringify(value)).digest();

const badKey = () =>
  new Refusal(
    "bad_input",
    "Idempotency-Key must be 1 to 200 visible ASCII characters; a new UUID for each change is best",
  );
const otherBody = () =>
  new Refusal("key_in_use", "This Idempotency-Key was sent with something else before; take a new one", {
    status: 409,
  });
const stillUnderWay = () =>
  new Refusal("under_way", "What was asked with this Idempotency-Key is still being done; ask again in some seconds", {
    status: 409,
    retryAfterSeconds: RETRY_SECONDS,
  });
const outcomeUnknown = () =>
  new Refusal(
    "outcome_unknown",
    "HomeOps was stopped or failed while it did this; look whether it was done, then ask with a new Idempotency-Key",
    { status: 409 },
  );
