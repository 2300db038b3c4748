import { type Call, command } from "#server/command.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { presentStates } from "#server/store/house/present.ts";
import { keepCase, localCases } from "#server/store/memory/wrong-answers/queries.ts";
import { answerQuestion } from "../answer-question.ts";
import { languageOf } from "../language/which.ts";
import { CaseList, ListCases, LocalCase, type Told, Wrong } from "./contract.ts";

const wrong = command({
  name: "ask/wrong",
  summary: "Keeps an answer that was wrong, with what would have been right, as a case for this home's own evaluation",
  access: "write",
  input: Wrong,
  output: LocalCase,
  async run({ question, before = null, told, correction = null }, call) {
    const now = shownNow(call.world, call.home);
    const kept = { question, before, correction, told: told ?? (await toldNow(question, before, now, call)) };
    const asked_at = fromMicroseconds(Math.round(now * 1000));
    return call.world.db.for("asked").transaction((tx) => keepCase(tx, call.home, { ...kept, asked_at }));
  },
});

const cases = command({
  name: "ask/cases",
  summary: "Answers that somebody called wrong, newest first",
  input: ListCases,
  output: CaseList,
  run: async ({ limit }, { db, home }) => ({ items: await localCases<Told>(db, home, limit) }),
});

async function toldNow(question: string, before: string | null, now: number, { db, home, world }: Call): Promise<Told> {
  const present = presentStates(world, home);
  const answerOf = (text: string, after?: Parameters<typeof answerQuestion>[2]["before"]) =>
    db.transaction((tx) => answerQuestion(tx, text, { home, language: languageOf(text), now, present, before: after }));
  const first = before === null ? undefined : await answerOf(before);
  const { answer, result, understood } = (await answerOf(question, first?.understood)).answer;
  return { answer, result, understood };
}

export const caseCommands = [wrong, cases];
