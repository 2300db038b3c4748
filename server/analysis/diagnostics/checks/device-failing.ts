import { z } from "zod";
import { check } from "../check.ts";
import { isSeen } from "../failures/reasons.ts";

/** Of ten that are said so, seven came in made-up homes (`npm run evaluate -- failures`). */
const SAID_FROM = 0.7;
const WARNED_FROM = 0.85;

const DeviceFailing = z.object({
  reasons: z.array(z.string()).meta({ description: "names of signs, the strongest first" }),
  until: z.string().meta({ description: "the end of the horizon" }),
});

/** A device that will probably be out of reach for long within two weeks. */
export const deviceFailing = check({
  name: "device-failing",
  about: "A device that shows several signs of those that were out of reach for half a day or more within two weeks",
  evidence: DeviceFailing,
  sustainedSeconds: 0, // of weeks
  holdsBack: [
    "what is less likely than seven of ten",
    "what has no sign now that a person could see: only an old failure, or a battery, which has checks of its own",
    "what is out of reach already, and players, phones, printers and the like",
    "times out of reach that four devices have at once, or most of an integration: those are of a hub, a network, a cloud or Home Assistant",
  ],
  look: ({ devices, failing }) =>
    [...(failing ?? [])].flatMap(([device_id, { chance, basis, latest_on }]) => {
      const device = devices.get(device_id);
      const isGone = device?.things.every(({ state }) => state === "unavailable") ?? true;
      if (!device || isGone || chance < SAID_FROM || !basis.reasons.some(isSeen)) return [];
      return [
        {
          subject: { kind: "device", id: device_id },
          severity: chance >= WARNED_FROM ? "warning" : "info",
          evidence: { reasons: basis.reasons, until: latest_on },
          mentions: device.things.map(({ entity_id }) => entity_id),
        },
      ];
    }),
});
