import { z } from "zod";
import { Severity } from "#server/finding.ts";

export const ListDeviceHealth = z.strictObject({
  devices: z.array(z.string().max(100)).max(500).optional().meta({ description: "only these; left out, all of them" }),
});
export type ListDeviceHealth = z.output<typeof ListDeviceHealth>;

const place = z.int().min(0).nullable();
const seconds = z.int().min(0).nullable();

/** A device in few bytes: three thousand of them are read at once, by phones. What is null at its end is left out. */
const DeviceHealthRow = z
  .tuple([
    z.string().meta({ description: "device_id" }),
    z.string().meta({ description: "name" }),
    place.meta({ description: "area: its place in `areas`" }),
    place.meta({ description: "manufacturer and model: their place in `models`" }),
    place.meta({ description: "integration: its place in `integrations`" }),
    seconds.meta({ description: "seconds before `at` when it last reported, changed or not" }),
    seconds.meta({ description: "seconds below which 99 of 100 of its intervals lie, as a power of two" }),
    z.number().nullish().meta({ description: "battery in per cent, the lowest of several" }),
    z.int().nullish().meta({ description: "days after `today` on which its battery will be empty" }),
    z.number().nullish().meta({ description: "quality of its link" }),
    place.optional().meta({ description: "unit of that: its place in `units`" }),
    seconds.optional().meta({ description: "seconds before `at` since when none of its entities is available" }),
    Severity.nullish().meta({ description: "of its worst open finding" }),
    z.int().min(1).optional().meta({ description: "how many findings of it are open" }),
  ])
  .meta({ id: "DeviceHealthRow" });
export type DeviceHealthRow = z.infer<typeof DeviceHealthRow>;

export const DeviceHealthPage = z
  .object({
    at: z.int().meta({ description: "seconds since the epoch, by the home's own clock" }),
    today: z.iso.date(),
    areas: z.array(z.string()),
    models: z.array(z.tuple([z.string().nullable(), z.string().nullable()])),
    integrations: z.array(z.string()),
    units: z.array(z.string()),
    watched: z.int().meta({ description: "how many devices the home has, whichever were asked of" }),
    looked_at: z.string().nullable().meta({ description: "when everything was last looked at" }),
    items: z.array(DeviceHealthRow),
    gone: z.array(z.string()).meta({ description: "of a feed: device ids that are no longer there" }),
    cursor: z.null(),
  })
  .meta({ id: "DeviceHealthPage" });
export type DeviceHealthPage = z.infer<typeof DeviceHealthPage>;
