import { hasSqlState } from "#db/database.ts";
import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { Lru } from "#server/lru.ts";
import { presentStates } from "#server/store/house/present.ts";
import { isSettled } from "#server/store/memory/timeline-queries.ts";
import type { World } from "#server/world.ts";
import { answerQuestion } from "./answer-question.ts";
import { caseCommands } from "./cases/commands.ts";
import { Answer, Question } from "./contract.ts";
import { type HouseCache, houseCache } from "./house/house-cache.ts";
import type { Language } from "./language/language.ts";
import { languageOf } from "./language/which.ts";
import type { Understood } from "./meaning/understood.ts";
import { shownNow } from "./now-of.ts";
import { searchCommand } from "./search.ts";

const CONVERSATIONS = 200;
const conversations = new WeakMap<World["db"], Lru<string, Understood>>(); // of each by home and its own name

function conversationsOf({ db }: World): Lru<string, Understood> {
  const known = conversations.get(db) ?? new Lru<string, Understood>(CONVERSATIONS);
  conversations.set(db, known);
  return known;
}

const houses = new WeakMap<World["db"], HouseCache>(); // of each database

function housesOf({ db }: World): HouseCache {
  const known = houses.get(db) ?? houseCache();
  houses.set(db, known);
  return known;
}

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
  output: Answer,
  async run({ question, conversation }, { db, home, world }) {
    const key = `${home} ${conversation}`;
    const before = conversation === undefined ? undefined : conversationsOf(world).get(key);
    const present = presentStates(world, home);
    const asking = {
      home,
      language: languageOf(question),
      now: shownNow(world, home),
      present,
      before,
    };
    const houses = housesOf(world);
    const told = await db
      .transaction((tx) => answerQuestion(tx, question, { ...asking, houses }))
      .catch(async (error: unknown) => {
        if (hasSqlState(error) && error.code === TOO_LONG && !(await isSettled(db, home)))
          return { answer: notYet(asking.language), understood: undefined };
        throw error;
      });
    const { answer, understood } = told;
    if (conversation !== undefined && understood) conversationsOf(world).set(key, understood);
    return answer;
  },
});

export const asking: Capability = { name: "ask", commands: [ask, searchCommand, ...caseCommands] };
