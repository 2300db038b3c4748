import { expect, it } from "vitest";
import { counter, gaugeBook } from "./gauge.ts";

it("writes gauges and counters as Prometheus reads them", () => {
  const book = gaugeBook();
  book.add({ name: "homeops_waiting", help: "Events\nwaiting", read: () => 12.5 });
  const dropped = counter(book, "homeops_dropped_total", "Dropped");
  dropped({ why: 'a "reason"\\' });
  dropped({ why: 'a "reason"\\' }, 2);
  expect(book.text()).toBe(
    [
      "# HELP homeops_waiting Events waiting",
      "# TYPE homeops_waiting gauge",
      "homeops_waiting 12.5",
      "# HELP homeops_dropped_total Dropped",
      "# TYPE homeops_dropped_total counter",
      'homeops_dropped_total{why="a \\"reason\\"\\\\"} 3',
      "",
    ].join("\n"),
  );
});

it("refuses two of one name", () => {
  const book = gaugeBook();
  counter(book, "homeops_dropped_total", "Dropped");
  expect(() => counter(book, "homeops_dropped_total", "Dropped again")).toThrow("homeops_dropped_total");
});
