import { command } from "#server/command.ts";
import { Letter, WeekLetter } from "./contract.ts";
import { letterOf } from "./letter-of.ts";

const week = command({
  name: "letters/week",
  summary: "A week on one screen: what was unusual, what was mended, what will need you, what HomeOps got wrong",
  input: WeekLetter,
  output: Letter,
  run: (wanted, call) => letterOf(call, wanted),
});

export const letters = [week];
