import { z } from "zod";
import { check } from "../check.ts";
import { doesSuffer, isWeak, linksIn, OFTEN } from "../links/links-in.ts";
import { scales } from "../links/scale.ts";

const LinkWeak = z.object({
  scale: z.enum(scales).meta({ description: "in dBm, in per cent, or lqi: the Zigbee radio's number from 0 to 255" }),
  now: z.number().meta({ description: "the median of the last week" }),
  month_ago: z.number().meta({ description: "the median of the week three weeks before" }),
  weak_below: z.number().meta({ description: "where devices of its kind begin to lose messages" }),
  is_fading: z.boolean().meta({ description: "whether it became worse from week to week" }),
  outages: z.int().meta({ description: "how often the device was out of reach within a week" }),
  technology: z.string().nullable(),
});

/** A device that is heard so badly that it drops out, or worse from week to week and now as badly as that. */
export const linkWeak = check({
  name: "link-weak",
  about: "A device whose link is weak and takes it out of reach, or has become worse for weeks until it is weak",
  evidence: LinkWeak,
  sustainedSeconds: 0, // weeks already
  holdsBack: [
    "a link that is weak but steady, of a device that was not out of reach four times within a week",
    "links that fade but are strong enough still",
    "devices of which one of the last four weeks is hardly known",
    "what fell all at once: that is said by another check",
  ],
  look: (house) =>
    [...linksIn(house).values()].filter(isWeak).map((it) => ({
      subject: { kind: "device", id: it.device.device_id },
      severity: doesSuffer(it) ? "warning" : "info",
      evidence: {
        scale: it.scale,
        now: Math.round(it.weeks?.[0] ?? 0),
        month_ago: Math.round(it.weeks?.at(-1) ?? 0),
        weak_below: it.weakBelow,
        is_fading: it.isFading,
        outages: it.outages,
        technology: it.technology ?? null,
      },
      mentions: [it.entity_id],
    })),
  isBeyond: (now, accepted) => now.outages >= 2 * Math.max(OFTEN, accepted.outages),
});
