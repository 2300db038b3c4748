import { z } from "zod";
import type { Home } from "../home.ts";
import { fullTrace, runsOf, shortTrace, traceDomains } from "../house/traces.ts";
import { CommandError, command } from "../wire/command.ts";

const domain = z.enum(traceDomains);

export const traceCommands = [
  command({
    type: "trace/list",
    isForAdmin: true,
    input: z.strictObject({ domain, item_id: z.string().optional() }),
    run: (asked, client, id) => client.result(id, runsOf(client.home, asked.domain, asked.item_id).map(shortTrace)),
  }),

  command({
    type: "trace/get",
    isForAdmin: true,
    input: z.strictObject({ domain, item_id: z.string(), run_id: z.string() }),
    run(asked, client, id) {
      const run = runsOf(client.home, asked.domain, asked.item_id).find(({ runId }) => runId === asked.run_id);
      if (!run) throw new CommandError("not_found", "The trace could not be found");
      client.result(id, fullTrace(client.home, run));
    },
  }),

  command({
    type: "trace/contexts",
    isForAdmin: true,
    input: z.strictObject({ domain: domain.optional(), item_id: z.string().optional() }),
    run(asked, client, id) {
      const runs = (asked.domain ? [asked.domain] : traceDomains).flatMap((one) =>
        runsOf(client.home, one, asked.item_id),
      );
      const contexts = runs.map((run) => [
        run.event.context.id,
        { run_id: run.runId, domain: run.domain, item_id: run.itemId },
      ]);
      client.result(id, Object.fromEntries(contexts));
    },
  }),

  command({
    type: "automation/config",
    isForAdmin: true,
    input: z.strictObject({ entity_id: z.string() }),
    run: ({ entity_id }, client, id) => client.result(id, { config: configOf(client.home, entity_id) }),
  }),

  command({
    type: "script/config",
    isForAdmin: true,
    input: z.strictObject({ entity_id: z.string() }),
    run({ entity_id }, client, id) {
      const entity = client.home.entities.get(entity_id);
      if (entity?.domain !== "script") throw new CommandError("not_found", "Entity not found");
      client.result(id, { config: { alias: entity.attributes.friendly_name, sequence: [] } });
    },
  }),
];

function configOf({ scenario, entities, script, clock }: Home, entityId: string): Record<string, unknown> {
  const origin = entities.get(entityId)?.origin;
  const automation = scenario.automations.find(({ entity_id }) => entity_id === origin);
  if (!automation) throw new CommandError("not_found", "Entity not found");
  const later = script.configurations.findLast(({ entity_id, at }) => entity_id === origin && at <= clock.now());
  return { id: automation.id, alias: automation.name, ...(later?.config ?? automation.config) };
}
