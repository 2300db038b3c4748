import { expect, it } from "vitest";
import { kindOf } from "./kind-of.ts";

const habit = (parts = {}) => ({ key: 1, levels: [100, 90, 80, 70], rises: 0, days: 300, ...parts });
const cell = (chemistry: "lithium" | null) => ({ type: "CR2032", quantity: null, chemistry });

it("believes the type before what was learned, and says which of them it was", () => {
  const told = kindOf({ cell: cell("lithium"), volts: null }, habit(), "alkaline");
  expect(told).toEqual({ step: 10, chemistry: "lithium", is_chemistry_told: true, is_charged: false });
  expect(kindOf({ cell: cell(null), volts: null }, habit(), "alkaline")).toMatchObject({
    ...{ chemistry: "alkaline", is_chemistry_told: false },
  });
});

it("takes what is charged again and again at four volts for lithium ions, and nothing else by its voltage", () => {
  const charged = habit({ rises: 12 });
  expect(kindOf({ cell: null, volts: 3.9 }, charged)).toMatchObject({ chemistry: "lithium_ion", is_charged: true });
  expect(kindOf({ cell: null, volts: 3.9 }, habit())).toMatchObject({ chemistry: null, is_charged: false });
  expect(kindOf({ cell: null, volts: 2.6 }, charged)).toMatchObject({ chemistry: null, is_charged: true });
});

it("says nothing of what tells no level", () => {
  const nothing = { step: null, chemistry: null, is_chemistry_told: false, is_charged: false };
  expect(kindOf({ cell: null, volts: 2.9 })).toEqual(nothing);
});
