import { SENSORS } from "#test/intake-source.ts";
import { describeIntake } from "#test/intake-suite.ts";
import { startSmallHouse } from "./testing.ts";

const sensor = (entity_id: string) => ({
  entity_id,
  name: "Suite",
  state: "0",
  attributes: { state_class: "measurement" },
});
const members = ["light.lamp", "light.other"];

describeIntake("the demo home", {
  async open() {
    const demo = await startSmallHouse({
      areas: ["hall", "conservatory"].map((id) => ({ id, name: id, floor: null })),
      entities: [
        { entity_id: "light.lamp", name: "Lamp", device: "d-lamp", state: "off" },
        { entity_id: "light.other", name: "Other", state: "off" },
        { entity_id: "light.all", name: "All", state: "off", attributes: { entity_id: members } },
        ...SENSORS.map(sensor),
      ],
      people: [
        { id: "u-anna", name: "Anna", admin: true, entity_id: null },
        { id: "u-ben", name: "Ben", entity_id: null },
      ],
      automations: [],
    });
    return {
      url: demo.url,
      token: demo.token,
      registered: "light.lamp",
      group: { entity_id: "light.all", members },
      say: async (entityId, state, attributes) => void demo.say(entityId, state, attributes),
      async restart() {
        await demo.shutDown();
        await demo.boot();
      },
      async memberToken() {
        demo.acceptToken("bens-own-token", "u-ben");
        return "bens-own-token";
      },
      newArea: async () => "conservatory",
      newLabel: async () => "night",
      [Symbol.asyncDispose]: () => demo[Symbol.asyncDispose](),
    };
  },
});
