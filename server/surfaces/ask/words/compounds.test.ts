import { expect, it } from "vitest";
import { asCompounds, headAmong } from "./compounds.ts";
import { tokensOf } from "./tokens.ts";

const house = new Set(["keller", "kuche", "garten", "garagentor", "nachtlicht", "wohnzimmerlampe"]);
const compounds = {
  links: ["", "n", "en"],
  headOf: headAmong(["fenster", "licht", "tor"], (word) => word),
  isKnown: (word: string) => word === "rotlicht",
  isOfTheHouse: (word: string) => house.has(word),
  isTime: (word: string) => word === "nacht",
};
const read = (text: string, links = compounds.links) =>
  asCompounds(tokensOf(text), { ...compounds, links })
    .map(({ text: word }) => word)
    .join(" ");

it.each([
  ["Kellerlicht", "keller licht"],
  ["Küchenfenster", "kuche fenster"],
  ["Gartentor", "garten tor"], // a gate of the garden, and no misspelt garage door
  ["Garagen Tor", "garagentor"],
  ["Wohnzimmerlampe", "wohnzimmerlampe"], // a name of the house stays whole
  ["Rotlicht", "rotlicht"],
  ["Saunator", "saunator"], // nothing here is called Sauna
  ["letzte Nacht Licht", "letzte nacht licht"],
])("reads %s as %s", (written, meant) => expect(read(written)).toBe(meant));

it("leaves the words of a language without compounds", () => expect(read("Kellerlicht", [])).toBe("kellerlicht"));
