import { randomUUID } from "node:crypto";
import type { Queries } from "#db/database.ts";
import type { Severity } from "#server/finding.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { type Offer, offersOf } from "#server/offers.ts";
import type { World } from "#server/world.ts";
import { lockAlerts } from "./alert-queries.ts";
import * as queries from "./asking-queries.ts";
import { peopleOf } from "./look.ts";
import type { Person } from "./situation.ts";
import { type WayRow, waysIn } from "./ways.ts";
import { isMilder } from "./worse.ts";

/** Asks whoever administers the home for a yes to a plan, where a phone can answer; takes the question back once it needs no answer. */
export async function askOffers(world: World, home: number): Promise<void> {
  const offers = offersOf(world);
  if (!offers) return;
  await renewDue(world, home);
  const standing = await offers.standing(home);
  const people = standing.length > 0 ? await peopleOf(world, home) : [];
  await world.db.transaction(async (tx) => {
    await lockAlerts(tx, home);
    const at = { home, at: instantOf(shownNow(world, home)) };
    const ids = standing.map(({ offer }) => offer);
    const asked = await queries.askedOffers(tx, home, ids);
    const fresh = standing.filter(({ offer }) => !asked.has(offer));
    const rows = fresh.length > 0 ? await questionsFor(tx, { home, offers: fresh, people }) : [];
    if (rows.length > 0) await queries.insertQuestions(tx, at, rows);
    await queries.takeBackQuestions(tx, at, ids);
  });
}

/** What waited for the end of quiet hours is planned anew first: a yes is taken ten minutes long, from when somebody reads it. */
async function renewDue(world: World, home: number): Promise<void> {
  const at = { home, at: instantOf(shownNow(world, home)) };
  for (const offer of await queries.dueOffers(world.db, at)) {
    const to = await offersOf(world)?.renewed(home, offer);
    if (to === undefined) await queries.dropOffer(world.db, at, offer);
    else if (to !== offer) await queries.renumberOffer(world.db, home, { from: offer, to });
  }
}

type Asking = { home: number; offers: readonly Offer[]; people: readonly Person[] };

async function questionsFor(tx: Queries, { home, offers, people }: Asking): Promise<queries.NewQuestion[]> {
  const ways = (await waysIn(tx, home)).filter(({ is_on, kind }) => is_on && kind === "companion");
  const severities = await queries.severitiesOf(
    tx,
    home,
    offers.map(({ finding }) => finding),
  );
  return offers.flatMap((offer) => {
    const severity = severities.get(offer.finding);
    return severity ? people.flatMap((person) => questionFor(person, { offer, severity, ways })) : [];
  });
}

type About = { offer: Offer; severity: Severity; ways: readonly WayRow[] };

/** Only who may change the home and sees the finding, and wishes to be disturbed by one so bad. */
function questionFor(person: Person, { offer, severity, ways }: About): queries.NewQuestion[] {
  const { isAdmin, sees, wishes } = person;
  if (!isAdmin || !sees.has(offer.finding) || isMilder(severity, wishes.least)) return [];
  const theirs = ways.filter(({ user_id }) => user_id === person.id).map(({ id }) => id);
  const chosen = wishes.channels.length === 0 ? theirs : wishes.channels.filter((id) => theirs.includes(id));
  const [first, ...rest] = chosen;
  if (first === undefined) return [];
  return [{ user_id: person.id, channel_id: first, rest, telling: randomUUID(), severity, offer_id: offer.offer }];
}
