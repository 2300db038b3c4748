import { expect, it } from "vitest";
import { german } from "../language/de/de.ts";
import { tokensOf } from "./tokens.ts";
import { respelled } from "./written.ts";

const known = new Set(["fruh", "geoffnet", "aufgesperrt", "gefahren", "offen", "gemacht", "haus", "neu"]);
const read = (text: string) =>
  respelled(tokensOf(text), german, (word) => known.has(word))
    .map(({ text: word }) => word)
    .join(" ");

it.each([
  ["frueh geoeffnet", "fruh geoffnet"], // no umlauts on the keyboard
  ["aufgsperrt", "aufgesperrt"], // without its e
  ["gfahrn", "gefahren"], // without two of them
  ["offn gmacht", "offen gemacht"],
  ["haus", "haus"], // known as it stands
  ["gondel", "gondel"],
])("reads %s as %s", (written, meant) => expect(read(written)).toBe(meant));
