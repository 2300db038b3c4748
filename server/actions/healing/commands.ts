import { type Call, command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { intakeOf, shownNow } from "#server/intake/connected-homes.ts";
import type { Watched } from "#server/intake/watched.ts";
import { numberIn } from "#server/number-cursor.ts";
import { Refusal } from "#server/refusal.ts";
import { doerOf } from "#server/store/ledger/findings/act-queries.ts";
import { approve } from "./approvals.ts";
import { attemptsOf } from "./attempt-queries.ts";
import { ApprovePlan, AskPlan, AttemptPage, AttemptShown, HealingHistory, PlanPage, UndoAttempt } from "./contract.ts";
import { plansFor } from "./plans-for.ts";
import { shownAttempt } from "./shown.ts";
import { stopping } from "./stopping.ts";
import { tellAttempts } from "./tell-attempts.ts";
import { undo } from "./undo.ts";
import type { Language } from "./words.ts";

const plan = command({
  name: "healing/plan",
  summary: "What could be done about a finding, exactly, and why it is or is not; nothing is done",
  access: "write",
  input: AskPlan,
  output: PlanPage,
  run: async ({ finding, language }, call) => ({
    items: await plansFor(call.world, patientOf(call), { finding, language, person: await personOf(call) }),
    cursor: null,
  }),
});

const approveIt = command({
  name: "healing/approve",
  summary: "Says yes to a plan that was shown, with its hash: once, and within ten minutes",
  access: "write",
  input: ApprovePlan,
  output: AttemptShown,
  async run({ plan: offer, hash, language }, call) {
    const yes = { offer, hash, language, person: await personOf(call) };
    const attempt = await approve(call.world, patientOf(call), yes, stopping(call.world).signal);
    return oneAttempt(call, attempt, language);
  },
});

const history = command({
  name: "healing/history",
  summary: "What was tried, by whom, and what came of it; newest first",
  input: HealingHistory,
  output: AttemptPage,
  async run({ limit, cursor, language, ...wanted }, { db, home }) {
    const before = cursor === undefined ? undefined : numberIn(cursor);
    const rows = await db.transaction((tx) => attemptsOf(tx, home, { ...wanted, before, limit: limit + 1 }));
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { items: page.map((row) => shownAttempt(row, language)), cursor: last ? String(last.id) : null };
  },
});

const undoIt = command({
  name: "healing/undo",
  summary: "Takes back what a remedy did, where it can be",
  access: "write",
  input: UndoAttempt,
  output: AttemptShown,
  async run({ attempt, language }, call) {
    await undo(call.world, patientOf(call), attempt);
    await tellAttempts(call.world, call.home);
    return oneAttempt(call, attempt, language);
  },
});

export const attemptCommands = [plan, approveIt, history, undoIt];

export const personOf = ({ asker, world }: Call): Promise<string | null> => doerOf(world.db, asker);

export const nowIn = ({ world, home }: Call): string => instantOf(shownNow(world, home));

function patientOf({ world, home }: Call): Watched {
  const watched = intakeOf(world).of(home);
  if (!watched)
    throw new Refusal("unknown_home", "There is no such home; connections/list lists them", { status: 404 });
  return watched;
}

async function oneAttempt({ db, home }: Call, attempt: number, language: Language): Promise<AttemptShown> {
  const [row] = await db.transaction((tx) => attemptsOf(tx, home, { attempts: [attempt], limit: 1 }));
  if (!row)
    throw new Refusal("unknown_attempt", `There is no attempt ${attempt} in this home; healing/history lists them`, {
      status: 404,
    });
  return shownAttempt(row, language);
}
