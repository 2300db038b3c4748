import { z } from "zod";
import type { Database, Transactions } from "#db/database.ts";
import type { Asker } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";

/** For whom a caller asks; it may only narrow what the caller could see. */
export const As = z
  .union([
    z.strictObject({ person: z.uuid() }),
    z.strictObject({ speaker: z.literal(true) }),
    z.strictObject({ nobody: z.literal(true) }),
  ])
  .meta({ id: "As", description: "ask for this person, a voice satellite or nobody; only narrows" });
type As = z.infer<typeof As>;

const RANK: Record<Asker["kind"], number> = { owner: 3, person: 2, speaker: 1, nobody: 0 };
const STRANGER = "00000000-0000-0000-0000-000000000000";

/** @throws Refusal `forbidden` where it would widen */
export function narrowed(caller: Asker, as: As | undefined): Asker {
  if (!as) return caller;
  const asker = meant(as);
  const isSamePerson = caller.kind === "person" && asker.kind === "person" && caller.personId === asker.personId;
  if (isSamePerson || RANK[asker.kind] < RANK[caller.kind]) return asker;
  throw new Refusal("forbidden", "`as` can only narrow who asks; ask as yourself, or leave it out", { status: 403 });
}

function meant(as: As): Asker {
  if ("person" in as) return { kind: "person", personId: as.person };
  return "speaker" in as ? { kind: "speaker" } : { kind: "nobody" };
}

/** The database as this asker may see it; nobody is a member of no home. */
export function seenBy(asker: Asker, db: Database, home: number): Transactions {
  if (asker.kind === "owner") return db.for("asked");
  if (asker.kind === "speaker") return db.speakerIn(home);
  return db.as(asker.kind === "person" ? asker.personId : STRANGER);
}
