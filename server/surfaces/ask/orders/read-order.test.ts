import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { german } from "../language/de/de.ts";
import { english } from "../language/en/en.ts";
import { readOrder } from "./read-order.ts";

const now = Temporal.ZonedDateTime.from("2026-11-21T15:40:00[Europe/Berlin]");
const read = (text: string, language: "en" | "de") => {
  const order = readOrder(text, language === "en" ? english : german, now);
  if (!order) return undefined;
  const told = (at: Temporal.ZonedDateTime) => at.toPlainDateTime().toString().slice(0, 16).replace("2026-11-", "");
  if (order.kind === "pause") return `pause ${order.until === "until told" ? order.until : told(order.until)}`;
  return order.kind === "forget" ? `forget ${told(order.from)} ${told(order.to)}` : order.kind;
};

describe("an order to the memory", () => {
  it.each([
    ["stop remembering for an hour", "pause 21T16:40"],
    ["Stop remembering.", "pause 21T16:40"],
    ["please pause your memory for the next two hours", "pause 21T17:40"],
    ["stop remembering until tomorrow", "pause 22T06:00"],
    ["don't remember anything until I say so", "pause until told"],
    ["for the next 30 minutes don't remember anything", "pause 21T16:10"],
    ["remember again", "resume"],
    ["you may start remembering again", undefined],
    ["Start remembering again, please", "resume"],
    ["forget the last ten minutes", "forget 21T15:30 21T15:40"],
    ["please forget everything from the last hour", "forget 21T14:40 21T15:40"],
    ["forget what happened yesterday", "forget 20T00:00 21T00:00"],
    ["forget everything between 2 pm and 3 pm today", "forget 21T14:00 21T15:00"],
    ["stop mending", "stop mending"],
    ["Please don't repair anything any more", "stop mending"],
    ["yes please", "yes"],
    ["no, never mind", "no"],
    ["no", "no"],
  ])("is read: %s", (text, order) => expect(read(text, "en")).toBe(order));

  it.each([
    ["merk dir eine Stunde lang nichts", "pause 21T16:40"],
    ["Merke dir bitte nichts mehr", "pause 21T16:40"],
    ["merk dir bis morgen früh nichts", "pause 22T06:00"],
    ["Pausiere das Gedächtnis für zwei Stunden", "pause 21T17:40"],
    ["merk dir nichts, bis ich es sage", "pause until told"],
    ["hör für 30 Minuten auf, dir etwas zu merken", "pause 21T16:10"],
    ["merk dir wieder alles", "resume"],
    ["Beende die Pause", "resume"],
    ["vergiss die letzten zehn Minuten", "forget 21T15:30 21T15:40"],
    ["Vergiss bitte alles von gestern", "forget 20T00:00 21T00:00"],
    ["vergiss was in der letzten Stunde passiert ist", "forget 21T14:40 21T15:40"],
    ["hör auf zu reparieren", "stop mending"],
    ["Repariere bitte nichts mehr", "stop mending"],
    ["ja bitte", "yes"],
    ["nein danke", "no"],
  ])("is read in German: %s", (text, order) => expect(read(text, "de")).toBe(order));

  it.each([
    ...["turn off the kitchen lights", "stop the music", "forget it", "forget the milk", "pause", "stop recording"],
    ...["remember the milk", "remember that the plumber was here", "forget to remind me tomorrow", "pause the vacuum"],
    ...["when did the garage door last open", "what happened in the last hour", "don't turn on the light for an hour"],
    ...["forget the shopping list from yesterday", "continue playing", "resume the movie", "good night"],
  ])("is not read where something else may be meant: %s", (text) => expect(read(text, "en")).toBeUndefined());

  it.each(["mach das Licht aus", "vergiss es", "vergiss die Milch", "merk dir die Milch", "pausiere die Musik"])(
    "nor in German: %s",
    (text) => expect(read(text, "de")).toBeUndefined(),
  );
});
