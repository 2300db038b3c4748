import { Wishes } from "#server/actions/alerts/contract.ts";
import { decide } from "#server/actions/alerts/decide.ts";
import type { Told } from "#server/actions/alerts/decision.ts";
import { defaultRules } from "#server/actions/alerts/default-rules.ts";
import { type AtGate, passage } from "#server/actions/alerts/gate.ts";
import type { Matter, StandingAlert } from "#server/actions/alerts/situation.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WISHES = Wishes.parse({});
const ANNA = "anna";
const PHONE = 1;

/** Milliseconds since the epoch. */
export interface Said {
  readonly at: number;
  readonly key: string;
  readonly kind: Told["kind"];
  /** Where it is told: pushed at once, or by a digest, and why not pushed. */
  readonly how: "pushed" | "daily" | "weekly";
  readonly why: "rule" | "first week" | "budget";
}

type Kept = { -readonly [Part in keyof StandingAlert]: StandingAlert[Part] };
type Alert = Omit<Kept, "told" | "heldFor" | "isPending" | "sentAt"> & {
  closedAt: number | null;
  toldAt: number | null;
};
type Sending = Pick<AtGate, "kind" | "severity" | "isDanger"> &
  Pick<Told, "key" | "level"> & { alert: number; kind: Told["kind"]; dueAt: number; sentAt: number | null } & {
    state: "waiting" | "sent" | "held" | "dropped";
  };
type Place = { timeZone: string; homeSince: number };

/**
 * What one person with one phone is told by the default rules. What is decided and what may pass is the program's own; what its outbox
 * keeps in the database is kept here in memory, since a life of weeks asks for it thousands of times.
 */
export function pocketOutbox({ timeZone, homeSince }: Place) {
  const alerts: Alert[] = [];
  const sendings: Sending[] = [];
  const said: Said[] = [];

  function look(now: number, matters: readonly Matter[]): void {
    const decision = decide({
      ...{ now, timeZone, mode: "home", matters, settled: new Set(), rules: defaultRules },
      alerts: alerts.filter(({ closedAt }) => closedAt === null).map((alert) => standingOf(alert, sendings)),
      toldBefore: toldBefore(alerts, now),
      people: [personSeeing(matters)],
      ways: [{ id: PHONE, person: ANNA, isInPlace: true }],
    });
    for (const { matter, rule, level, levelAt } of decision.opened) {
      const { key, isDanger, severity, mentions } = matter;
      const fresh = { quietSince: null, ackedAt: null, snoozedUntil: null, closedAt: null, toldAt: null };
      alerts.push({
        ...{ id: alerts.length + 1, key, isDanger, severity, mentions, rule, level, levelAt },
        ...{ openedAt: now, ...fresh },
      });
    }
    for (const [id, change] of decision.changed) Object.assign(alerts[id - 1] ?? {}, change);
    for (const it of sendings) if (it.state === "waiting" && decision.dropped.includes(it.alert)) it.state = "dropped";
    for (const told of decision.told) put(now, told);
    for (const it of sendings) if (it.state === "waiting" && it.dueAt <= now) pass(now, it);
  }

  function put(now: number, { key, kind, level, severity, isDanger, ways, digest = "daily" }: Told): void {
    const alert = alerts.findLast((one) => one.key === key)?.id ?? 0;
    const state = ways.length === 0 ? "held" : "waiting";
    sendings.push({ ...{ alert, key, kind, level, severity, isDanger, state }, dueAt: now, sentAt: null });
    if (state === "held") said.push({ at: now, key, kind, how: digest, why: "rule" });
  }

  function pass(now: number, it: Sending): void {
    const { kind, severity, isDanger, key } = it;
    const counted = (span: number) =>
      sendings.filter((one) => one.sentAt !== null && one.sentAt > now - span && counts(one)).length;
    const may = passage({
      ...{ now, timeZone, homeSince, kind, severity, isDanger, isLoud: false, isPush: true, wishes: WISHES },
      ...{ used: counted(31 * DAY_MS), lately: counted(HOUR_MS), isCounted: false },
    });
    if (may === "go") {
      it.state = "sent";
      it.sentAt = now;
      const alert = alerts[it.alert - 1];
      if (alert && counts(it)) alert.toldAt ??= now;
      if (kind !== "clear") said.push({ at: now, key, kind, how: "pushed", why: "rule" });
    } else if ("until" in may) it.dueAt = may.until;
    else {
      it.state = "held";
      said.push({ at: now, key, kind, how: "daily", why: may.hold });
    }
  }

  /** Whether a look at nothing would change anything. */
  const isAtRest = () =>
    alerts.every(({ closedAt }) => closedAt !== null) && sendings.every(({ state }) => state !== "waiting");

  return { said, look, isAtRest };
}

const counts = ({ isDanger, kind }: Sending): boolean => !isDanger && kind !== "clear" && kind !== "eased";

function standingOf(alert: Alert, sendings: readonly Sending[]): StandingAlert {
  const own = sendings.filter((it) => it.alert === alert.id);
  const telling = own.filter(({ kind }) => kind === "alert" || kind === "reminder");
  const ofLevel = telling.filter(({ level }) => level === alert.level);
  const sent = ofLevel.flatMap(({ sentAt }) => sentAt ?? []);
  return {
    ...alert,
    isPending: ofLevel.some(({ state }) => state === "waiting"),
    sentAt: sent.length > 0 ? Math.max(...sent) : null,
    told: telling.some(({ state }) => state === "sent") ? [{ person: ANNA, channel: PHONE }] : [],
    heldFor: own.some(({ state }) => state === "held") ? [ANNA] : [],
  };
}

function toldBefore(alerts: readonly Alert[], now: number): Map<string, number> {
  const before = new Map<string, number>();
  for (const { key, closedAt, toldAt, levelAt } of alerts) {
    const at = toldAt ?? levelAt;
    if (closedAt !== null && closedAt >= now - 25 * HOUR_MS && at !== null)
      before.set(key, Math.max(at, before.get(key) ?? 0));
  }
  return before;
}

const personSeeing = (matters: readonly Matter[]) => ({
  ...{ id: ANNA, isAdmin: true, isGuest: false, isHome: true, wishes: WISHES, hidden: new Set<number>() },
  sees: new Set(matters.flatMap(({ finding }) => finding ?? [])),
});
