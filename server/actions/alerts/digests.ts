import type { Queries } from "#db/database.ts";
import { instantOf, toMilliseconds } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import type { World } from "#server/world.ts";
import { lockAlerts } from "./alert-queries.ts";
import { Wishes } from "./contract.ts";
import { lastAt, lastOn } from "./day-times.ts";
import { homeOf, membersFor } from "./matter-queries.ts";
import { hadLetterSince, heldBefore, insertDigest } from "./outbox-queries.ts";
import { type WayRow, waysIn } from "./ways.ts";

/** After that it would be the letter of another week. */
const LETTER_MAY_BE_LATE_MS = 2 * 86_400_000;

/** Makes digests whose hour has come: of a day where something was held until then, of a week in any case, for it is a letter. Answers how many. */
export const makeDigests = (world: World, home: number): Promise<number> =>
  world.db.transaction(async (tx) => {
    await lockAlerts(tx, home);
    const place = await homeOf(tx, home);
    if (!place) return 0;
    const now = shownNow(world, home);
    const ways = (await waysIn(tx, home)).filter(({ is_on }) => is_on);
    let made = 0;
    for (const { person, wishes } of await membersFor(tx, home)) {
      const asked = { home, person, wishes: Wishes.parse(wishes ?? {}), now, place };
      made += await digestsFor(tx, asked, ways);
    }
    return made;
  });

type Place = { time_zone: string; since: string };
type Asked = { home: number; person: string; wishes: Wishes; now: number; place: Place };

async function digestsFor(tx: Queries, { home, person, wishes, now, place }: Asked, ways: readonly WayRow[]) {
  const { time_zone: timeZone, since } = place;
  const readable = waysToRead(person, wishes, ways);
  if (readable.length === 0) return 0; // the page says what waits
  const times = {
    daily: wishes.daily === null ? null : lastAt(now, timeZone, wishes.daily),
    weekly: wishes.weekly === null ? null : lastOn(now, timeZone, wishes.weekly),
  };
  let made = 0;
  for (const kind of ["daily", "weekly"] as const) {
    const time = times[kind];
    if (time === null) continue;
    const other = kind === "daily" ? "weekly" : "daily";
    const rows = (await heldBefore(tx, home, { person, before: instantOf(time) }))
      .filter(({ digest }) => digest === kind || times[other] === null)
      .map(({ id }) => id);
    const isLetterDue = async () =>
      toMilliseconds(since) < time &&
      now - time < LETTER_MAY_BE_LATE_MS &&
      !(await hadLetterSince(tx, home, { person, since: instantOf(time) }));
    if (rows.length === 0 && (kind === "daily" || !(await isLetterDue()))) continue;
    await insertDigest(tx, { home, person, kind, ways: readable, at: instantOf(now) }, rows);
    made++;
  }
  return made;
}

/** What is read in peace comes first: letters, and what lies there until it is looked at. */
function waysToRead(person: string, { channels }: Wishes, ways: readonly WayRow[]): number[] {
  const place = ({ id }: WayRow) => (channels.includes(id) ? channels.indexOf(id) : channels.length);
  const calm = ({ kind }: WayRow) => (kind === "email" ? 0 : kind === "persistent" ? 1 : 2);
  const isReadable = ({ kind, user_id }: WayRow) =>
    kind !== "light" && kind !== "speech" && (user_id === person || (user_id === null && kind === "persistent"));
  return ways
    .filter(isReadable)
    .sort((one, other) => calm(one) - calm(other) || place(one) - place(other) || one.id - other.id)
    .map(({ id }) => id);
}
