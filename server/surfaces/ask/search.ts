import type { Temporal } from "temporal-polyfill";
import { command } from "#server/command.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { FoundPage, Search } from "#server/store/memory/search/contract.ts";
import { search } from "#server/store/memory/search/search.ts";
import { nowOf } from "../now-of.ts";
import { microseconds } from "./answers/windows.ts";
import { languageOf } from "./language/which.ts";
import { readTime } from "./time/read-time.ts";
import { tokensOf } from "./words/tokens.ts";

/** "around nine" */
const AROUND = 900_000_000; // microseconds

export const searchCommand = command({
  name: "memory/search",
  isForGuests: true,
  summary: "What happened, found by words and by meaning; times in the query are understood",
  input: Search,
  isForSpeakers: true,
  output: FoundPage,
  async run(wanted, { world, db, home }) {
    const now = await nowOf(world, db, home);
    return search(world, db, { ...wanted, home, now: now.epochMilliseconds }, (query) => withoutTime(query, now));
  },
});

/** "water yesterday evening" looks for water in that evening. */
export function withoutTime(query: string, now: Temporal.ZonedDateTime): { rest: string; from?: string; to?: string } {
  const language = languageOf(query);
  const tokens = tokensOf(query);
  const time = readTime(tokens, language.time, now);
  if (time.kind !== "when") return { rest: query };
  const inTime = (at: number) => time.taken.some(({ start, end }) => at >= start && at < end);
  const isTaken = (at: number) =>
    inTime(at) || (inTime(at + 1) && language.time.joints.includes(tokens[at]?.text ?? ""));
  const rest = tokens
    .filter((_, at) => !isTaken(at))
    .map(({ start, end }) => query.slice(start, end))
    .join(" ");
  if (rest === "") return { rest: query };
  const { from, to, isMoment } = time.when;
  const around = isMoment ? AROUND : 0;
  return {
    rest,
    ...(from ? { from: fromMicroseconds(microseconds(from) - around) } : {}),
    to: fromMicroseconds(microseconds(to) + around),
  };
}
