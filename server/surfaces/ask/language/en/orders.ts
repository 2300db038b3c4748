import type { OrderWords } from "../../orders/order-words.ts";
import { forms } from "./says.ts";

const { momentNamed, rangeOf } = forms;
const polite = "[please|hey|ok|okay|now]";
const memory = "(remembering [things|anything|everything]|(the|your) memory)";

export const orders: OrderWords = {
  pause: [
    `${polite} (stop|pause|quit) ${memory} [<long>] [please]`,
    `${polite} [<long>] do not remember (anything|things|this|that) [<long>] [please]`,
    `${polite} remember nothing [<long>] [please]`,
  ],
  resume: [
    `${polite} (remember|start remembering|go on remembering|continue remembering|resume remembering) [everything|things] again [please]`,
    `${polite} (start|resume|continue) ${memory} [please]`,
    `${polite} (go on|carry on) remembering [please]`,
  ],
  forget: [
    `${polite} (forget|erase) [about] [everything|anything|all|what happened] [of|from|in|during|within|that happened]`,
  ],
  beside: ["[please]", "(of|from|in|during|within)"],
  stopMending: [
    `${polite} (stop|quit|halt) [all] (mending|repairing|healing|fixing) [things|anything|everything] [please]`,
    `${polite} do not (mend|repair|heal|fix) (anything|things|everything) [anymore|any more] [please]`,
  ],
  yes: [
    "(yes|yeah|yep|sure|ok|okay|right|correct) [please] [do] [it] [that]",
    "[yes] do (it|that|so)",
    "[yes] go ahead",
    "yes forget (it|them)",
  ],
  no: ["(no|nope|cancel|stop|wait) [please] [thanks|thank you]", "[no] do not [do (it|that)]", "[no] never mind"],
  lasting: ["[for] [the] [next] <n> <unit>", "[for] [the] next <unit>"],
  untilTomorrow: ["(until|till) tomorrow [morning]"],
  untilTold: [
    "(until|till) i (say so|say otherwise|say|tell you) [to|otherwise|again]",
    "until further notice",
    "for now",
  ],
  paused: ({ until, ...it }) => `I remember nothing until ${momentNamed(until, it)}.`,
  pausedShort: ({ until, ...it }) =>
    `I remember nothing until ${momentNamed(until, it)}. Only an owner or an admin of the home can make it longer.`,
  resumed: "I remember again.",
  wouldForget: ({ events, from, to, ...it }) =>
    `That is ${events === 1 ? "one event" : `${events} events`}, ${rangeOf(from, to, it)}, gone for good. Shall I forget ${events === 1 ? "it" : "them"}?`,
  nothingToForget: ({ from, to, ...it }) => `There is nothing to forget, ${rangeOf(from, to, it)}.`,
  forgotten: "It is being forgotten, and nothing brings it back.",
  kept: "Then I forget nothing.",
  wouldStopMending: "Then nothing is mended any more until somebody resumes it on the page. Shall I stop all mending?",
  mendingStopped: "All mending is stopped.",
  mendingGoesOn: "Then it stays as it is.",
  mayNotStopMending: "Only an owner or an admin of the home can stop mending, and I must know that it is them.",
  mayNotForget: "Only an owner or an admin of the home can let me forget, and I must know that it is them.",
};
