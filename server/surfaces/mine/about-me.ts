import type { Queries } from "#db/database.ts";
import { type Call, command } from "#server/command.ts";
import { backupWishes } from "#server/store/backup/chosen-scope.ts";
import { membersOf } from "#server/store/people/household-queries.ts";
import { type Account, accountOf, adviceFor } from "../me.ts";
import { countedOf, type MyThing, notesOf, thingsOf } from "../what-is-mine.ts";
import { type AboutMe, AboutMe as AboutMeShape, Nothing } from "./contract.ts";
import * as queries from "./queries.ts";

const SHOWN_NOTES = 20;
const COUNTED_NOTES = 10_000;

export const aboutMe = command({
  name: "people/about-me",
  isForGuests: true,
  summary:
    "What the memory holds of whoever asks: what tells of their movements, their notes, who sees them and whom they see, where it lies and what of it can be erased",
  input: Nothing,
  output: AboutMeShape,
  async run(_, call) {
    const { world, home } = call;
    const account = await accountOf(call);
    const members = await membersOf(world.db.for("asked"), home);
    const member = members.find(({ person }) => person === account.person);
    return {
      you: { ...youOf(account, member), may_change: await call.mayChange() },
      advice: account.self === null ? adviceFor(account) : null,
      ...(await rememberedOf(call, account)),
      people: member?.role === "guest" ? [] : peopleOf(members, member), // who lives here is not theirs to know
      backup_at: backupWishes(world.options.dataFolder).last?.taken_at ?? null,
    };
  },
});

type Member = Awaited<ReturnType<typeof membersOf>>[number];

const youOf = ({ isOwner }: Account, member: Member | undefined) => ({
  person: member?.person ?? null,
  name: member?.name ?? null,
  role: member?.role ?? null,
  entity_id: member?.entity_id ?? null,
  sees_all: isOwner,
  may_introduce: isOwner,
});

/** Everybody else, with who lets whom see. */
const peopleOf = (members: readonly Member[], me: Member | undefined): AboutMe["people"] =>
  members
    .filter(({ person }) => person !== me?.person)
    .map(({ person, name, role, entity_id, allows }) => ({
      ...{ person, name, role, entity_id },
      sees_me: me?.allows.includes(person) ?? false,
      shows_me: me !== undefined && allows.includes(me.person),
    }));

/** Read as the asker may see it: the law holds here too. */
const rememberedOf = ({ db, home, world }: Call, account: Account) =>
  db.transaction(async (tx) => {
    const { self, person } = account;
    const things = self === null ? [] : await thingsOf(tx, { home, self });
    const notes = await notesOf(tx, { home, ...account, limit: COUNTED_NOTES });
    const events = await eventsOf(tx, home, things);
    const changes = person === null ? 0 : await queries.deedsOf(tx, { home, person });
    return {
      things: things.map(({ id, ...thing }) => ({ ...thing, ...(events.get(id) ?? NO_EVENTS) })),
      rooms: await queries.roomsOf(tx, { home, self }),
      notes: { count: notes.length, items: notes.slice(0, SHOWN_NOTES) },
      asked: { is_kept: world.options.keepsVoice, changes },
      kept: [...(await keptOf(tx, { home, things, events })), ...beyond(changes)],
    };
  });

const NO_EVENTS = { events: 0, since: null, last_at: null };

type Events = Awaited<ReturnType<typeof eventsOf>>;

async function eventsOf(tx: Queries, home: number, things: readonly MyThing[]) {
  const rows = await countedOf(tx, { home, ids: things.map(({ id }) => id) });
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

type Kept = { home: number; things: readonly MyThing[]; events: Events };

/** What people/erase-mine reaches. */
async function keptOf(tx: Queries, { home, things, events }: Kept): Promise<AboutMe["kept"]> {
  const [ids, entityIds] = [things.map(({ id }) => id), things.map(({ entity_id }) => entity_id)];
  const others = await queries.keptOf(tx, { home, ids, entityIds });
  const all = { events: [...events.values()].reduce((sum, row) => sum + row.events, 0), ...others };
  return Object.entries(all).map(([where, count]) => ({ where: where as keyof typeof all, count, is_erased: true }));
}

/** What no erasing from here reaches. */
const beyond = (changes: number): AboutMe["kept"] => [
  { where: "audit", count: changes, is_erased: false },
  ...(["backups", "home_assistant", "files"] as const).map((where) => ({ where, count: null, is_erased: false })),
];
