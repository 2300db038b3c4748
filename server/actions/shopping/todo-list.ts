import { z } from "zod";
import { type Action, callAction } from "#server/intake/connect/call-action.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import { presentStates } from "#server/store/house/present.ts";
import type { World } from "#server/world.ts";
import type { ListItem } from "./steps-to.ts";
import type { ToBuy } from "./to-buy.ts";

/** Source: homeassistant/components/todo/const.py, TodoListEntityFeature */
const CREATE_DELETE_UPDATE = 1 | 2 | 4;
const DUE_DATE = 16;

/** Source: homeassistant/components/todo/services.py, _async_get_todo_items */
const Items = z.looseObject({
  uid: z.string().nullish(),
  summary: z.string().nullish(),
  status: z.string().nullish(),
});
const Answer = z.record(z.string(), z.looseObject({ items: z.array(Items) }));

/** A to-do list of Home Assistant. Each of these throws a Refusal where it was not done, or where nobody knows. */
export interface TodoList {
  items(): Promise<ListItem[]>;
  add(it: ToBuy): Promise<void>;
  update(uid: string, it: ToBuy): Promise<void>;
  remove(uid: string): Promise<void>;
}

/** @throws Refusal `unfit_list` */
export function todoList(world: World, home: number, entityId: string): TodoList {
  const features = Number(presentStates(world, home).get(entityId)?.attributes.supported_features ?? Number.NaN);
  if (Number.isNaN(features))
    throw new Refusal("unfit_list", `${entityId} is not there just now; choose a list that is`);
  if ((features & CREATE_DELETE_UPDATE) !== CREATE_DELETE_UPDATE)
    throw new Refusal(
      "unfit_list",
      `Nothing can be added to ${entityId}, changed or removed there; choose another list`,
    );
  const due = ({ due_on }: ToBuy) => (features & DUE_DATE ? { due_date: due_on } : {});

  async function done(action: Action): Promise<unknown> {
    const called = await callAction(intakeOf(world).of(home)?.link, { ...action, target: { entity_id: entityId } });
    if (called.outcome === "done") return called.response;
    throw new Refusal(`list_${called.outcome}`, `${action.action} of ${entityId}: ${called.why}`, { status: 502 });
  }

  return {
    async items() {
      const answer = Answer.parse(await done({ action: "todo.get_items", wantsResponse: true }));
      return (answer[entityId]?.items ?? []).flatMap(({ uid, summary, status }) =>
        uid ? [{ uid, summary: summary ?? "", isDone: status === "completed" }] : [],
      );
    },
    async add(it) {
      await done({ action: "todo.add_item", data: { item: it.summary, ...due(it) } });
    },
    async update(uid, it) {
      await done({ action: "todo.update_item", data: { item: uid, rename: it.summary, ...due(it) } });
    },
    async remove(uid) {
      await done({ action: "todo.remove_item", data: { item: [uid] } });
    },
  };
}
