import type { Ending, HealthWords } from "../../health/health-words.ts";
import { asked } from "./health-asked.ts";
import { told } from "./health-told.ts";
import { forms } from "./says.ts";

const { dayNamed, momentNamed, listed } = forms;
const please = "[please|hey|ok|okay] [(tell|show) me]";
const cells = "[of] [the|my|our] (batteries|battery)";
const end =
  "(die|be dead|run out|run down|run empty|be empty|go empty|go flat|be flat|fail|be used up|need replacing|need replacement|need changing|need to be (replaced|changed)|need [a] (change|replacement)|have to be (replaced|changed)|be due)";
const ends =
  "(dies|runs out|fails|needs replacing|needs changing|needs to be (replaced|changed)|has to be (replaced|changed)|dying|running out|about to (die|run out|fail|be empty)|due [for replacement])";
const home = "[my|the|our|this] [smart] (home|house|household|place|apartment|flat|system|setup)";
const thing = "(thing|device|sensor|one|battery)";

const ending = (it: Parameters<HealthWords["nextSay"]>[0], { name, expected, earliest, latest }: Ending): string =>
  `${name} about ${dayNamed(expected, it)} (between ${dayNamed(earliest, it)} and ${dayNamed(latest, it)} in four of five cases)`;

export const health: HealthWords = {
  asked,
  told,
  batteries: [
    `${please} (which|what|any) ${cells} [(will|are going to|is going to|do|does|should|must)] [soon] ${end} [<by>]`,
    `${please} (which|what|any) ${cells} [are|is] [soon] ${ends} [<by>]`,
    `(do|does|will|are|is) any ${cells} [going to|soon] (${end}|${ends}) [<by>]`,
    `${please} (which|what) ${cells} (should|must|do|will) (i|we) [need to|have to] (replace|change|swap|buy) [<by>]`,
    `(do|should|must|will) (i|we) [need to|have to] (replace|change|swap) any ${cells} [<by>]`,
  ],
  low: [
    `${please} (which|what|any) ${cells} (are|is) [nearly|almost|getting|running] (low|weak|flat|dead|empty) [now|right now|at the moment]`,
    `(are|is) any ${cells} [nearly|almost|getting|running] (low|weak|flat|dead|empty) [now|right now|at the moment]`,
  ],
  score: [
    `${please} how healthy is ${home} [now|today|right now]`,
    `how is ${home} doing [now|today]`,
    `how is the health of ${home}`,
    `${please} (what is|how good is) [the|my|our] [home|house] health [score] [of ${home}]`,
    `${please} (what is the|[the]) (health|condition|health score) of ${home}`,
    `is ${home} (healthy|in good (health|shape|condition|order))`,
    `how many points (has|does) ${home} [have]`,
  ],
  next: [
    `${please} what (will|is going to|is likely to|might|could) (fail|break|die|break down) (next|first|soon)`,
    "what (fails|breaks|dies) next",
    "what is (about to|next to|going to) (fail|break|die|break down) [next|soon]",
    `${please} (which|what) ${thing} (will|is going to|is likely to|might|could) (fail|break|die|break down) (next|first|soon)`,
    `${please} (which|what) ${thing} (fails|breaks|dies) (next|first)`,
    `${please} what is the next ${thing} (to|that will) (fail|break|die|break down)`,
    "when will the next battery (die|run out|be empty|fail)",
  ],
  past: [
    `${please} what (was|has been|went|had been) (wrong|broken|amiss|the matter)`,
    "(was|were|has|had) (anything|something) [been] (wrong|broken|amiss|the matter)",
    `${please} (what|which) (problems|issues|faults|findings|troubles|trouble) (were there|did we have|did i have|did you find|were found|came up|have there been)`,
    "(were|have) there [been] [any] (problems|issues|faults|findings)",
    "did you find (anything|something) [wrong|broken]",
  ],
  wrong: ["(wrong|broken|amiss|the matter|problems|issues|faults|findings|troubles|trouble)"],
  beside: ["(with|in|at) [my|the|our] (home|house)", "(in|during|over|within|on|here|at|the)", "(home|house)"],
  horizons: {
    soon: ["soon", "shortly", "next", "in the near future", "before long", "in the (next|coming) (days|weeks)"],
    thisWeek: ["this week", "(until|by|before) [the] (weekend|sunday|end of the week)"],
    nextWeek: ["next week"],
    thisMonth: ["this month", "(until|by|before) the end of [the|this] month"],
    nextMonth: ["next month"],
    thisYear: ["this year", "(until|by|before) the end of [the|this] year"],
  },
  within: [
    "(within|in|over|during) [the] [next|coming] <n> <unit>",
    "(within|in) [the] (next|coming) <unit>",
    "(within|in) a <unit>",
  ],
  batteriesSay: ({ low, ending: soon, unknown, ...it }) =>
    [
      low.length > 0 ? `${listed(low)} ${low.length === 1 ? "is" : "are"} low now.` : "",
      soon.length > 0
        ? `Will be empty: ${soon.map((one) => ending({ ...it, ending: one }, one)).join("; ")}.`
        : "No other battery will be empty by then, by how they have fallen.".replace(
            low.length > 0 ? "" : "other ",
            "",
          ),
      unknown > 0 ? `Of ${unknown} more ${unknown === 1 ? "battery" : "batteries"} no end is known yet.` : "",
    ]
      .filter(Boolean)
      .join(" "),
  lowSay: (low) =>
    low.length === 0 ? "No battery is known to be low." : `${listed(low)} ${low.length === 1 ? "is" : "are"} low.`,
  noForecasts: "I do not know yet: no battery has been watched for long enough to say when it will be empty.",
  scoreSay: ({ score, lost }) =>
    lost.length === 0
      ? `${score} of 100: nothing is known to be wrong.`
      : `${score} of 100. ${lost.map(({ title, name, points }) => `${title}: ${name} costs ${points}`).join("; ")}.`,
  notLooked: "I do not know yet: I have not been able to look at the whole home.",
  nextSay: ({ ending: one, ...it }) => `The battery of ${ending({ ...it, ending: one }, one)}, by how it has fallen.`,
  noneForetold: "I do not know: nothing here has been watched for long enough to say what fails next.",
  pastSay: ({ wrong, more, since, ...it }) =>
    [
      wrong.length === 0
        ? "Nothing was found wrong."
        : wrong
            .map(
              ({ title, name, from, to }) =>
                `${title}: ${name}, ${to === undefined ? `since ${momentNamed(from, it)}` : `from ${momentNamed(from, it)} to ${momentNamed(to, it)}`}.`,
            )
            .join(" "),
      more > 0 ? `And ${more} more.` : "",
      since === undefined ? "" : `I have been looking since ${momentNamed(since, it)}.`,
    ]
      .filter(Boolean)
      .join(" "),
  notKnownBefore: ({ since, ...it }) =>
    `I do not know: I have been looking for what is wrong since ${momentNamed(since, it)}.`,
};
