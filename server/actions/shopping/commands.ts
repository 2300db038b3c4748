import type { z } from "zod";
import { type Call, command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { batteriesToBuy } from "./batteries-to-buy.ts";
import { ChooseList, KeptList, PreviewList, ShoppingList } from "./contract.ts";
import { inTurn, keepList } from "./keep-list.ts";
import { chosenList, dropChoice, forgetItems, keepChoice, type ListRow, ownItems, todoLists } from "./queries.ts";
import { todoList } from "./todo-list.ts";

const USUAL = { days: 45, language: "en" } as const;

const preview = command({
  name: "shopping/preview",
  summary: "Which batteries are to be bought and by when, as they would stand on a to-do list; changes nothing",
  input: PreviewList,
  output: ShoppingList,
  run: (wanted, call) => listNow(call, wanted),
});

const choose = command({
  name: "shopping/choose",
  summary: "Chooses the to-do list of Home Assistant on which batteries to buy are put, and puts them there",
  access: "write",
  input: ChooseList,
  output: KeptList,
  run: (wanted, call) => inTurn(call.world, call.home, () => chosen(wanted, call)),
});

export const shoppingCommands = [preview, choose];

async function chosen({ list, days, language }: z.output<typeof ChooseList>, call: Call) {
  const { world, home } = call;
  if (list !== null) todoList(world, home, list);
  const before = await chosenList(world.db, home);
  const removed = before && before.entity_id !== list ? await takeOff(world, home, before) : 0;
  if (list === null) await dropChoice(world.db, home);
  else await keepChoice(world.db, home, { entity_id: list, days, language });
  const kept = (await keepList(world, home)) ?? { added: 0, updated: 0, removed: 0 };
  return { ...(await listNow(call, { days, language })), ...kept, removed: kept.removed + removed };
}

/** What stands on a list that is chosen no more. One that is gone takes its items along. */
async function takeOff(world: World, home: number, { entity_id }: ListRow): Promise<number> {
  let removed = 0;
  try {
    const list = todoList(world, home, entity_id);
    const there = new Set((await list.items()).map(({ uid }) => uid));
    for (const { uid, is_open } of await ownItems(world.db, home)) {
      if (!is_open || uid === null || !there.has(uid)) continue;
      await list.remove(uid);
      removed++;
    }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "unfit_list") throw error;
  }
  await forgetItems(world.db, home);
  return removed;
}

/** It is everybody's, and so is what is said of it. */
async function listNow({ world, home }: Call, wanted: z.output<typeof PreviewList>) {
  const kept = await chosenList(world.db, home);
  const how = {
    days: wanted.days ?? kept?.days ?? USUAL.days,
    language: wanted.language ?? kept?.language ?? USUAL.language,
  };
  const items = (await batteriesToBuy(world, home, how))(new Set());
  return {
    list: kept?.entity_id ?? null,
    ...how,
    items: items.map((it) => ({ ...it, entities: [...it.entities] })),
    lists: await todoLists(world.db, home),
  };
}
