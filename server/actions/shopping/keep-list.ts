import type { World } from "#server/world.ts";
import { batteriesToBuy } from "./batteries-to-buy.ts";
import {
  chosenList,
  forgetItem,
  insertItem,
  type ListRow,
  ownItems,
  rewriteItem,
  setOthers,
  settleItem,
  setUid,
} from "./queries.ts";
import { type ListItem, type Step, stepsTo } from "./steps-to.ts";
import { type TodoList, todoList } from "./todo-list.ts";

/** Each look follows from the one before: what is there now, whose it is, what lacks. */
const MOST_LOOKS = 5;

export type Kept = { added: number; updated: number; removed: number };

const running = new WeakMap<World["db"], Map<number, Promise<unknown>>>(); // by database, home: the last of those who wait for each other

/** One after the other: two at once would put the same on the list. */
export function inTurn<T>({ db }: World, home: number, work: () => Promise<T>): Promise<T> {
  const homes = running.get(db) ?? new Map<number, Promise<unknown>>();
  running.set(db, homes);
  const turn = (homes.get(home) ?? Promise.resolve()).catch(() => {}).then(work);
  homes.set(home, turn);
  return turn;
}

/**
 * Makes the chosen list say which cells are to be bought; undefined where none is chosen.
 * @throws Refusal where the list refused, or has not said whether it did
 */
export async function keepList(world: World, home: number): Promise<Kept | undefined> {
  const chosen = await chosenList(world.db, home);
  if (!chosen) return undefined;
  const list = todoList(world, home, chosen.entity_id);
  const kept = { added: 0, updated: 0, removed: 0 };
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const items = await list.items();
    const steps = await stepsNow(world, home, { chosen, items });
    if (steps.length === 0) break;
    for (const step of steps) await make(step, { world, home, list, items, kept });
  }
  return kept;
}

type There = { chosen: ListRow; items: readonly ListItem[] };

async function stepsNow(world: World, home: number, { chosen, items }: There): Promise<Step[]> {
  const wanted = await batteriesToBuy(world, home, chosen);
  return stepsTo(wanted, await ownItems(world.db, home), items);
}

type Making = { world: World; home: number; list: TodoList; items: readonly ListItem[]; kept: Kept };

/** What is put there is noted first: sent and not noted, it would be put there again. */
async function make(step: Step, { world: { db }, home, list, items, kept }: Making): Promise<void> {
  const others = items.map(({ uid }) => uid);
  switch (step.do) {
    case "adopt":
      return void (await setUid(db, step.own.id, step.uid));
    case "settle":
      return void (await settleItem(db, step.own.id));
    case "forget":
      return void (await forgetItem(db, step.own.id));
    case "add": {
      if (step.again) {
        await rewriteItem(db, step.again.id, step.it);
        await setOthers(db, step.again.id, others);
      } else if (!(await insertItem(db, home, step.it, others))) return;
      await list.add(step.it);
      kept.added++;
      return;
    }
    case "update":
      await list.update(step.own.uid, step.it);
      await rewriteItem(db, step.own.id, step.it);
      kept.updated++;
      return;
    case "remove":
      await list.remove(step.own.uid);
      await forgetItem(db, step.own.id);
      kept.removed++;
  }
}
