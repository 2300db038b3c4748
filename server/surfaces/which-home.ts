import type { Database } from "#db/database.ts";
import type { Asker } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { everyHome, everyHomeKnown, type Home } from "#server/store/people/people.ts";

export const NO_HOME = 0;
const MAY_WRITE: readonly (Home["role"] | undefined)[] = ["owner", "admin"];

type Wish = { caller: Asker; asker: Asker; home: number | undefined; isWrite: boolean };

/**
 * The home that is meant: the named one, else the only one.
 * @throws Refusal `unknown_home`, `which_home`, `no_home`, `forbidden`
 */
export async function whichHome(db: Database, { caller, asker, home, isWrite }: Wish): Promise<Home> {
  // A speaker and nobody are members of no home: theirs are the homes of whoever asks for them.
  const whose = asker.kind === "person" ? asker : caller;
  const all = isWrite ? await everyHome(db.for("asked"), whose) : await everyHomeKnown(db, whose);
  const homes = all.filter(({ role }) => role !== null);
  const found = home === undefined ? onlyOne(homes) : homes.find(({ id }) => id === home);
  if (!found) {
    throw new Refusal("unknown_home", `There is no home ${home} for you; leave \`home\` out, or name one of yours`, {
      status: 404,
    });
  }
  if (isWrite && !(mayRank(asker) && MAY_WRITE.includes(found.role))) throw notAllowed();
  return found;
}

/** Whether the asker may change what is kept of this home; for what is shown, what is asked is judged again. */
export async function mayChangeHome(db: Database, asker: Asker, home: number): Promise<boolean> {
  if (!mayRank(asker)) return false;
  return (await everyHomeKnown(db, asker)).some(({ id, role }) => id === home && MAY_WRITE.includes(role));
}

/** What changes the server itself needs somebody who may change every home on it. */
export async function mayChangeServer(db: Database, asker: Asker): Promise<void> {
  if (asker.kind === "owner") return;
  const homes = mayRank(asker) ? await everyHome(db.for("asked"), asker) : [];
  if (homes.length === 0 || !homes.every(({ role }) => MAY_WRITE.includes(role))) throw notAllowed();
}

/** Those of which the asker is an owner or an admin. */
export async function administeredHomes(db: Database, asker: Asker): Promise<number[]> {
  if (!mayRank(asker)) return [];
  return (await everyHome(db.for("asked"), asker)).filter(({ role }) => MAY_WRITE.includes(role)).map(({ id }) => id);
}

function onlyOne(homes: Home[]): Home {
  const [home, another] = homes;
  if (!home) {
    throw new Refusal("no_home", "There is no home yet; add a connection to a Home Assistant first", { status: 404 });
  }
  if (!another) return home;
  const names = homes.slice(0, 5).map(({ id, name }) => `${id} (${name})`);
  throw new Refusal("which_home", `Say which home is meant: set \`home\` to one of ${names.join(", ")}`);
}

/** Whether a role of its account counts. */
const mayRank = (asker: Asker): boolean =>
  asker.kind === "owner" || (asker.kind === "person" && asker.atMost === undefined);

const notAllowed = () =>
  new Refusal("forbidden", "Only an owner or an admin of the home may do this; ask one of them", { status: 403 });
