import { expect, it } from "vitest";
import type { FindingShown } from "#server/store/ledger/findings/contract.ts";
import { inOrder, withNews } from "./in-order.ts";

const finding = (id: number, parts: Partial<FindingShown> = {}) =>
  ({ finding: id, severity: "warning", state: "open", cause: null, ...parts }) as FindingShown;
const ids = (items: readonly FindingShown[]) => items.map((item) => item.finding);

it("shows the worst first, of equal ones the newest", () => {
  expect(
    ids(inOrder([finding(1), finding(2, { severity: "critical" }), finding(3), finding(4, { severity: "info" })])),
  ).toEqual([2, 3, 1, 4]);
});

it("takes in what is news, and lets go of what is over or explained by something else", () => {
  const items = [finding(1), finding(2), finding(3)];
  const news = [
    finding(1, { state: "closed" }),
    finding(2, { severity: "error" }),
    finding(3, { cause: 2 }),
    finding(4),
  ];
  expect(ids(withNews(items, news))).toEqual([2, 4]);
});
