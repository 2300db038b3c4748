import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { Lru } from "#server/lru.ts";
import { presentStates } from "#server/store/house/present.ts";
import type { World } from "#server/world.ts";
import { answerQuestion } from "./answer-question.ts";
import { Answer, Question } from "./contract.ts";
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
      keepsVoice: world.options.keepsVoice,
    };
    const { answer, understood } = await db.transaction((tx) => answerQuestion(tx, question, asking));
    if (conversation !== undefined) conversationsOf(world).set(key, understood);
    return answer;
  },
});

export const asking: Capability = { name: "ask", commands: [ask, searchCommand] };
