import { z } from "zod";
import { act, actionsOf } from "../house/actions.ts";
import { newContext } from "../house/context.ts";
import { hexId } from "../house/registry.ts";
import { CommandError, command, nothing } from "../wire/command.ts";

const anything = z.record(z.string(), z.json());
const ids = z.union([z.string().transform((id) => [id]), z.array(z.string())]).optional();
const Target = z.strictObject({ entity_id: ids, device_id: ids, area_id: ids, floor_id: ids, label_id: ids });

export const actionCommands = [
  command({
    type: "get_services",
    input: nothing,
    run(_input, client, id) {
      const domains = Object.entries(actionsOf(client.home)).map(([domain, names]) => [
        domain,
        Object.fromEntries(names.map((name) => [name, described(name)])),
      ]);
      client.result(id, Object.fromEntries(domains));
    },
  }),

  command({
    type: "call_service",
    input: z.strictObject({
      domain: z.string(),
      service: z.string(),
      target: Target.optional(),
      service_data: anything.optional(),
      return_response: z.boolean().default(false),
    }),
    run({ domain, service, target, service_data, return_response }, client, id) {
      const { home, user } = client;
      if (return_response && home.languageModel && `${domain}.${service}` === "ai_task.generate_data") {
        const answer = home.languageModel(String(service_data?.instructions));
        const response = { conversation_id: hexId("ai task"), data: { answer } };
        client.result(id, { context: newContext(home.clock.now(), { user: user.id }), response });
        return;
      }
      if (return_response)
        throw new CommandError(
          "service_validation_error",
          "Validation error: An action which does not return responses can't be called with return_response=True",
          {
            key: "service_does_not_support_response",
            domain: "homeassistant",
            placeholders: { return_response: "return_response=True" },
          },
        );
      const context = newContext(home.clock.now(), { user: user.id });
      act(home, { domain, service, data: { ...service_data, ...withoutUndefined(target) }, context });
      client.result(id, { context });
    },
  }),
];

const described = (name: string) => ({ name: name.replaceAll("_", " "), description: "", fields: {}, target: {} });

const withoutUndefined = (target: z.infer<typeof Target> | undefined) =>
  Object.fromEntries(Object.entries(target ?? {}).filter(([, value]) => value !== undefined));
