import { z } from "zod";
import type { HomeEvent, StateChange } from "../house/home-event.ts";
import { domainOf, type State, sameAttributes } from "../house/state.ts";
import { recordedSeconds } from "../moment.ts";
import { command, nothing } from "../wire/command.ts";

const Chosen = z.strictObject({
  domains: z.array(z.string()).default([]),
  entity_globs: z.array(z.string()).default([]),
  entities: z.array(z.string()).default([]),
});
type Chosen = z.infer<typeof Chosen>;

export const stateCommands = [
  command({
    type: "get_states",
    input: nothing,
    run: (_input, { home, resultJson }, id) =>
      resultJson(id, `[${[...home.states.values()].map((state) => state.json).join(",")}]`),
  }),

  command({
    type: "subscribe_entities",
    input: z.strictObject({
      entity_ids: z.array(z.string()).default([]),
      include: Chosen.optional(),
      exclude: Chosen.optional(),
    }),
    run({ entity_ids, include, exclude }, client, id) {
      const wants = (entityId: string) =>
        (entity_ids.length === 0 || entity_ids.includes(entityId)) &&
        (!include || isEmpty(include) || isChosen(include, entityId)) &&
        !(exclude && isChosen(exclude, entityId));
      const { home } = client;
      const forward = ({ change }: HomeEvent) => {
        if (change && wants(change.entity_id)) client.event(id, difference(change));
      };
      client.subscribe(id, home.listen(forward));
      client.result(id);
      const wanted = [...home.states.values()].filter(({ entity_id }) => wants(entity_id));
      client.event(id, { a: Object.fromEntries(wanted.map((state) => [state.entity_id, state.compressed])) });
    },
  }),
];

const isEmpty = ({ domains, entity_globs, entities }: Chosen): boolean =>
  domains.length + entity_globs.length + entities.length === 0;

const isChosen = ({ domains, entity_globs, entities }: Chosen, entityId: string): boolean =>
  domains.includes(domainOf(entityId)) ||
  entities.includes(entityId) ||
  entity_globs.some((glob) => fits(glob, entityId));

const fits = (glob: string, entityId: string): boolean =>
  new RegExp(
    `^${glob
      .replace(/[.+^${}()|\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  ).test(entityId);

/** Source: homeassistant/components/websocket_api/messages.py, _state_diff_event */
function difference({ entity_id, old, new: now }: StateChange): Record<string, unknown> {
  if (!now) return { r: [entity_id] };
  if (!old) return { a: { [entity_id]: now.compressed } };
  const additions: Record<string, unknown> = {};
  if (old.state !== now.state) additions.s = now.state;
  if (old.changed !== now.changed) additions.lc = now.compressed.lc;
  else if (old.updated !== now.updated) additions.lu = recordedSeconds(now.updated);
  const context = contextDifference(old, now);
  if (context) additions.c = context;
  const diff: Record<string, unknown> = { "+": additions };
  if (!sameAttributes(old.attributes, now.attributes)) {
    const added = Object.entries(now.attributes).filter(([name, value]) => !sameValue(old.attributes[name], value));
    if (added.length > 0) additions.a = Object.fromEntries(added);
    const removed = Object.keys(old.attributes).filter((name) => !(name in now.attributes));
    if (removed.length > 0) diff["-"] = { a: removed };
  }
  return { c: { [entity_id]: diff } };
}

function contextDifference(
  { context: old }: State,
  { context: now }: State,
): string | Record<string, unknown> | undefined {
  const changed: Record<string, unknown> = {};
  if (old.parent_id !== now.parent_id) changed.parent_id = now.parent_id;
  if (old.user_id !== now.user_id) changed.user_id = now.user_id;
  if (old.id === now.id) return Object.keys(changed).length > 0 ? changed : undefined;
  return Object.keys(changed).length > 0 ? { ...changed, id: now.id } : now.id;
}

const sameValue = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
