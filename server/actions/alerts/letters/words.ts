import type { letterParts } from "./contract.ts";

export type Language = "en" | "de";
type Part = (typeof letterParts)[number];

interface Words {
  readonly locale: string;
  title(home: string, from: string, to: string): string;
  readonly parts: Readonly<Record<Part, string>>;
  readonly none: Readonly<Record<Part, string>>;
  readonly notLooked: string;
  more(count: number): string;
  over(count: number): string;
  mended(thing: string): string;
  fixed(thing: string): string;
  battery(name: string, day: string): string;
  batteryNow(name: string): string;
  failing(name: string, why: string): string;
  open(count: number): string;
  noProblem(thing: string): string;
  wrongAnswers(count: number): string;
  missed(name: string, expected: string, came: string): string;
}

export const words: Readonly<Record<Language, Words>> = {
  en: {
    locale: "en-GB",
    title: (home, from, to) => `${home}, ${from} to ${to}`,
    parts: {
      unusual: "What was unusual",
      mended: "What was mended",
      coming: "What will need you",
      wrong: "What HomeOps got wrong",
    },
    none: {
      unusual: "Nothing.",
      mended: "Nothing had to be.",
      coming: "Nothing that can be foreseen.",
      wrong: "Nothing that anybody noticed.",
    },
    notLooked: "HomeOps has not looked at this home in these days, so it cannot say.",
    more: (count) => `And ${count} more.`,
    over: (count) => (count === 1 ? "One thing went away by itself." : `${count} things went away by themselves.`),
    mended: (thing) => `HomeOps mended: ${thing}.`,
    fixed: (thing) => `${thing} was called fixed.`,
    battery: (name, day) => `The battery of ${name} will be empty around ${day}.`,
    batteryNow: (name) => `The battery of ${name} is low.`,
    failing: (name, why) => `${name} may fail within two weeks: ${why}`,
    open: (count) => (count === 1 ? "One thing needs attention now." : `${count} things need attention now.`),
    noProblem: (thing) => `${thing} was no problem, somebody said.`,
    wrongAnswers: (count) => (count === 1 ? "One answer was called wrong." : `${count} answers were called wrong.`),
    missed: (name, expected, came) =>
      `The battery of ${name} was empty on ${came}, and was expected to be around ${expected}.`,
  },
  de: {
    locale: "de",
    title: (home, from, to) => `${home}, ${from} bis ${to}`,
    parts: {
      unusual: "Was ungewöhnlich war",
      mended: "Was in Ordnung kam",
      coming: "Was auf dich zukommt",
      wrong: "Worin HomeOps sich geirrt hat",
    },
    none: {
      unusual: "Nichts.",
      mended: "Nichts war nötig.",
      coming: "Nichts, was sich absehen lässt.",
      wrong: "Nichts, was jemandem aufgefallen wäre.",
    },
    notLooked: "HomeOps hat in diesen Tagen nicht nach diesem Zuhause gesehen und kann es nicht sagen.",
    more: (count) => (count === 1 ? "Und noch eines." : `Und ${count} weitere.`),
    over: (count) => (count === 1 ? "Eines ging von selbst vorüber." : `${count} Dinge gingen von selbst vorüber.`),
    mended: (thing) => `HomeOps hat in Ordnung gebracht: ${thing}.`,
    fixed: (thing) => `${thing} wurde als behoben gemeldet.`,
    battery: (name, day) => `Die Batterie von ${name} wird um den ${day} leer sein.`,
    batteryNow: (name) => `Die Batterie von ${name} ist schwach.`,
    failing: (name, why) => `${name} fällt vielleicht binnen zwei Wochen aus: ${why}`,
    open: (count) =>
      count === 1 ? "Eines braucht jetzt Aufmerksamkeit." : `${count} Dinge brauchen jetzt Aufmerksamkeit.`,
    noProblem: (thing) => `${thing} war kein Problem, hat jemand gesagt.`,
    wrongAnswers: (count) =>
      count === 1 ? "Eine Antwort wurde als falsch gemeldet." : `${count} Antworten wurden als falsch gemeldet.`,
    missed: (name, expected, came) =>
      `Die Batterie von ${name} war am ${came} leer; erwartet war es um den ${expected}.`,
  },
};
