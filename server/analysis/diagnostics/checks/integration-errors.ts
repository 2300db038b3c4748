import { z } from "zod";
import { percentile } from "#server/percentile.ts";
import { check } from "../check.ts";
import type { ErrorRate } from "../house/error-rates.ts";
import { quotable } from "../house/quotable.ts";

const LEAST_DAYS = 7;
/** Fewer in a day are a bad afternoon of somebody's cloud. */
const LEAST_TODAY = 30;
/** So many hours of the last twelve. */
const LEAST_HOURS = 6;
const TIMES_WORST = 3;
/** So many integrations at once are the network, the disk or a restart. */
const MOST_AT_ONCE = 3;
const TIMES_BEYOND = 2;

const IntegrationErrors = z.object({
  domain: z.string().meta({ description: "of the integration, such as zha" }),
  today: z.int().meta({ description: "errors in 24 hours, rounded to two figures" }),
  usual_a_day: z.int().meta({ description: "median of the days before" }),
  most_a_day: z.int().meta({ description: "of the days before" }),
  days: z.int().meta({ description: "that are known" }),
  line: z.string().nullable().meta({ description: "the latest of its lines in the log" }),
});

/** An integration that works, but writes far more errors than it is used to. */
export const integrationErrors = check({
  name: "integration-errors",
  about: "An integration that writes far more errors into Home Assistant's log than on any day before",
  evidence: IntegrationErrors,
  sustainedSeconds: 3_600,
  holdsBack: [
    "the first week, in which nobody knows what is usual",
    "fewer than thirty errors in a day, or three times as many as on the worst day of the three weeks before",
    "errors in fewer than six of the last twelve hours, and what has stopped for two",
    "where more than three integrations do so at once: then it is the network, or the machine",
    "warnings; what cannot be set up at all is said by another check",
  ],
  look({ system, integrations }) {
    const many = system.errors.filter(isFarMore);
    if (many.length > MOST_AT_ONCE) return [];
    return many.flatMap((rate) => {
      const entry = [...integrations.values()].find(({ domain, isDisabled }) => domain === rate.domain && !isDisabled);
      if (entry?.state !== "loaded") return [];
      const line = system.lines.get(rate.domain)?.find(({ isError }) => isError);
      return [
        {
          subject: { kind: "integration", id: entry.entry_id },
          severity: "info",
          evidence: {
            domain: rate.domain,
            today: twoFigures(rate.today),
            usual_a_day: Math.round(percentile(rate.before, 0.5)),
            most_a_day: Math.max(0, ...rate.before),
            days: rate.before.length,
            line: line ? quotable(line) : null,
          },
          mentions: [],
        },
      ];
    });
  },
  isBeyond: (now, accepted) => now.today >= TIMES_BEYOND * accepted.today,
});

function isFarMore({ today, hours, goesOn, before }: ErrorRate): boolean {
  const worst = Math.max(0, ...before);
  return (
    before.length >= LEAST_DAYS && goesOn && hours >= LEAST_HOURS && today >= Math.max(LEAST_TODAY, TIMES_WORST * worst)
  );
}

/** So that a count that grows is not written each time. */
function twoFigures(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.floor(count / step) * step;
}
