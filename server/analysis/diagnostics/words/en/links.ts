import type { CheckWords } from "../../words.ts";

type Scale = Parameters<CheckWords["checks"]["link-cliff"]>[0]["scale"];

const level = (value: number, scale: Scale): string =>
  scale === "dbm" ? `${value} dBm` : scale === "percent" ? `${value} %` : `${value} of 255`;
const times = (count: number): string => (count === 1 ? "once" : `${count} times`);
const outOfReach = (outages: number): string =>
  outages > 0 ? `; it was out of reach ${times(outages)} within a week` : "";

/** English for how well devices are heard. */
export const links = {
  "link-cliff": ({ scale, now, usual, lowest, outages, technology, devices }, { name, lasting }) => ({
    title: `${technology ? `${technology} link` : "Link"}${devices === null ? " has fallen" : `s of ${devices} devices have fallen`}`,
    sentence:
      devices === null
        ? `${name} has been heard at ${level(now, scale)} ${lasting}, where ${level(usual, scale)} was usual${outOfReach(outages)}`
        : `${devices} devices of ${name} have been heard far worse ${lasting}, one of them at ${level(now, scale)} where ${level(usual, scale)} was usual`,
    expected: `More than ${level(lowest, scale)}, as on nineteen of twenty days before`,
    advice:
      devices === null
        ? "See what has changed there: the device, what stands before it, or a router or access point nearer to it that is off"
        : "They have fallen together: see whether the coordinator, its antenna, its cable or its channel was changed, or what new sends beside it",
    closes: "It is heard as before, or a month has passed",
  }),
  "link-weak": ({ scale, now, month_ago, weak_below, is_fading, outages, technology }, { name }) => ({
    title: `${technology ? `${technology} link` : "Link"} ${is_fading ? "is fading" : "is too weak"}`,
    sentence: is_fading
      ? `${name} is heard worse from week to week: at ${level(now, scale)}, three weeks before at ${level(month_ago, scale)}${outOfReach(outages)}`
      : `${name} is heard at ${level(now, scale)} only${outOfReach(outages)}`,
    expected: `More than ${level(weak_below, scale)}`,
    advice: "A router, repeater or access point nearer to it helps, or a fresh battery, or a place away from metal",
    closes: "It is heard better for a week, or stays in reach",
  }),
} satisfies Partial<CheckWords["checks"]>;
