import { describe, expect, it } from "vitest";
import { type ListItem, type OwnItem, stepsTo } from "./steps-to.ts";
import { type Ending, toBuy } from "./to-buy.ts";

const battery = (entity_id: string, more: Partial<Ending> = {}): Ending => ({
  entity_id,
  name: entity_id,
  cell: { type: "CR2032", quantity: null },
  ...{ is_charged: false, is_low: false, expected_on: null },
  ...more,
});
const HOW = { today: "2026-11-28", until: "2027-01-12", language: "en" } as const;
const FOUR = [
  battery("a", { name: "Kitchen motion Battery", expected_on: "2026-12-12" }),
  battery("b", { name: "Back door battery level", expected_on: "2026-12-20" }),
  battery("c", { name: "Lock", cell: { type: "AA", quantity: 4 }, is_low: true }),
  battery("d", { name: "Attic", cell: null, expected_on: "2027-01-02" }),
];

describe("what is to be bought", () => {
  it("is one line a type of cell, with how many, for what and by when, the soonest first", () => {
    expect(toBuy(FOUR, HOW).map(({ summary }) => summary)).toEqual([
      "4 × AA (Lock) by 28 November",
      "2 × CR2032 (Kitchen motion, Back door) by 12 December",
      "1 × battery of a type not known (Attic) by 2 January",
    ]);
    expect(toBuy(FOUR, { ...HOW, language: "de" }).map(({ summary }) => summary)).toEqual([
      "4 × AA (Lock) bis 28. November",
      "2 × CR2032 (Kitchen motion, Back door) bis 12. Dezember",
      "1 × Batterie unbekannter Art (Attic) bis 2. Januar",
    ]);
  });

  it("leaves out what is charged, what lasts, and what nobody knows the end of", () => {
    const others = [
      battery("a", { is_charged: true, is_low: true }),
      battery("b", { expected_on: "2027-03-01" }),
      battery("c"),
    ];
    expect(toBuy(others, HOW)).toEqual([]);
  });

  it("names some of many, and is due today where it is over already", () => {
    const many = ["e", "d", "c", "b", "a", "f"].map((id) => battery(id, { expected_on: "2026-11-20" }));
    expect(toBuy(many, HOW)).toMatchObject([
      { summary: "6 × CR2032 (a, b, c, d and 2 more) by 28 November", due_on: "2026-11-28" },
    ]);
  });
});

describe("what makes the list say it", () => {
  const wanted = (batteries: readonly Ending[]) => (bought: ReadonlySet<string>) =>
    toBuy(
      batteries.filter(({ entity_id }) => !bought.has(entity_id)),
      HOW,
    );
  const two = wanted(FOUR.slice(0, 2));
  const [line] = two(new Set());
  const own = (more: Partial<OwnItem> = {}): OwnItem => ({
    ...{ id: 1, cell: "CR2032", uid: "u1", others: [], is_open: true },
    ...{ entities: line!.entities, summary: line!.summary, due_on: line!.due_on },
    ...more,
  });
  const item = (more: Partial<ListItem> = {}): ListItem => ({
    uid: "u1",
    summary: line!.summary,
    isDone: false,
    ...more,
  });
  const kinds = (steps: ReturnType<typeof stepsTo>) => steps.map((step) => step.do);

  it.each([
    ["adds what is not there", two, [], [], ["add"]],
    ["leaves alone what is right", two, [own()], [item()], []],
    ["finds again what it sent", two, [own({ uid: null })], [item({ uid: "new" })], ["adopt"]],
    [
      "takes for its own nothing that was there before",
      two,
      [own({ uid: null, others: ["old"] })],
      [item({ uid: "old" })],
      ["add"],
    ],
    ["changes what is other than it was", wanted(FOUR.slice(0, 1)), [own()], [item()], ["update"]],
    ["takes off what was changed", wanted([]), [own()], [item()], ["remove"]],
    ["takes what was ticked off for bought", two, [own()], [item({ isDone: true })], ["settle"]],
    ["and what was taken away", two, [own()], [item({ uid: "of somebody" })], ["settle"]],
    ["adds that no more", two, [own({ is_open: false })], [], []],
    ["but forgets it when the cells were changed", wanted([]), [own({ is_open: false })], [], ["forget"]],
    ["adds what came since it was bought", two, [own({ is_open: false, entities: ["a"] })], [], ["add"]],
    ["leaves others' items alone", wanted([]), [], [item(), item({ uid: "x", summary: "Milk" })], []],
  ])("%s", (_, wish, mine, there, expected) => expect(kinds(stepsTo(wish, mine, there))).toEqual(expected));
});
