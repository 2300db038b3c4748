import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";

const DAY = 86_400_000_000; // microseconds
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A context's id tells in milliseconds when it began; none of its events is older. Source: homeassistant/util/ulid.py */
export function contextBegin(context: string, until: Instant): Instant {
  const digits = [...context.slice(0, 10)].map((digit) => CROCKFORD.indexOf(digit));
  if (context.length !== 26 || digits.includes(-1)) return fromMicroseconds(toMicroseconds(until) - DAY);
  const began = digits.reduce((sum, digit) => sum * 32 + digit, 0);
  return instantOf(Math.min(began - 1_000, Date.parse(until)));
}
