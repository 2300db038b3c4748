import type { Rule } from "./contract.ts";
import type { Change, Decision, Step, Told } from "./decision.ts";
import { ending } from "./ending.ts";
import { ruleFor } from "./fits.ts";
import type { Matter, Situation, StandingAlert } from "./situation.ts";
import { stepped } from "./step.ts";
import { isMilder } from "./worse.ts";

/** What is no danger is told when it has stood so long. */
const STEADY_MS = 5 * 60_000;
/** So soon nothing is told a second time. */
const AGAIN_MS = { danger: 30 * 60_000, moment: 60 * 60_000, other: 24 * 3_600_000 };

/** What to say to whom now, by what stands, what was said, and what people wish. Pure: asked again of the same, it says the same. */
export function decide(situation: Situation): Decision {
  const matters = new Map(situation.matters.map((matter) => [matter.key, matter]));
  const standing = new Map(situation.alerts.map((alert) => [alert.key, alert]));
  const opened: Decision["opened"][number][] = [];
  const changed = new Map<number, Change>();
  const dropped: number[] = [];
  const told: Told[] = [];

  for (const matter of situation.matters) {
    if (standing.has(matter.key)) continue;
    const begun = begin(matter, situation);
    if (!begun) continue;
    opened.push({ matter, rule: begun.rule, level: begun.level, levelAt: begun.levelAt });
    told.push(...begun.told);
  }
  for (const alert of situation.alerts) {
    const matter = matters.get(alert.key);
    const { change, told: more, isDropped } = matter ? goOn(alert, matter, situation) : ending(alert, situation);
    if (Object.keys(change).length > 0) changed.set(alert.id, change);
    if (isDropped) dropped.push(alert.id);
    told.push(...more);
  }
  return { opened, changed, dropped, told };
}

function begin(matter: Matter, situation: Situation) {
  const found = ruleFor(situation.rules, matter, situation);
  if (!found) return undefined;
  const [rule, said] = found;
  const { change, told } = stepped(freshOf(matter, rule), matter, {
    said,
    situation,
    isDue: isDueToBegin(matter, situation),
  });
  return { rule, level: change.level ?? 0, levelAt: change.levelAt ?? null, told };
}

function isDueToBegin({ key, isDanger, isMoment, since }: Matter, { now, toldBefore }: Situation): boolean {
  const before = toldBefore.get(key);
  const again = before === undefined ? 0 : before + AGAIN_MS[isDanger ? "danger" : isMoment ? "moment" : "other"];
  return now >= Math.max(again, since + (isDanger || isMoment ? 0 : STEADY_MS));
}

const freshOf = ({ key, isDanger, severity, mentions, since }: Matter, rule: string): StandingAlert => ({
  ...{ id: 0, key, isDanger, severity, mentions, rule, level: 0, levelAt: null, openedAt: since },
  ...{ quietSince: null, ackedAt: null, snoozedUntil: null, isPending: false, sentAt: null, told: [], heldFor: [] },
});

function goOn(alert: StandingAlert, matter: Matter, situation: Situation): Step {
  const back: Change = alert.quietSince === null ? {} : { quietSince: null };
  const isWider = matter.mentions.some((id) => !alert.mentions.includes(id));
  const isOther = matter.severity !== alert.severity;
  if (isOther || (isWider && matter.isDanger)) return changedTo(alert, matter, { back, situation });
  const said = ruleOf(alert, matter, situation);
  if (!said) return { change: back, told: [] };
  const isDue = alert.level > 0 || isDueToBegin(matter, situation);
  const { change, told } = stepped({ ...alert, rule: said[0] }, matter, { said: said[1], situation, isDue });
  const moved = said[0] === alert.rule ? {} : { rule: said[0] };
  return { change: { ...back, ...moved, ...change }, told };
}

/** A rule that has gone or is off leaves its alerts to the next that fits. */
function ruleOf(alert: StandingAlert, matter: Matter, situation: Situation): [string, Rule] | undefined {
  const kept = situation.rules.get(alert.rule);
  return kept?.is_on ? [alert.rule, kept] : ruleFor(situation.rules, matter, situation);
}

/** What gets worse, or a danger that spreads, is told anew; what eases, only where its notification is shown. */
function changedTo(
  alert: StandingAlert,
  matter: Matter,
  { back, situation }: { back: Change; situation: Situation },
): Step {
  const { severity } = matter;
  const mentions = [...new Set([...(matter.isDanger ? alert.mentions : []), ...matter.mentions])]; // a sensor that flaps spreads nothing
  const change: Change = { ...back, severity, mentions };
  if (isMilder(severity, alert.severity)) return { change, told: easedTo(alert, matter, situation) };
  const found = ruleFor(situation.rules, matter, situation);
  if (!found) return { change, told: [] };
  const [rule, said] = found;
  if (said.when !== "now" && alert.level > 0 && alert.rule === rule) return { change, told: [] };
  const anew = { ...alert, severity, rule, level: 0, ackedAt: null };
  const isDue = matter.isDanger || alert.level > 0 || isDueToBegin(matter, situation);
  const { change: step, told } = stepped(anew, matter, { said, situation, isDue });
  return { change: { ...change, rule, level: 0, ackedAt: null, ...step }, told };
}

const easedTo = ({ told }: StandingAlert, matter: Matter, { ways }: Situation): Told[] => {
  const inPlace = new Set(ways.filter(({ isInPlace }) => isInPlace).map(({ id }) => id));
  return told
    .filter(({ channel }) => inPlace.has(channel))
    .map(({ person, channel }) => ({
      ...{ key: matter.key, kind: "eased" as const, level: 0, person, ways: [channel], isEach: true },
      ...{ severity: matter.severity, isDanger: matter.isDanger },
    }));
};
