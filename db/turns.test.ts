import { expect, it } from "vitest";
import type { Kind } from "./kind-of-work.ts";
import { turns } from "./turns.ts";

/** Who gets the session, in which order, where all of these want it after somebody else has it. */
async function orderOf(wanted: readonly [kind: Kind, since: number][]): Promise<Kind[]> {
  let now = 0;
  const { take, passOn } = turns(() => now);
  await take("background");
  const served: Kind[] = [];
  const going = wanted.map(([kind, since]) => {
    now = since;
    return take(kind).then(() => {
      served.push(kind);
      now += 100;
      passOn();
    });
  });
  passOn();
  await Promise.all(going);
  return served;
}

it("hands the session to what people and the house wait for before the work behind", async () => {
  const order = await orderOf([
    ["background", 0],
    ["upkeep", 1],
    ["asked", 2],
    ["intake", 3],
  ]);
  expect(order).toEqual(["intake", "asked", "upkeep", "background"]);
});

it("lets nobody be overtaken for ever: who has waited for two seconds goes before all who came later", async () => {
  const order = await orderOf([
    ["background", 0],
    ["asked", 100],
    ["intake", 2_900],
    ["intake", 3_000],
  ]);
  expect(order).toEqual(["background", "asked", "intake", "intake"]);
});
