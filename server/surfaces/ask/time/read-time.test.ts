import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { time as german } from "../language/de/time.ts";
import { english as language } from "../language/en/en.ts";
import { time as english } from "../language/en/time.ts";
import { tokensOf } from "../words/tokens.ts";
import { readTime } from "./read-time.ts";

/** A Thursday afternoon. */
const NOW = "2026-11-26T14:30:00+01:00[Europe/Amsterdam]";

const wall = (at: Temporal.ZonedDateTime | undefined) =>
  at?.toPlainDateTime().toString({ smallestUnit: "minute" }) ?? "begin";

function read(question: string, now = NOW, words = english): string {
  const time = readTime(tokensOf(question, language.contractions), words, Temporal.ZonedDateTime.from(now));
  if (time.kind !== "when") return time.kind;
  const { from, to, isMoment } = time.when;
  return isMoment ? `at ${wall(from)}` : `${wall(from)} – ${wall(to)}`;
}

describe("what an English question says about when", () => {
  it.each([
    ["when did it open today", "2026-11-26T00:00 – 2026-11-26T14:30"],
    ["yesterday", "2026-11-25T00:00 – 2026-11-26T00:00"],
    ["the day before yesterday", "2026-11-24T00:00 – 2026-11-25T00:00"],
    ["three days ago", "2026-11-23T00:00 – 2026-11-24T00:00"],
    ["on Monday", "2026-11-23T00:00 – 2026-11-24T00:00"],
    ["last Thursday", "2026-11-19T00:00 – 2026-11-20T00:00"],
    ["this week", "2026-11-23T00:00 – 2026-11-26T14:30"],
    ["last week", "2026-11-16T00:00 – 2026-11-23T00:00"],
    ["last weekend", "2026-11-21T00:00 – 2026-11-23T00:00"],
    ["this month", "2026-11-01T00:00 – 2026-11-26T14:30"],
    ["in October", "2026-10-01T00:00 – 2026-11-01T00:00"],
    ["on the 3rd of November", "2026-11-03T00:00 – 2026-11-04T00:00"],
    ["on November 21st", "2026-11-21T00:00 – 2026-11-22T00:00"],
    ["on 2026-11-20", "2026-11-20T00:00 – 2026-11-21T00:00"],
    ["on the 21st", "2026-11-21T00:00 – 2026-11-22T00:00"],
    ["on the 30th", "2026-10-30T00:00 – 2026-10-31T00:00"],
    ["on november seventeenth", "2026-11-17T00:00 – 2026-11-18T00:00"],
    ["on the twenty first of november", "2026-11-21T00:00 – 2026-11-22T00:00"],
    ["at the start of the week", "2026-11-23T00:00 – 2026-11-25T00:00"],
  ])("%s: days", (question, expected) => expect(read(question)).toBe(expected));

  it.each([
    ["in the past fortnight", "2026-11-12T14:30 – 2026-11-26T14:30"],
    ["last night", "2026-11-25T18:00 – 2026-11-26T06:00"],
    ["the night before last", "2026-11-24T18:00 – 2026-11-25T06:00"],
    ["yesterday evening", "2026-11-25T18:00 – 2026-11-26T00:00"],
    ["this morning", "2026-11-26T05:00 – 2026-11-26T12:00"],
    ["on Monday night", "2026-11-23T18:00 – 2026-11-24T06:00"],
    ["at night", "2026-11-25T22:00 – 2026-11-26T06:00"],
    ["over the weekend", "2026-11-21T00:00 – 2026-11-23T00:00"],
    ["on Halloween", "2026-10-31T00:00 – 2026-11-01T00:00"],
    ["on 11/20", "2026-11-20T00:00 – 2026-11-21T00:00"],
    ["on Sunday November 15th", "2026-11-15T00:00 – 2026-11-16T00:00"],
    ["on Saturday and Sunday", "2026-11-21T00:00 – 2026-11-23T00:00"],
    ["last week on Thursday the 19th", "2026-11-19T00:00 – 2026-11-20T00:00"],
    ["on Tuesday afternoon", "2026-11-24T12:00 – 2026-11-24T18:00"],
    ["in the evening", "2026-11-25T18:00 – 2026-11-26T00:00"],
    ["the afternoon of the 3rd of November", "2026-11-03T12:00 – 2026-11-03T18:00"],
  ])("%s: parts of a day", (question, expected) => expect(read(question)).toBe(expected));

  it.each([
    ["at 7 this morning", "at 2026-11-26T07:00"],
    ["at 3 last night", "at 2026-11-26T03:00"],
    ["at 11 last night", "at 2026-11-25T23:00"],
    ["at 7 yesterday evening", "at 2026-11-25T19:00"],
    ["yesterday at 7 pm", "at 2026-11-25T19:00"],
    ["at half past seven yesterday", "at 2026-11-25T07:30"],
    ["at quarter to 8 pm on Monday", "at 2026-11-23T19:45"],
    ["at 20:15", "at 2026-11-25T20:15"],
    ["at 9:30 am", "at 2026-11-26T09:30"],
    ["at half past midnight", "at 2026-11-26T00:30"],
    ["at ten to midnight yesterday", "at 2026-11-25T23:50"],
    ["yesterday at 1 in the morning", "at 2026-11-25T01:00"],
    ["at noon", "at 2026-11-26T12:00"],
    ["at midnight", "at 2026-11-26T00:00"],
    ["at 7 was the light in the kitchen on yesterday", "at 2026-11-25T07:00"],
    ["half an hour ago", "at 2026-11-26T14:00"],
    ["two hours ago", "at 2026-11-26T12:30"],
    ["at seven thirty this morning", "at 2026-11-26T07:30"],
    ["yesterday at six fifty a m", "at 2026-11-25T06:50"],
    ["yesterday at uh eleven forty five p m", "at 2026-11-25T23:45"],
    ["yesterday at eight oh five p m", "at 2026-11-25T20:05"],
  ])("%s: moments", (question, expected) => expect(read(question)).toBe(expected));

  it.each([
    ["in the last hour", "2026-11-26T13:30 – 2026-11-26T14:30"],
    ["over the past 24 hours", "2026-11-25T14:30 – 2026-11-26T14:30"],
    ["in the last three days", "2026-11-23T14:30 – 2026-11-26T14:30"],
    ["since yesterday", "2026-11-25T00:00 – 2026-11-26T14:30"],
    ["since 8 this morning", "2026-11-26T08:00 – 2026-11-26T14:30"],
    ["since Monday", "2026-11-23T00:00 – 2026-11-26T14:30"],
    ["after 6 pm yesterday", "2026-11-25T18:00 – 2026-11-26T00:00"],
    ["yesterday after 6 pm", "2026-11-25T18:00 – 2026-11-26T00:00"],
    ["before 7 yesterday", "2026-11-25T00:00 – 2026-11-25T07:00"],
    ["between 2 and 4 yesterday", "2026-11-25T02:00 – 2026-11-25T04:00"],
    ["between 2 and 4 pm yesterday", "2026-11-25T14:00 – 2026-11-25T16:00"],
    ["yesterday between 2 and 4 in the afternoon", "2026-11-25T14:00 – 2026-11-25T16:00"],
    ["from 22:00 yesterday to 02:00", "2026-11-25T22:00 – 2026-11-26T02:00"],
    ["between Monday and Wednesday", "2026-11-23T00:00 – 2026-11-26T00:00"],
    ["between 11 and 1 yesterday", "2026-11-25T11:00 – 2026-11-25T13:00"],
    ["from 11 to 2 pm yesterday", "2026-11-25T11:00 – 2026-11-25T14:00"],
    ["from 11 pm to 2 on Monday", "2026-11-23T23:00 – 2026-11-24T02:00"],
    ["ever", "begin – 2026-11-26T14:30"],
  ])("%s: spans", (question, expected) => expect(read(question)).toBe(expected));

  it.each(["tomorrow", "next Monday", "at 9 pm today", "tomorrow morning"])("%s lies ahead", (question) =>
    expect(read(question)).toBe("future"),
  );

  it("knows that nine o'clock comes twice a day, where nothing says which", () => {
    const orElse = (question: string, words = english) => {
      const time = readTime(tokensOf(question, language.contractions), words, Temporal.ZonedDateTime.from(NOW));
      return time.kind === "when" ? time.when.orElse && wall(time.when.orElse.to) : time.kind;
    };
    expect(orElse("yesterday at 9")).toBe("2026-11-25T21:00");
    expect(orElse("between 2 and 4 yesterday")).toBe("2026-11-25T16:00");
    expect(orElse("yesterday at 9 pm")).toBeUndefined();
    expect(orElse("yesterday evening at 9")).toBeUndefined();
    expect(orElse("today at 9")).toBeUndefined();
    expect(orElse("gestern gegen neun", german)).toBe("2026-11-25T21:00");
    expect(orElse("gestern gegen 9 uhr", german)).toBeUndefined();
    expect(orElse("gestern zwischen 1 und 4 uhr", german)).toBeUndefined();
  });

  it.each(["on Monday the 25th", "yesterday morning and evening", "on Monday and Thursday"])(
    "%s is no time at all",
    (question) => expect(read(question)).toBe("none"),
  );

  it.each(["the lights and the fans", "from the garage", "who did it", "0000-01-01"])(
    "%s says nothing about when",
    (question) => expect(read(question)).toBe("none"),
  );

  it("knows the night before last in German too", () => {
    expect(read("in der vorletzten Nacht", NOW, german)).toBe(read("the night before last"));
  });

  it("knows days of 23 and 25 hours", () => {
    const after = "2026-10-26T12:00:00+01:00[Europe/Amsterdam]";
    const time = readTime(tokensOf("yesterday"), english, Temporal.ZonedDateTime.from(after));
    expect(time.kind === "when" && time.when.from?.until(time.when.to).total("hours")).toBe(25);
    expect(read("at 2:30 am yesterday", after)).toBe("at 2026-10-25T02:30");
  });
});
