import type { KnownEntity } from "../house/known-house.ts";
import type { Sought } from "./look-for.ts";
import type { Mentioned } from "./mention.ts";
import type { Said } from "./read-question.ts";
import { type Subject, subjectOf } from "./resolve.ts";
import type { Ground } from "./understand.ts";
import type { Intent } from "./understood.ts";

/** What is asked of each of them and needs no sum: "were the back door and the window closed", "who came first, Anna or Ben". */
const OF_EACH: readonly Intent[] = ["boolean", "list", "who"];

/** Two things or more by their names; what was said once, "the hall and kitchen lights", holds for all. */
export function joinedIn(
  { parts }: Said,
  { intent }: Sought,
  { lexicon }: Ground,
  isPossible: (entity: KnownEntity) => boolean,
): Subject | undefined {
  if (parts.length < 2 || !OF_EACH.includes(intent)) return undefined;
  const nouns = (parts.at(-1) ?? []).filter(({ kinds }) => kinds.length > 0);
  const one = (mention: readonly Mentioned[]) => subjectOf(lexicon, { mention, isGroup: false, isPossible });
  const entities: KnownEntity[] = [];
  for (const part of parts) {
    const named = one(part);
    const found = named.kind === "these" ? named : one([...part, ...nouns]);
    if (found.kind !== "these") return undefined;
    entities.push(...found.entities);
  }
  return { kind: "these", entities: [...new Set(entities)], isGroup: true };
}
