import type { Judged } from "./judge.ts";
import { SOON_DAYS } from "./judge.ts";
import type { Share } from "./learned.ts";

export const batteriesHeading = "When batteries are empty";

interface Figures {
  readonly homes: number;
  readonly judged: Judged;
  readonly known: { steps: Share; chemistries: Share };
}

/** The part of the page. */
export function batteriesPart({ homes, judged: { batteries, ahead, looks, falsely }, known }: Figures): string {
  const names = Object.keys(falsely);
  const row = (name: string, cells: readonly string[]) => `| ${[name, ...cells].join(" | ")} |`;
  const off = names
    .filter((name) => ahead.every((one) => name in one.off))
    .map((name) =>
      row(
        name,
        ahead.map((one) => `${days(one.off[name])}`),
      ),
    );
  const weeks = looks / batteries || 1; // looks lie four weeks apart: each stands for its week
  const wrongly = names.map((name) =>
    row(name, [((falsely[name] ?? 0) / homes / weeks).toFixed(3), `${falsely[name] ?? 0}`]),
  );
  return `## ${batteriesHeading}

By \`npm run evaluate -- batteries\`: ${batteries} made-up batteries in ${homes} homes ([test/evaluation/batteries](../test/evaluation/batteries)), three devices of each model. Their levels come from
voltages of four chemistries over ranges that devices chose well or badly, or from counted charge, in steps of 1, 5, 10, 20 and 50 %, with noise, missing days, cold winters for
what stands outside, and one to three cells in each, a quarter of the earlier ones replaced early. For two of five the cell is told. The curves were chosen by other homes than these. Rivals are told when
the cell was put in; HomeOps has to find that.

| half of the dates are wrong by at most | ${ahead.map((one) => `${one.days} days before`).join(" | ")} |
|---|${ahead.map(() => "---|").join("")}
${off.join("\n")}
${row(
  "a date was said of",
  ahead.map((one) => percent(one.said, one.asked)),
)}
${row(
  "inside the span (80 % is meant)",
  ahead.map((one) => percent(one.within, one.said)),
)}

| said to die within ${SOON_DAYS} days while it lasts more than six weeks | a home and week | of ${looks} looks |
|---|---|---|
${wrongly.join("\n")}

A month before the end the step of ${percent(known.steps.said, batteries)} was known (${percent(known.steps.right, known.steps.said)} of these right), and the chemistry, where nobody tells it, of ${percent(known.chemistries.said, batteries)} (${percent(known.chemistries.right, known.chemistries.said)} right).
`;
}

const percent = (part: number, whole: number): string => (whole === 0 ? "" : `${Math.round((100 * part) / whole)} %`);
const days = (n = 0): string => `${n < 10 ? n.toFixed(1) : Math.round(n)} d`;
