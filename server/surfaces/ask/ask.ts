import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { type Law, lawOf } from "#server/law.ts";
import { Lru } from "#server/lru.ts";
import { presentStates } from "#server/store/house/present.ts";
import type { World } from "#server/world.ts";
import { answerQuestion } from "./answer-question.ts";
import { Answer, Question } from "./contract.ts";
import { languageOf } from "./language/which.ts";
import type { Understood } from "./meaning/understood.ts";
import { withModel } from "./model/with-model.ts";
import { shownNow } from "./now-of.ts";
import { searchCommand } from "./search.ts";

const CONVERSATIONS = 200;
const conversations = new WeakMap<World["db"], Lru<string, Understood>>(); // of each by home, asker and its own name

function conversationsOf({ db }: World): Lru<string, Understood> {
  const known = conversations.get(db) ?? new Lru<string, Understood>(CONVERSATIONS);
  conversations.set(db, known);
  return known;
}

const ask = command({
  name: "ask/question",
  summary: "Answers a question about the past in plain words, with the events it rests on",
  input: Question,
  isForSpeakers: true,
  output: Answer,
  async run({ question, conversation }, { db, home, world, asker }) {
    const key = `${home} ${JSON.stringify(asker)} ${conversation}`;
    const before = conversation === undefined ? undefined : conversationsOf(world).get(key);
    const asking = { home, language: languageOf(question), now: shownNow(world, home), before };
    const law = await db.transaction((tx) => lawOf(tx, asker));
    const whole = { ...asking, law, present: seenNow(world, home, law) };
    const told = await db.transaction((tx) => answerQuestion(tx, question, whole));
    const { answer, understood } = await withModel(told, { world, db, question, asking: whole });
    if (conversation !== undefined) conversationsOf(world).set(key, understood);
    return answer;
  },
});

const seenNow = (world: World, home: number, { hidden }: Law) =>
  new Map([...presentStates(world, home)].filter(([entityId]) => !hidden.has(entityId)));

export const asking: Capability = { name: "ask", commands: [ask, searchCommand] };
