import { type CheckWords, lengthOf } from "../../words.ts";

type Told = Parameters<CheckWords["checks"]["device-unavailable"]>[0];

/** English for what cannot be reached. */
export const reach = {
  "device-unavailable": (told, { name, lasting }) => ({
    title: titleOf(told),
    sentence: sentenceOf(told, name, lasting),
    expected:
      told.seconds_usual === null
        ? told.devices === null
          ? "It answers"
          : "They answer"
        : `Nine of ten of its absences last less than ${lengthOf(told.seconds_usual, "en") ?? "a minute"}`,
    advice: adviceOf(told),
    closes:
      told.of === "device" || told.of === "hub"
        ? "It answers again"
        : "Most of them answer again; what does not then stands by itself",
  }),
} satisfies Partial<CheckWords["checks"]>;

const technologyIn = ({ technology }: Told, otherwise: string) => technology ?? otherwise;

function titleOf(told: Told): string {
  const { of, devices, says } = told;
  if (of === "hub")
    return says === "off" ? `${technologyIn(told, "Hub")} is offline` : `${technologyIn(told, "Hub")} does not answer`;
  if (of === "area") return `${devices} devices of one room do not answer`;
  if (of === "network") return `${devices} devices on the network do not answer`;
  if (devices !== null) return `${devices} ${told.technology ? `${told.technology} ` : ""}devices do not answer`;
  if (says === "jammed") return "Z-Wave controller is jammed";
  return says === "dead" ? "Z-Wave device is dead" : "Device does not answer";
}

function sentenceOf(told: Told, name: string, lasting: string): string {
  const { of, devices, entities, says } = told;
  const names = namesIn(told);
  const answers = says === "off" ? `has been offline ${lasting}` : `has not answered ${lasting}`;
  if (of === "hub") return `${name} ${answers}; ${devices === 1 ? "one device" : `${devices} devices`} with it${names}`;
  const together = `went out of reach together and have not answered ${lasting}${names}`;
  if (of === "area") return `${devices} devices of several kinds in ${name} ${together}`;
  if (of === "network") return `${devices} devices that are reached by the network ${together}`;
  if (devices !== null) return `${devices} devices of ${name} ${together}`;
  if (says === "dead")
    return `${name} has not answered its Z-Wave network ${lasting}; what Home Assistant shows of it is old`;
  if (says === "jammed") return `${name} cannot send, because something else has filled its radio channel, ${lasting}`;
  return `${name} ${answers}; ${entities === 1 ? "its only entity is not" : `none of its ${entities} entities is`} available`;
}

function namesIn({ names = [], devices }: Told): string {
  if (names.length === 0) return "";
  const more = (devices ?? 0) - names.length;
  return `: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function adviceOf({ of, says, technology }: Told): string {
  if (technology === "Zigbee2MQTT" && of === "hub")
    return "See whether Zigbee2MQTT runs and what its log says, and whether its adapter is plugged in; leave the devices as they are";
  if (of === "hub")
    return "Look at this one first: its power, its cable, its network; what hangs on it comes back with it";
  if (of === "area")
    return "They have their room in common: look at its fuse, a switched socket, or an access point there";
  if (of === "network")
    return "They have the network in common: look at the router, an access point or switch, and the internet";
  if (of === "integration")
    return "They have one thing in common: look at the hub, the coordinator or the network first, not at each device";
  if (says === "dead")
    return "See whether it has power, then ping it in Home Assistant; a node that is used is found alive again";
  if (says === "jammed")
    return "Move the controller away from other radios and USB 3 ports; restart it if that does not help";
  return "See whether it has power or a fresh battery, and whether it is in reach of its network";
}
