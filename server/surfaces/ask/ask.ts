import { hasSqlState } from "#db/database.ts";
import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { type Law, lawOf } from "#server/law.ts";
import { Lru } from "#server/lru.ts";
import { perDatabase } from "#server/per-database.ts";
import { presentStates } from "#server/store/house/present.ts";
import { reportedNow } from "#server/store/house/reported.ts";
import { isSettled } from "#server/store/memory/timeline-queries.ts";
import type { World } from "#server/world.ts";
import { answerExample } from "./answer-example.ts";
import { answerQuestion } from "./answer-question.ts";
import { caseCommands } from "./cases/commands.ts";
import { Answer, Question } from "./contract.ts";
import { housesOf } from "./house/house-cache.ts";
import type { Language } from "./language/language.ts";
import { languageOf } from "./language/which.ts";
import type { Understood } from "./meaning/understood.ts";
import { withModel } from "./model/with-model.ts";
import { orderCommand } from "./orders/order.ts";
import { searchCommand } from "./search.ts";

const CONVERSATIONS = 200;
/** By home, asker and its own name. */
const conversationsOf = perDatabase(() => new Lru<string, Understood>(CONVERSATIONS));

/** PostgreSQL's code for a query that its time limit ended. */
const TOO_LONG = "57014";

/** While a past is imported its hours are not listed yet, and some questions would read all of it. */
const notYet = ({ says }: Language): Answer => ({
  answer: says.stillReading,
  speech: says.stillReading,
  result: { kind: "none", value: null },
  citations: [],
  understood: { intent: "unclear", entities: [], from: null, to: null },
  confidence: 1,
  proof: { rows: 0, from: null, to: null, gaps: [] },
});

const ask = command({
  name: "ask/question",
  summary: "Answers a question about the past in plain words, with the events it rests on",
  input: Question,
  isForSpeakers: true,
  output: Answer,
  example: answerExample,
  async run({ question, conversation }, { db, home, world, asker }) {
    const key = `${home} ${JSON.stringify(asker)} ${conversation}`;
    const before = conversation === undefined ? undefined : conversationsOf(world).get(key);
    const law = await db.transaction((tx) => lawOf(tx, asker));
    const language = languageOf(question);
    const { keepsVoice } = world.options;
    const asking = {
      ...{ home, world, language, now: shownNow(world, home), before, law, keepsVoice },
      present: seenNow(world, home, law),
      reported: reportedNow(world, home),
      houses: housesOf(world),
    };
    try {
      const told = await db.transaction((tx) => answerQuestion(tx, question, asking));
      const { answer, understood } = await withModel(told, { world, db, question, asking });
      if (conversation !== undefined) conversationsOf(world).set(key, understood);
      return answer;
    } catch (error) {
      if (hasSqlState(error) && error.code === TOO_LONG && !(await isSettled(db, home))) return notYet(language);
      throw error;
    }
  },
});

const seenNow = (world: World, home: number, { hidden }: Law) =>
  new Map([...presentStates(world, home)].filter(([entityId]) => !hidden.has(entityId)));

export const asking: Capability = { name: "ask", commands: [ask, orderCommand, searchCommand, ...caseCommands] };
