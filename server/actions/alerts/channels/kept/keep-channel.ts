import { z } from "zod";
import type { Call } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import type { ChannelKind } from "../channel.ts";
import { channelOf } from "../channels.ts";
import type { KeepChannel } from "./contract.ts";
import { offeredIn } from "./offered.ts";
import { beginChannel, type ChannelRow, countChannels, writeChannel } from "./queries.ts";
import { apart, secretsOf } from "./sealed.ts";

const MOST_CHANNELS = 100;
/** What anybody of the household may keep for themself: their own phone, and what is reached over the internet. */
const FOR_ALL = new Set<ChannelKind>(["companion", "email", "webhook"]);

type Keeping = { wanted: KeepChannel; before: ChannelRow | undefined; person: string | undefined };

/** @throws Refusal `bad_target`, `forbidden`, `too_many` */
export async function keepChannel(call: Call, keeping: Keeping): Promise<ChannelRow> {
  const { wanted, before, person } = keeping;
  const { world, home } = call;
  const db = world.db.for("asked");
  if (before && before.kind !== wanted.kind)
    throw new Refusal("bad_target", `Channel ${before.id} is of kind ${before.kind}; remove it and keep a new one`);
  if (!before && (await countChannels(db, home)) >= MOST_CHANNELS)
    throw new Refusal("too_many", `There are ${MOST_CHANNELS} channels already; remove one that is not used`);
  const mayChange = await call.mayChange();
  const target = parsedTarget(call, keeping, mayChange);
  if (!mayChange) await refuseOthers(call, { wanted, target, person });
  const user_id = wanted.whose === "mine" ? (person ?? null) : null;
  return db.transaction(async (tx) => {
    const id = before?.id ?? (await beginChannel(tx, { home_id: home, user_id, ...wanted }));
    const parts = apart(world, id, { channel: channelOf(wanted.kind), target });
    const row = await writeChannel(tx, { id, name: wanted.name, is_on: wanted.is_on, ...parts });
    if (!row) throw gone(id);
    return row;
  });
}

const gone = (id: number) =>
  new Refusal("unknown_channel", `Channel ${id} was removed meanwhile; keep a new one`, { status: 404 });

function parsedTarget({ world }: Call, { wanted, before }: Keeping, mayChange: boolean): Record<string, unknown> {
  const channel = channelOf(wanted.kind);
  const { reach: _reach, ...asked } = wanted.target;
  const given = { ...asked, ...("reach" in schemaOf(wanted.kind) && { reach: mayChange ? "home" : "public" }) };
  const kept = before && channel.secrets.length > 0 ? secretsOf(world, before) : {};
  const result = channel.target.safeParse({ ...rotated(kept, asked), ...given });
  if (result.success) return result.data as Record<string, unknown>; // every target is an object
  const said = result.error.issues.slice(0, 3).map(({ path, message }) => [...path, message].join(": "));
  throw new Refusal("bad_target", `The target of a ${wanted.kind} channel was not understood: ${said.join("; ")}`);
}

/** A new secret does not make the old one worthless at once: both sign until the next change. */
function rotated(kept: Record<string, string>, asked: Record<string, unknown>): Record<string, string> {
  const { former_secret: _former, ...lasting } = kept;
  const isNew = asked.secret !== undefined && kept.secret !== undefined && asked.secret !== kept.secret;
  return isNew && kept.secret !== undefined ? { ...lasting, former_secret: kept.secret } : lasting;
}

const schemaOf = (kind: ChannelKind): object => {
  const { target } = channelOf(kind);
  return target instanceof z.ZodObject ? target.shape : {};
};

/** @throws Refusal `forbidden` */
async function refuseOthers(
  { world, home }: Call,
  { wanted, target, person }: Pick<Keeping, "wanted" | "person"> & { target: Record<string, unknown> },
): Promise<void> {
  if (wanted.whose === "household" && wanted.channel === undefined)
    throw new Refusal(
      "forbidden",
      "Only who may change the home adds channels of the household; keep one of your own",
      { status: 403 },
    );
  if (!FOR_ALL.has(wanted.kind))
    throw new Refusal("forbidden", `Only who may change the home keeps a ${wanted.kind} channel; ask its owner`, {
      status: 403,
    });
  if (wanted.kind !== "companion") return;
  const own = (await offeredIn({ world, home }, world.db.for("asked"))).filter(
    (it) => it.person !== null && it.person === person,
  );
  if (own.some((it) => it.target.action === target.action)) return;
  throw new Refusal(
    "forbidden",
    "Home Assistant does not say that this phone is yours; choose one of those that alerts/channels offers, or ask the owner",
    { status: 403 },
  );
}
