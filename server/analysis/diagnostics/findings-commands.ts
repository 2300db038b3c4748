import { type Call, command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { badCursor, numberIn } from "#server/number-cursor.ts";
import { Refusal } from "#server/refusal.ts";
import { act } from "#server/store/ledger/findings/act.ts";
import { doerOf, listSteps } from "#server/store/ledger/findings/act-queries.ts";
import {
  ActOnFinding,
  FindingHistory,
  FindingPage,
  FindingRead,
  ListFindings,
  ReadFinding,
  StepPage,
} from "#server/store/ledger/findings/contract.ts";
import { listFindings } from "#server/store/ledger/findings/queries.ts";
import { shownFinding, shownStep } from "./shown.ts";
import type { Language } from "./words.ts";

const ALL = ["open", "snoozed", "muted", "closed"] as const;
const LONGEST_SNOOZE_MS = 366 * 86_400_000;
const STEPS = 200;

export const list = command({
  name: "findings/list",
  isForGuests: true,
  summary: "What is wrong in the home now, the worst first; also what is snoozed, muted or over",
  input: ListFindings,
  output: FindingPage,
  run: (wanted, call) => findingsPage(wanted, call),
});

/** As the asker may see them. */
export async function findingsPage({ limit, cursor, language, ...wanted }: ListFindings, { db, world, home }: Call) {
  const now = shownNow(world, home);
  const after = cursor === undefined ? undefined : afterIn(cursor);
  const rows = await db.transaction((tx) =>
    listFindings(tx, { ...wanted, home, now: instantOf(now), after, limit: limit + 1 }),
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ rank: _rank, ...row }) => shownFinding(row, now, language)),
    cursor: last ? `${last.rank} ${last.finding}` : null,
  };
}

export const get = command({
  name: "findings/get",
  isForGuests: true,
  summary: "One finding with its evidence, what it explains, and everything that was done about it",
  input: ReadFinding,
  output: FindingRead,
  run: ({ finding, language }, call) => readFinding(finding, call, language),
});

export const history = command({
  name: "findings/history",
  summary: "What was opened, closed, snoozed or muted, and by whom; newest first",
  input: FindingHistory,
  output: StepPage,
  async run({ limit, cursor, language, ...wanted }, { db, home }) {
    const before = cursor === undefined ? undefined : numberIn(cursor);
    const rows = await db.transaction((tx) => listSteps(tx, { ...wanted, home, before, limit: limit + 1 }));
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { items: page.map((row) => shownStep(row, language)), cursor: last ? String(last.step) : null };
  },
});

export const actOn = command({
  name: "findings/act",
  summary:
    "Calls a finding fixed, or no problem, snoozes it, mutes what it is about or its check; all of it can be taken back",
  access: "write",
  input: ActOnFinding,
  output: FindingRead,
  async run({ finding, verb, until, via, language }, call) {
    const { world, home, asker } = call;
    const now = shownNow(world, home);
    if (until !== undefined) refuseOddUntil(Date.parse(until), now);
    await world.db.transaction(async (tx) => {
      const person = via && asker.kind !== "person" ? null : await doerOf(tx, asker);
      await act(tx, { home, at: instantOf(now), finding, verb, until, person, via: person === null ? via : undefined });
    });
    return readFinding(finding, call, language);
  },
});

async function readFinding(finding: number, { db, world, home }: Call, language: Language) {
  const now = shownNow(world, home);
  return db.transaction(async (tx) => {
    const [row] = await listFindings(tx, { home, now: instantOf(now), states: ALL, findings: [finding], limit: 1 });
    if (!row)
      throw new Refusal(
        "unknown_finding",
        `There is no finding ${finding} in this home; findings/list lists those there are`,
        {
          status: 404,
        },
      );
    const { rank: _rank, ...found } = row;
    const steps = await listSteps(tx, { home, findings: [finding], limit: STEPS });
    return { ...shownFinding(found, now, language), history: steps.map((step) => shownStep(step, language)) };
  });
}

function refuseOddUntil(until: number, now: number): void {
  if (until <= now || until > now + LONGEST_SNOOZE_MS)
    throw new Refusal("odd_span", "Snooze until a time that is to come, within a year");
}

function afterIn(cursor: string) {
  const [, rank, finding] = /^(\d) (\d{1,9})$/.exec(cursor) ?? [];
  if (!rank || !finding) throw badCursor();
  return { rank: Number(rank), finding: Number(finding) };
}
