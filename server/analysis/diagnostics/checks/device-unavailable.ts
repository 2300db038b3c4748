import { z } from "zod";
import { check, type Sighting } from "../check.ts";
import type { HouseNow } from "../house-now.ts";
import { causeOf } from "../incidents.ts";
import { integrationDown } from "../integration-down.ts";
import type { Away } from "../reach/away.ts";
import { hangingOn, isDue } from "../reach/dues.ts";
import { type Incident, type Outages, outagesIn } from "../reach/outages.ts";
import { technologyOf } from "../technology.ts";

const MOST_NAMED = 5;

const DeviceUnavailable = z.object({
  entities: z.int().meta({ description: "of the device, or of all devices of an incident" }),
  seconds_usual: z
    .number()
    .nullable()
    .meta({ description: "that nine of ten of its absences lasted at most; null: there were too few" }),
  devices: z
    .int()
    .nullable()
    .meta({ description: "of an incident: how many went at once; of a hub, how many went with it; else null" }),
  of: z
    .enum(["device", "hub", "integration", "area", "network"])
    .meta({ description: "what it is that does not answer, or what those have in common that do not" }),
  technology: z
    .string()
    .nullable()
    .meta({ description: "such as Zigbee2MQTT; null: none, several, or none that is known" }),
  says: z
    .enum(["off", "dead", "unresponsive", "jammed"])
    .nullable()
    .meta({ description: "what its gateway says of it; null: its entities are unavailable and nobody says more" }),
  names: z
    .array(z.string())
    .meta({ description: "names of devices of an incident, or that went with a hub; at most five" }),
});

/** A device of which nothing answers for longer than it is used to; many at once are one incident. */
export const deviceUnavailable = check({
  name: "device-unavailable",
  about:
    "A device of which no entity has answered for longer than its own past explains; many at once are one finding of what they have in common",
  evidence: DeviceUnavailable,
  sustainedSeconds: 0, // each device's own
  holdsBack: [
    "while Home Assistant starts",
    "half an hour, and what its own past explains: three times as long as nine of ten of its absences, or as the third longest; where it was away for six hours or more only once or twice, three times as long",
    "ten minutes of a hub that others hang on; players, phones, printers, lamps and the like for a day",
    "what people switch off or take along, by its kind or its own past, until somebody has been at home for twelve hours",
    "where the hub it hangs on, its integration, its room or the network explains it: then it is an effect of that finding",
    "devices that sleep between their reports and are said to be reachable meanwhile",
  ],
  look(house) {
    const outages = outagesIn(house);
    const due = [...outages.away.values()].filter((it) => isDue(it, outages, house));
    return [
      ...outages.incidents.filter((it) => it.isDue).map((it) => together(it, house)),
      ...due.map((it) => alone(it, { house, outages })),
    ];
  },
});

function together({ of, subject, since, gone }: Incident, house: HouseNow): Sighting {
  const technologies = new Set(gone.map(({ device }) => technologyOf(device, house)));
  const [technology] = technologies;
  return {
    subject,
    severity: "error",
    evidence: {
      ...told(gone),
      seconds_usual: null,
      devices: gone.length,
      of,
      technology: technologies.size === 1 ? (technology ?? null) : null,
      says: null,
    },
    since,
    mentions: entitiesOf(gone),
    cause: of === "integration" ? integrationDown({ entry_id: subject.id }, house) : undefined,
  };
}

function alone(it: Away, { house, outages }: { house: HouseNow; outages: Outages }): Sighting {
  const hanging = hangingOn(it, outages);
  const isHub = hanging.length > 0;
  return {
    subject: { kind: "device", id: it.device.device_id },
    severity: isHub ? "error" : "warning",
    evidence: {
      ...told(hanging),
      entities: it.device.things.length,
      seconds_usual: it.usual === undefined ? null : rounded(it.usual),
      devices: isHub ? hanging.length : null,
      of: isHub ? "hub" : "device",
      technology: technologyOf(it.device, house) ?? null,
      says: it.says,
    },
    since: it.since,
    mentions: entitiesOf([it, ...hanging]),
    cause: causeOf(it.device, it.since, house),
  };
}

const told = (gone: readonly Away[]) => ({
  entities: gone.reduce((all, { device }) => all + device.things.length, 0),
  names: gone
    .map(({ device }) => device.name)
    .sort()
    .slice(0, MOST_NAMED),
});

const entitiesOf = (gone: readonly Away[]): string[] =>
  gone.flatMap(({ device }) => device.things.map(({ entity_id }) => entity_id));

/** Two significant digits: a habit that is learned on changes a little with each absence. */
const rounded = (seconds: number): number => Number(seconds.toPrecision(2));
