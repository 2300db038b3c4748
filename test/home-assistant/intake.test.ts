import { describeIntake } from "../intake-suite.ts";
import { startHomeAssistant } from "../world/home-assistant.ts";
import { addUser } from "../world/people.ts";

const UNRECORDED = "sensor.suite_unrecorded";
const members = ["light.bed_light", "light.ceiling_lights"];

describeIntake("a real Home Assistant", {
  unrecorded: UNRECORDED,
  async open() {
    const ha = await startHomeAssistant({
      configuration: {
        group: { suite: { name: "Suite", entities: members } },
        recorder: { exclude: { entities: [UNRECORDED] } },
      },
    });
    return {
      url: ha.url,
      token: ha.token,
      registered: "light.bed_light",
      group: { entity_id: "group.suite", members },
      say: (entityId, state, attributes) => ha.client.setState(entityId, state, attributes),
      restart: () => ha.restart(),
      memberToken: async () => (await addUser(ha, `Ben${Date.now()}`)).token,
      newArea: async (name) =>
        (await ha.client.call<{ area_id: string }>({ type: "config/area_registry/create", name })).area_id,
      newLabel: async (name) =>
        (await ha.client.call<{ label_id: string }>({ type: "config/label_registry/create", name })).label_id,
      [Symbol.asyncDispose]: () => ha[Symbol.asyncDispose](),
    };
  },
});
