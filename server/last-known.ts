import { isDatabaseAway } from "./database-away.ts";
import { Lru } from "./lru.ts";

/** Remembers answers by a key, and gives them again while the database is away. */
export function lastKnown<Answer>(bound = 100) {
  const answers = new Lru<string, Answer>(bound);
  return {
    set: (key: string, answer: Answer): void => answers.set(key, answer),
    async ask(key: string, question: () => Promise<Answer>): Promise<Answer> {
      try {
        const answer = await question();
        answers.set(key, answer);
        return answer;
      } catch (error) {
        const known = isDatabaseAway(error) ? answers.get(key) : undefined;
        if (known === undefined) throw error;
        return known;
      }
    },
  };
}
