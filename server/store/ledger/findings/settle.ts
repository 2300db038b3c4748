import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Evidence } from "#server/finding.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { differing, type Keyed, keyOf, type Seen, type Standing } from "./differing.ts";
import {
  addSteps,
  closedLately,
  closeFindings,
  insertFindings,
  linkCauses,
  lockHome,
  noteSettled,
  type RuleRow,
  refreshFindings,
  reopenFindings,
  standingOf,
  tolerated,
} from "./queries.ts";

/** What comes back so soon is the same trouble: it keeps its history, and stays snoozed. */
const SAME_WITHIN_US = 6 * 3_600e6;

export interface Look {
  readonly home: number;
  readonly at: Instant;
  /** Those that ran whole: what they do not see any more is closed. */
  readonly checks: readonly string[];
  readonly seen: readonly Seen[];
  /** What of these checks stands, where the caller has read it in this transaction, under lockHome(). */
  readonly standing?: readonly Standing[];
  /** Of these nothing can be said now: what stands stays, what is new waits. */
  isHeldBack(it: Keyed): boolean;
  /** Whether it is worse than what somebody called no problem. */
  isBeyond(it: Seen, accepted: Evidence): boolean;
}

export interface Settled {
  readonly opened: number;
  readonly changed: number;
  readonly closed: number;
}

/** The only door: opens what is seen, closes what is not, by one transaction of the caller's. */
export async function settle(tx: Queries, look: Look): Promise<Settled> {
  const { home, at, checks } = look;
  await lockHome(tx, home);
  const accepted = new Map((await tolerated(tx, home)).map((rule) => [keyOf(ruled(rule)), rule.evidence]));
  const seen = look.seen.filter((it) => {
    const evidence = accepted.get(keyOf(it));
    return evidence === undefined || look.isBeyond(it, evidence);
  });
  const standing = look.standing ?? (await standingOf(tx, home, checks));
  const { opened, kept, closed } = differing(standing, seen, look.isHeldBack);

  const lately = new Map((await closedLately(tx, home, earlier(at))).map((row) => [keyOf(row), row.id]));
  const back = opened.flatMap((it) => {
    const id = lately.get(keyOf(it));
    return id === undefined ? [] : [{ id, it }];
  });
  const fresh = opened.filter((it) => !lately.has(keyOf(it)));
  const isOther = ({ was, it }: { was: Standing; it: Seen }) => was.severity !== it.severity;
  const changed = kept.filter(isOther);

  const ids = await insertFindings(tx, { home, at }, fresh);
  await reopenFindings(
    tx,
    home,
    back.map(({ id, it }) => ({ id, ...written(it) })),
  );
  await refreshFindings(
    tx,
    home,
    kept.filter(isNews).map(({ was, it }) => ({ id: was.id, ...written(it) })),
  );
  await closeFindings(
    tx,
    { home, at, as: "gone" },
    closed.map(({ id }) => id),
  );
  await linkCauses(
    tx,
    home,
    seen.map((it) => ({ ...onlyKey(it), cause: it.cause ?? null })),
  );
  await addSteps(tx, { home, at }, [
    ...ids.map(({ id, severity }) => ({ finding_id: id, what: "opened" as const, severity })),
    ...back.map(({ id, it }) => ({ finding_id: id, what: "reopened" as const, severity: it.severity })),
    ...changed.map(({ was, it }) => ({ finding_id: was.id, what: "changed" as const, severity: it.severity })),
    ...closed.map(({ id, severity }) => ({ finding_id: id, what: "closed" as const, severity })),
  ]);
  const settled = { opened: ids.length + back.length, changed: changed.length, closed: closed.length };
  if (settled.opened + settled.changed + settled.closed > 0) await noteSettled(tx, home);
  return settled;
}

const earlier = (at: Instant): Instant => fromMicroseconds(toMicroseconds(at) - SAME_WITHIN_US);

const ruled = ({ check_name, subject_kind, subject }: RuleRow): Keyed => ({
  check_name: check_name ?? "",
  subject_kind: subject_kind ?? "",
  subject: subject ?? "",
});

const onlyKey = ({ check_name, subject_kind, subject }: Keyed): Keyed => ({ check_name, subject_kind, subject });

const written = ({ severity, evidence, mentions }: Seen) => ({ severity, evidence, mentions });

/** Numbers that move a little are not written each time: a check rounds what it tells. */
const isNews = ({ was, it }: { was: Standing; it: Seen }): boolean =>
  was.severity !== it.severity || JSON.stringify(sorted(was.evidence)) !== JSON.stringify(sorted(it.evidence));

const sorted = (evidence: Evidence) => Object.entries(evidence).sort(([one], [other]) => (one < other ? -1 : 1));
