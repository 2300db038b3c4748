import { count } from "../look/amounts.ts";

/** Of what will fail, and of how healthy the home was. */
export const foretoldEn = {
  title: "What may fail",
  coming: "Reading the forecasts …",
  within: (days: number) => `Devices that show signs of failing within ${count(days)} days; the likeliest first.`,
  none: "No device shows signs of failing.",
  until: (day: string) => `until ${day}`,
  probability: (share: number) => `${count(share * 100)} of 100 such came true`,
  score: (share: number, n: number) => `Of ${count(n)} failures that were foretold here, ${count(share * 100)} % came.`,
  scoreNone: "No forecast has been held against what came yet.",
  scoreLater: (n: number) =>
    `${count(n)} ${n === 1 ? "failure was" : "failures were"} foretold and held against what came; how often that was right is told from 30 on.`,
  past: {
    title: "How healthy it was",
    spans: { month: "Month", year: "Year" },
    span: "Span",
    coming: "Reading the past …",
    none: "Nobody has looked for long enough yet.",
    told: (from: string, low: number, high: number) =>
      low === high
        ? `Since ${from} always ${count(low)} of 100.`
        : `Since ${from} between ${count(low)} and ${count(high)} of 100.`,
    dip: (when: string, score: number) => `${when}: ${count(score)} of 100`,
    day: (day: string, low: number, high: number) =>
      low === high ? `${day}: ${count(low)} of 100` : `${day}: ${count(low)} to ${count(high)} of 100`,
    of: "Of what",
    home: "The whole home",
    lasting: (from: string, until: string) => `${from} to ${until}`,
    because: (title: string, name: string) => `${title}: ${name}`,
    unnamed: "What it was is not known any more.",
    dips: "When it was lower",
  },
};
