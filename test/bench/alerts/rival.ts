import type { HomeAssistant } from "../../world/home-assistant.ts";

const ACTIONS = [
  {
    action: "notify.mobile_app_rival_phone",
    data: { title: "Look", message: "{{ trigger.entity_id }}" },
  },
];

/** What people write themselves: a notification as soon as a sensor is wet, and when something has been unavailable for five minutes. */
export async function rivalRules(
  { client }: HomeAssistant,
  of: { leaks: string[]; services: string[] },
): Promise<void> {
  const triggers = {
    rival_leaks: { trigger: "state", entity_id: of.leaks, to: "on" },
    rival_services: { trigger: "state", entity_id: of.services, to: "unavailable", for: { minutes: 5 } },
  };
  for (const [id, trigger] of Object.entries(triggers))
    await client.rest("POST", `/api/config/automation/config/${id}`, {
      ...{ alias: id, triggers: [trigger], conditions: [], actions: ACTIONS, mode: "parallel", max: 50 },
    });
}
