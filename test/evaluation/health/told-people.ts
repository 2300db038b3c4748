import type { Matter } from "#server/actions/alerts/situation.ts";
import { toMicroseconds } from "#server/instant.ts";
import { DAY, MINUTE } from "./made-home.ts";
import { installedAt, type Played } from "./play-home.ts";
import { pocketOutbox, type Said } from "./pocket-outbox.ts";
import type { Step } from "./queries.ts";
import { score } from "./score.ts";

const LOOKS_EVERY = 10 * MINUTE;
/**
 * When a finding was over is not kept of a life. Taken for a day, the longest within which nothing is told again, each time that it came
 * back later is told anew, and what came by night is still there in the morning.
 */
const STANDS = DAY;
/** Nothing is pushed in it but dangers, of which these homes have none. */
const FIRST_WEEK = 7 * DAY;

export interface ToldPeople {
  /** After the first one. */
  readonly weeks: number;
  readonly pushed: number;
  readonly falselyPushed: number;
  /** What a digest told in place of the phone: one line each. */
  readonly lines: number;
  /** Of these, what the budget kept from being pushed. */
  readonly overBudget: number;
}

/** What the default rules would have told whoever runs the home, by the program's own decisions, of the findings of a life. */
export function toldPeople(played: Played): ToldPeople {
  const { home } = played;
  const since = installedAt(home);
  const outbox = pocketOutbox({ timeZone: home.climate.timeZone, homeSince: since * 1_000 });
  const matters = played.shown.filter(({ cause }) => cause === null).map(matterOf);
  for (let now = since * 1_000; now <= home.to * 1_000; now += LOOKS_EVERY * 1_000) {
    const standing = matters.filter((it) => it.since <= now && now < it.since + STANDS * 1_000);
    if (standing.length === 0 && outbox.isAtRest()) continue;
    outbox.look(now, newestOfEach(standing));
  }
  return counted(played, outbox.said);
}

const NOBODY: ToldPeople = { weeks: 0, pushed: 0, falselyPushed: 0, lines: 0, overBudget: 0 };

export function together(all: readonly ToldPeople[]): ToldPeople {
  return all.reduce(
    (sum, one) => ({
      weeks: sum.weeks + one.weeks,
      pushed: sum.pushed + one.pushed,
      falselyPushed: sum.falselyPushed + one.falselyPushed,
      lines: sum.lines + one.lines,
      overBudget: sum.overBudget + one.overBudget,
    }),
    NOBODY,
  );
}

function counted(played: Played, all: readonly Said[]): ToldPeople {
  const { home } = played;
  const from = (installedAt(home) + FIRST_WEEK) * 1_000;
  const said = all.filter(({ at }) => at >= from);
  const falsely = new Set(score(played).falsely.map(({ finding }) => `finding:${finding}`));
  const pushed = said.filter(({ how }) => how === "pushed");
  const lines = said.filter(({ how }) => how !== "pushed");
  return {
    weeks: Math.max(0, home.to - from / 1_000) / (7 * DAY),
    pushed: pushed.length,
    falselyPushed: pushed.filter(({ key }) => falsely.has(key)).length,
    lines: lines.length,
    overBudget: lines.filter(({ why }) => why === "budget").length,
  };
}

const matterOf = ({ finding, check, severity, subject, at }: Step): Matter => ({
  ...{ key: `finding:${finding}`, kind: check, isDanger: false, isMoment: false, severity },
  ...{ since: toMicroseconds(at) / 1_000, finding, subjects: [subject], areas: [], mentions: [], isHeld: false },
});

const newestOfEach = (matters: readonly Matter[]): Matter[] => [
  ...new Map(matters.map((matter) => [matter.key, matter])).values(),
];
