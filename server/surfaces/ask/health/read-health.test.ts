import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { german } from "../language/de/de.ts";
import { english } from "../language/en/en.ts";
import { readHealth } from "./read-health.ts";

const NOW = Temporal.ZonedDateTime.from("2026-11-20T12:00:00[Europe/Amsterdam]"); // a Friday
const told = (text: string, language = english) => {
  const it = readHealth(text, language, NOW);
  if (it?.kind === "batteries") return `batteries ${it.by.from} ${it.by.to}`;
  if (it?.kind === "past") return `past ${it.from.toPlainDate()} ${it.to.toPlainDate()}`;
  return it?.kind;
};

describe("a question after the health of the home", () => {
  it.each([
    ["which batteries die this month?", "batteries 2026-11-20 2026-11-30"],
    ["Which batteries will need replacing soon", "batteries 2026-11-20 2026-12-20"],
    ["what batteries need to be replaced next week", "batteries 2026-11-23 2026-11-29"],
    ["which of the batteries should I replace within 2 weeks", "batteries 2026-11-20 2026-12-04"],
    ["do any batteries need changing", "batteries 2026-11-20 2026-12-20"],
    ["which batteries are about to die", "batteries 2026-11-20 2026-12-20"],
    ["tell me which batteries will run out next month", "batteries 2026-12-01 2026-12-31"],
    ["which batteries are low?", "low"],
    ["are any batteries running low", "low"],
    ["how healthy is my home?", "score"],
    ["how is the house doing", "score"],
    ["what's the health of my home", "score"],
    ["what will fail next?", "next"],
    ["which device is likely to break next", "next"],
    ["what is about to fail", "next"],
    ["what was wrong last week?", "past 2026-11-09 2026-11-16"],
    ["was anything broken yesterday", "past 2026-11-19 2026-11-20"],
    ["which problems did we have this week", "past 2026-11-16 2026-11-20"],
  ])("is understood: %s", (text, meant) => {
    expect(told(text)).toBe(meant);
  });

  it.each([
    ["Welche Batterien sind diesen Monat leer?", "batteries 2026-11-20 2026-11-30"],
    ["welche Batterien werden bald leer", "batteries 2026-11-20 2026-12-20"],
    ["welche Batterien müssen bald gewechselt werden", "batteries 2026-11-20 2026-12-20"],
    ["welche Batterien muss ich nächste Woche wechseln", "batteries 2026-11-23 2026-11-29"],
    ["welche Batterien sind schwach", "low"],
    ["Welche Batterien sind gerade fast leer?", "low"],
    ["welche Batterien sind bald leer", "batteries 2026-11-20 2026-12-20"],
    ["Wie gesund ist mein Zuhause?", "score"],
    ["wie geht es dem Haus", "score"],
    ["was wird als Nächstes kaputtgehen", "next"],
    ["Was fällt als nächstes aus?", "next"],
    ["welches Gerät wird als nächstes ausfallen", "next"],
    ["Was war letzte Woche kaputt?", "past 2026-11-09 2026-11-16"],
    ["welche Probleme gab es gestern", "past 2026-11-19 2026-11-20"],
    ["war gestern etwas nicht in Ordnung", "past 2026-11-19 2026-11-20"],
  ])("is understood in German: %s", (text, meant) => {
    expect(told(text, german)).toBe(meant);
  });

  it.each([
    ...["what was wrong with the boiler last week", "is the battery low", "which batteries were low yesterday"],
    ...["what happened yesterday", "what needs attention", "turn off the house", "will it rain next week"],
    ...["how warm is my house", "what was on last week", "was anything open yesterday", "what will happen next"],
  ])("is none: %s", (text) => {
    expect(told(text)).toBeUndefined();
  });

  it.each([
    "was war gestern",
    "war gestern jemand da",
    "was war letzte Woche los mit dem Boiler",
    "welche Lampen sind an",
  ])("is none in German: %s", (text) => {
    expect(told(text, german)).toBeUndefined();
  });
});
