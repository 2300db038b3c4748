import { inWords } from "../../failures/reasons.ts";
import type { CheckWords } from "../../words.ts";

type Words = Pick<CheckWords["checks"], "reading-unusual" | "device-failing" | "activity-unusual">;

const number = (value: number, unit: string | null) => `${value}${unit ? ` ${unit}` : ""}`;

/** What is out of the usual, and what will fail. */
export const foretold: Words = {
  "reading-unusual": ({ kind, expected, seen, unit }, { name, lasting }) => ({
    ...{
      stuck: {
        title: "Sensor does not move any more",
        sentence: `${name} has shown the same value for ${seen} hours`,
        expected: "It changes in most hours",
      },
      level: {
        title: "Reading is unusual",
        sentence: `${name} has been far ${seen > expected ? "above" : "below"} what is usual ${lasting}: ${number(seen, unit)}`,
        expected: `About ${number(expected, unit)} at this time of the week`,
      },
      drift: {
        title: "Reading drifts away",
        sentence: `${name} has been ${seen > expected ? "above" : "below"} what is usual for days, ${number(seen, unit)} now`,
        expected: `About ${number(expected, unit)} at this time of the week`,
      },
      noise: {
        title: "Reading is restless",
        sentence: `${name} has gone up and down by ${number(seen, unit)} an hour ${lasting}`,
        expected: `About ${number(expected, unit)} an hour`,
      },
    }[kind],
    advice:
      "See whether something has changed where it is; else check its place, its battery and its calibration. If it is as it should be, call it no problem",
    closes: "It is back to what is usual, or this has become usual",
  }),
  "device-failing": ({ reasons, until }, { name }) => ({
    title: "Device may fail soon",
    sentence: `${name} will probably be out of reach for long before ${until}: ${inWords(reasons, "en").join("; ")}`,
    expected: "None of these signs",
    advice:
      "Look at its power supply, its battery and its link before it fails; have a spare at hand if the home depends on it",
    closes: "The signs are gone for a week, or the device fails, which another finding says",
  }),
  "activity-unusual": ({ kind, times, expected }, { name, lasting }) => ({
    ...{
      much: {
        title: "Unusually much activity",
        sentence: `${name} was active ${times} times in a day, far more often than ever`,
        expected: `About ${expected} times a day`,
      },
      little: {
        title: "Unusually little activity",
        sentence: `${name} has not been active ${lasting}, longer than ever by how often it is otherwise`,
        expected: `About ${expected} times since then`,
      },
      "odd hours": {
        title: "Activity at unusual hours",
        sentence: `${name} was active ${times} times in a day at hours at which it never is`,
        expected: "Nothing at these hours",
      },
    }[kind],
    advice: "If you know why, call it no problem; else see whether the sensor is in its place and what sets it off",
    closes: kind === "little" ? "It is active again" : "A day that is more like the others",
  }),
};
