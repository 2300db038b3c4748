import { z } from "zod";
import type { Database, Transactions } from "#db/database.ts";
import type { Asker } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import type { Users } from "./users.ts";

/** For whom a caller asks; it may only narrow what the caller could see. */
export const As = z
  .union([
    z.strictObject({ person: z.uuid() }),
    z.strictObject({ user: z.string().regex(/^[0-9a-f]{32}$/, "must be the id of a user of Home Assistant") }),
    z.strictObject({ speaker: z.literal(true) }),
    z.strictObject({ nobody: z.literal(true) }),
  ])
  .meta({
    id: "As",
    description: "ask for this person, this user of Home Assistant, a voice satellite or nobody; only narrows",
  });
export type As = z.infer<typeof As>;

const RANK: Record<Asker["kind"], number> = { owner: 3, person: 2, speaker: 1, nobody: 0 };

const STRANGER = "00000000-0000-0000-0000-000000000000";

type Saying = {
  caller: { asker: Asker; isGoBetween?: boolean | undefined };
  as: As | undefined;
  home: number | undefined;
  users: Users;
  isForIntegration?: boolean | undefined;
};

/** @throws Refusal `forbidden` where it would widen, `as_missing` */
export async function narrowed({ caller: who, as, home, users, isForIntegration }: Saying): Promise<Asker> {
  const { asker: caller, isGoBetween } = who;
  if (isGoBetween && (as ? "person" in as : !isForIntegration)) throw asMissing();
  if (!as) return caller;
  const asker = await meant(as, users, home);
  if (caller.kind === "person" && asker.kind === "person" && caller.personId === asker.personId) return caller; // with what caps it
  if (RANK[asker.kind] < RANK[caller.kind]) return asker;
  throw new Refusal("forbidden", "`as` can only narrow who asks; ask as yourself, or leave it out", { status: 403 });
}

async function meant(as: As, users: Users, home: number | undefined): Promise<Asker> {
  if ("user" in as) return users.asker({ id: as.user }, home);
  if ("person" in as) return { kind: "person", personId: as.person };
  return "speaker" in as ? { kind: "speaker" } : { kind: "nobody" };
}

/** The integration speaks for people whom Home Assistant knows; for itself in what is its own only. */
const asMissing = () =>
  new Refusal(
    "as_missing",
    "Say for whom it is asked: send X-HomeOps-User with the id of a user of Home Assistant, `speaker` or `nobody`",
  );

/** The database as this asker may see it; nobody is a member of no home. */
export function seenBy(asker: Asker, db: Database, home: number): Transactions {
  if (asker.kind === "owner") return db.for("asked");
  if (asker.kind === "speaker") return db.speakerIn(home);
  return db.as(asker.kind === "person" ? asker.personId : STRANGER);
}
