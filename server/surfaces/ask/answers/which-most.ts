import { howLong, howOften } from "./amounts.ts";
import type { Asked, Outcome } from "./asked.ts";

/** "which ran longer, the washer or the dryer" */
export const isOfTheMost = ({ understood: { more, predicate, quantity }, entities, isMoment }: Asked): boolean =>
  more !== undefined &&
  predicate !== undefined &&
  (quantity === "duration" || quantity === "count") &&
  entities.length > 1 &&
  !isMoment;

/** Of several things the one that was so longest or most often, with what each was; all of them where they are even. */
export async function whichMost(asked: Asked): Promise<Outcome> {
  const by = asked.understood.quantity === "count" ? howOften : howLong;
  const each: { id: string; outcome: Outcome; value: number }[] = [];
  for (const entity of asked.entities) {
    const understood = { ...asked.understood, quantifier: undefined, answers: undefined };
    const outcome = await by({ ...asked, understood, entities: [entity] });
    const { value } = outcome.result;
    if (typeof value !== "number") return outcome;
    each.push({ id: entity.entity_id, outcome, value });
  }
  const values = each.map(({ value }) => value);
  const best = asked.understood.more === "less" ? Math.min(...values) : Math.max(...values);
  return {
    text: each.map(({ outcome }) => outcome.text).join(" "),
    result: { kind: "list", value: each.filter(({ value }) => value === best).map(({ id }) => id) },
    citations: each.flatMap(({ outcome }) => outcome.citations.slice(-5)),
    confidence: Math.min(...each.map(({ outcome }) => outcome.confidence)),
  };
}
