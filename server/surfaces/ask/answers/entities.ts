import type { KnownEntity } from "../house/known-house.ts";
import type { Understood } from "../meaning/understood.ts";

/** The entities that a question was understood to mean. */
export const understoodEntities = ({ subject }: Understood): readonly KnownEntity[] =>
  subject.kind === "these" ? subject.entities : [];
