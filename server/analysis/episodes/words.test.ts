import { expect, it } from "vitest";
import { calledAs, episodeSentence, languages } from "./words.ts";

const run = { kind: "ran" as const, name: "Washing machine", seconds: 6720, amount: 0.834, usual: null, unit: "W" };

it.each([
  [run, "en", true, "Washing machine ran for 1.75 hours, using 0.83 kWh"],
  [run, "en", false, "Washing machine ran for 1.75 hours"],
  [run, "de", true, "Washing machine lief 1,75 Stunden und brauchte 0,83 kWh"],
  [{ ...run, seconds: undefined, amount: null }, "en", true, "Washing machine is running"],
  [
    { ...run, kind: "above", name: "Fridge", unit: "°C", usual: 5.25, seconds: 2400 },
    "en",
    true,
    "Fridge was above its usual 5.25 °C for 40 minutes",
  ],
  [{ ...run, kind: "nobody_home", name: "", seconds: 60 }, "de", true, "Niemand war zu Hause, 1 Minute lang"],
  [{ ...run, kind: "quiet", name: "", seconds: 7.6 * 3600 }, "en", true, "The home slept for 8 hours"],
  [{ ...run, kind: "gap", name: "", seconds: 3 * 86_400 }, "en", true, "Nothing was recorded for 3 days"],
] as const)("tells %o in %s", (told, language, isExact, text) => {
  expect(episodeSentence(told, languages[language], isExact)).toBe(text);
});

it("keeps what people wrote as they wrote it", () => {
  expect(episodeSentence({ ...run, name: "{length} $&" }, languages.en, false)).toBe("{length} $& ran for 1.75 hours");
});

it.each([
  [{ name: "Washer power", device: null }, "Washer"],
  [{ name: "Waschmaschine Leistung", device: null }, "Waschmaschine"],
  [{ name: "Power", device: null }, "Power"],
  [{ name: "Plug 7 power", device: "Dishwasher" }, "Dishwasher"],
])("calls %o by what it is", (thing, name) => expect(calledAs(thing)).toBe(name));
