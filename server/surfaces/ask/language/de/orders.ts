import type { OrderWords } from "../../orders/order-words.ts";
import { forms } from "./says.ts";

const { momentNamed, rangeOf } = forms;
const polite = "[bitte|hey|ok|okay|jetzt]";
const nothing = "(nichts|nix) [mehr]";
const memory = "[das|dein] (gedachtnis|erinnern|merken)";

export const orders: OrderWords = {
  pause: [
    `${polite} (merk|merke) dir [bitte] [<long>] ${nothing} [<long>] [bitte]`,
    `${polite} erinnere dich [<long>] an ${nothing} [<long>]`,
    `${polite} (pausiere|stoppe) ${memory} [<long>] [bitte]`,
    `${polite} hor [bitte] [<long>] auf (dir [etwas|alles|sachen] zu merken|dich zu erinnern) [<long>]`,
    `${memory} [<long>] (pausieren|anhalten)`,
  ],
  resume: [
    `${polite} (merk|merke) dir [ab jetzt] wieder [alles|etwas|was passiert] [bitte]`,
    `${polite} erinnere dich [ab jetzt] wieder [an alles] [bitte]`,
    `${polite} (setz|setze) ${memory} fort [bitte]`,
    `${memory} fortsetzen`,
    "[bitte] (beende|beend) die pause",
  ],
  forget: [`${polite} vergiss [bitte] [alles|was] [aus|von|in|der|dem]`],
  beside: ["[bitte]", "[passiert|geschehen] (ist|war)", "(aus|von|in|der|dem|den|die)"],
  stopMending: [
    `${polite} (stopp|stoppe|beende) [das|alles] reparieren [bitte]`,
    `${polite} (halt|halte) [bitte] [das|alles] reparieren an [bitte]`,
    `${polite} hor [bitte] auf [etwas|alles] zu reparieren [bitte]`,
    `${polite} reparier [bitte] nichts [mehr] [bitte]`,
    `${polite} repariere [bitte] nichts [mehr] [bitte]`,
    "[das|alles] reparieren (anhalten|stoppen|beenden)",
  ],
  yes: [
    "(ja|jawohl|klar|sicher|ok|okay|genau|richtig) [bitte] [mach [das|es]]",
    "[ja] mach (das|es)",
    "ja vergiss (es|sie)",
    "[ja] tu (das|es)",
  ],
  no: [
    "(nein|ne|nee|stopp|halt|abbrechen|warte) [bitte|danke]",
    "[nein] lieber nicht",
    "[nein] (lass es|lass das)",
    "vergiss [es] nicht",
  ],
  lasting: ["[fur] [die] [nachste|nachsten] <n> <unit> [lang]", "[fur] die nachste <unit>"],
  untilTomorrow: ["bis morgen [fruh]"],
  untilTold: [
    "bis ich [es|etwas|dir] [was|anderes|bescheid] (sage|sag)",
    "bis ich [es|dir] (sage|sag)",
    "bis auf weiteres",
    "(vorerst|erstmal)",
  ],
  paused: ({ until, ...it }) => `Ich merke mir nichts bis ${momentNamed(until, it)}.`,
  pausedShort: ({ until, ...it }) =>
    `Ich merke mir nichts bis ${momentNamed(until, it)}. Länger kann es nur, wer das Zuhause besitzt oder verwaltet.`,
  resumed: "Ich merke mir wieder, was geschieht.",
  wouldForget: ({ events, from, to, ...it }) =>
    `Das ${events === 1 ? "ist ein Ereignis" : `sind ${events} Ereignisse`}, ${rangeOf(from, to, it)}, und kommt nicht wieder. Soll ich es vergessen?`,
  nothingToForget: ({ from, to, ...it }) => `Da ist nichts zu vergessen, ${rangeOf(from, to, it)}.`,
  forgotten: "Es wird vergessen und kommt nicht wieder.",
  kept: "Dann vergesse ich nichts.",
  wouldStopMending:
    "Dann wird nichts mehr repariert, bis es jemand auf der Seite fortsetzt. Soll ich alles Reparieren anhalten?",
  mendingStopped: "Alles Reparieren ist angehalten.",
  mendingGoesOn: "Dann bleibt es, wie es ist.",
  mayNotStopMending:
    "Das Reparieren anhalten kann nur, wer das Zuhause besitzt oder verwaltet, und ich muss wissen, wer spricht.",
  mayNotForget: "Vergessen lassen kann nur, wer das Zuhause besitzt oder verwaltet, und ich muss wissen, wer spricht.",
};
