import type { Database, Queries, Transactions } from "#db/database.ts";
import type { Asker } from "#server/command.ts";
import { lastKnown } from "#server/last-known.ts";
import {
  deleteMember,
  firstPerson,
  homesWithRole,
  insertHome,
  insertPerson,
  lockOwner,
  updateHome,
  upsertMember,
} from "./queries.ts";

type Role = "owner" | "admin" | "member" | "guest";
/** A home, and what the asker is there; `null`: a stranger. */
export type Home = { id: number; name: string; time_zone: string; role: Role | null };

/** The person who runs this server; made at the first start. */
export async function ensureOwner(db: Transactions): Promise<string> {
  return db.transaction(async (tx) => {
    await lockOwner(tx); // two processes of one database start at once
    const owner = await firstPerson(tx);
    return owner?.id ?? addPerson(tx, "Owner");
  });
}

export async function addPerson(db: Queries, name: string): Promise<string> {
  return made(await insertPerson(db, name)).id;
}

/** A home is made with its first connection; what it is called and where it lies is often learned later. */
export async function addHome(db: Queries, home: { owner: string; name?: string; timeZone?: string }): Promise<number> {
  const { owner, name = "Home", timeZone = "UTC" } = home;
  return made(await insertHome(db, { owner, name, time_zone: timeZone })).id;
}

export const learnHome = (db: Queries, id: number, { name, timeZone }: { name?: string; timeZone?: string }) =>
  updateHome(db, id, { name, time_zone: timeZone });

export const addMember = (db: Queries, member: { home: number; person: string; role: Role }) =>
  upsertMember(db, member);

export const removeMember = (db: Queries, member: { home: number; person: string }) => deleteMember(db, member);

/** All homes of the server, as this asker stands to them; `db` must be the server's own. */
export async function everyHome(db: Queries, asker: Asker): Promise<Home[]> {
  const homes = (await homesWithRole(db, asker.kind === "person" ? asker.personId : null)) as Home[];
  return asker.kind === "owner" ? homes.map((home) => ({ ...home, role: "owner" })) : homes;
}

const known = new WeakMap<Database, ReturnType<typeof lastKnown<Home[]>>>(); // by asker

function knownOf(db: Database) {
  const homes = known.get(db) ?? lastKnown<Home[]>();
  known.set(db, homes);
  return homes;
}

/** The same to look at, not to change anything by: while the database is away, as it was when it was last asked. */
export const everyHomeKnown = (db: Database, asker: Asker): Promise<Home[]> =>
  knownOf(db).ask(JSON.stringify(asker), () => everyHome(db.for("asked"), asker));

/** At a start without the database: the homes of which something else is known. */
export const ownerHasHomes = (db: Database, homes: readonly { id: number; name: string }[]): void =>
  knownOf(db).set(
    JSON.stringify({ kind: "owner" } satisfies Asker),
    homes.map((home) => ({ ...home, time_zone: "UTC", role: "owner" })),
  );

export async function homesOf(db: Database, asker: Asker): Promise<Home[]> {
  return (await everyHomeKnown(db, asker)).filter((home) => home.role !== null);
}

function made<Row>(row: Row | undefined): Row {
  if (!row) throw new Error("An insert returned no row");
  return row;
}
