import type { Queries } from "#db/database.ts";
import { instantOf, toMilliseconds } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { presentStates } from "#server/store/house/present.ts";
import type { World } from "#server/world.ts";
import { lockAlerts, noteAlerts, type StandingRow, standingAlerts, toldBefore } from "./alert-queries.ts";
import { apply } from "./apply.ts";
import { Wishes } from "./contract.ts";
import { decide } from "./decide.ts";
import { isHomeBy, modeOf } from "./home-mode.ts";
import { homeOf, type MemberRow, membersFor, sightOf } from "./matter-queries.ts";
import { mattersIn } from "./matters.ts";
import { rulesOf } from "./rules-kept.ts";
import type { Person, Situation, StandingAlert } from "./situation.ts";
import { isInPlace, waysIn } from "./ways.ts";

const BEFORE_MS = 25 * 3_600_000; // what was told within a day is not told anew

/** Looks at a home: what stands becomes alerts, and alerts become rows of the outbox. Answers how many. */
export async function look(world: World, home: number): Promise<number> {
  const people = await peopleOf(world, home);
  return world.db.transaction(async (tx) => {
    await lockAlerts(tx, home);
    const rows = await standingAlerts(tx, home);
    const situation = await situationOf(tx, { world, home, people, rows });
    if (!situation) return 0;
    const decision = decide(situation);
    const made = await apply(tx, { home, situation, decision });
    if (decision.opened.length + decision.changed.size + made > 0) await noteAlerts(tx, home);
    return made;
  });
}

/** What each may see is asked as that person. */
export async function peopleOf(world: World, home: number): Promise<Person[]> {
  const present = presentStates(world, home);
  const people: Person[] = [];
  for (const row of await membersFor(world.db, home)) {
    const { sees, hidden } = await world.db.as(row.person).transaction((tx) => sightOf(tx, home));
    people.push({
      id: row.person,
      isAdmin: row.role === "owner" || row.role === "admin",
      isGuest: row.role === "guest",
      isHome: row.entity_id === null ? null : isHomeBy(present.get(row.entity_id)?.state),
      wishes: wishesIn(row),
      sees: new Set(sees),
      hidden: new Set(hidden),
    });
  }
  return people;
}

const wishesIn = ({ wishes }: Pick<MemberRow, "wishes">): Wishes => Wishes.parse(wishes ?? {});

type Looking = { world: World; home: number; people: readonly Person[]; rows: readonly StandingRow[] };

async function situationOf(tx: Queries, { world, home, people, rows }: Looking): Promise<Situation | undefined> {
  const place = await homeOf(tx, home);
  if (!place) return undefined;
  const now = shownNow(world, home);
  const present = presentStates(world, home);
  const rules = await rulesOf(tx, home);
  const { matters, settled, isHoliday } = await mattersIn(tx, { home, now, present, alerts: rows, rules });
  const before = await toldBefore(tx, home, instantOf(now - BEFORE_MS));
  const ways = (await waysIn(tx, home)).filter(({ is_on }) => is_on);
  return {
    now,
    timeZone: place.time_zone,
    mode: modeOf(present, { now, timeZone: place.time_zone, isHoliday }),
    matters,
    settled,
    alerts: rows.map(standingOf),
    toldBefore: new Map(before.map(({ key, at }) => [key, toMilliseconds(at)])),
    rules,
    people,
    ways: ways.map(({ id, user_id, kind }) => ({ id, person: user_id, isInPlace: isInPlace(kind) })),
  };
}

const standingOf = (row: StandingRow): StandingAlert => ({
  ...{ id: row.id, key: row.key, severity: row.severity, mentions: row.mentions, rule: row.rule, level: row.level },
  isDanger: row.is_danger,
  levelAt: orNull(row.level_at),
  openedAt: toMilliseconds(row.opened_at),
  quietSince: orNull(row.quiet_since),
  ackedAt: orNull(row.acked_at),
  snoozedUntil: orNull(row.snoozed_until),
  isPending: row.is_pending,
  sentAt: orNull(row.sent_at),
  told: (row.told ?? []).map(([person, channel]) => ({ person, channel })),
  heldFor: row.held_for ?? [],
});

const orNull = (instant: string | null): number | null => (instant === null ? null : toMilliseconds(instant));
