import { absent } from "./absent.ts";
import { type Asked, type Outcome, SURE } from "./asked.ts";
import { cited } from "./cited.ts";
import { statesOf } from "./spells-of.ts";

/** Where somebody was. */
export async function where(asked: Asked): Promise<Outcome> {
  const [entity] = asked.entities;
  const to = asked.isMoment ? (asked.windows[0]?.from ?? 0) + 1 : (asked.windows.at(-1)?.to ?? asked.now);
  if (!entity) return absent(asked);
  const states = (await statesOf(asked, [entity], { from: to - 1, to })).get(entity) ?? [];
  const state = states.filter(({ state: one }) => one !== null && one !== "unknown" && one !== "unavailable").at(-1);
  if (!state?.state) return absent(asked);
  return {
    text: asked.language.says.where({ ...asked, entity, state: state.state }),
    result: { kind: "text", value: state.state },
    citations: [cited(asked, entity, state.at, state.state)],
    confidence: SURE,
  };
}
