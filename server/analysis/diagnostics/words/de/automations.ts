import type { CheckWords } from "../../words.ts";

type Missing = { what: string; id: string; path: string; now: string | null };

const KINDS: Readonly<Record<string, readonly [accusative: string, noun: string]>> = {
  entity: ["eine Entität", ""],
  device: ["ein Gerät", "Gerät "],
  area: ["einen Bereich", "Bereich "],
  floor: ["ein Stockwerk", "Stockwerk "],
  label: ["ein Label", "Label "],
  action: ["eine Aktion", "Aktion "],
};
const one = ({ what, id, path, now }: Missing): string =>
  `${KINDS[what]?.[1] ?? ""}${id} (${path}${now ? `; heißt jetzt ${now}` : ""})`;

export const automations: Pick<CheckWords["checks"], "refers-to-nothing"> = {
  "refers-to-nothing": ({ title, missing, more }, { name }) => ({
    title:
      missing.length + more === 1
        ? `Nennt ${KINDS[missing[0]?.what ?? ""]?.[0] ?? "etwas"}, ${pronoun(missing[0]?.what)} es nicht gibt`
        : "Nennt, was es nicht gibt",
    sentence: `${title === null ? name : `Das Dashboard ${title}`} nennt ${missing.map(one).join(", ")}${more > 0 ? ` und ${more} weitere` : ""}; das gibt es nicht`,
    expected: "Alles, was genannt wird, gibt es",
    advice: missing.some(({ now }) => now)
      ? "Öffne den Eintrag und setze den neuen Namen ein"
      : "Öffne den Eintrag und wähle, was an dessen Stelle steht; nach einer Umbenennung ist es der neue Name",
    closes: "Es wird nur genannt, was es gibt, oder das Fehlende ist zurück",
  }),
};

const pronoun = (what: string | undefined): string =>
  what === "area" ? "den" : what === "entity" || what === "action" ? "die" : "das";
