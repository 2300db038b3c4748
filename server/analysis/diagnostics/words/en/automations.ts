import type { CheckWords } from "../../words.ts";

type Missing = { what: string; id: string; path: string; now: string | null };

const KINDS: Readonly<Record<string, string>> = {
  ...{ entity: "an entity", device: "a device", area: "an area", floor: "a floor", label: "a label" },
  action: "an action",
};
const one = ({ what, id, path, now }: Missing): string =>
  `${what === "entity" ? "" : `${what} `}${id} (${path}${now ? `; now ${now}` : ""})`;

export const automations: Pick<CheckWords["checks"], "refers-to-nothing"> = {
  "refers-to-nothing": ({ kind, title, missing, more }, { name }) => ({
    title:
      missing.length + more === 1
        ? `Refers to ${KINDS[missing[0]?.what ?? ""] ?? "something"} that does not exist`
        : "Refers to what does not exist",
    sentence: `${title === null ? name : `The dashboard ${title}`} names ${missing.map(one).join(", ")}${more > 0 ? ` and ${more} more` : ""}, which ${missing.length + more === 1 ? "does" : "do"} not exist`,
    expected: "Everything that it names exists",
    advice: missing.some(({ now }) => now)
      ? `Open the ${kind} and write the new name in its place`
      : `Open the ${kind} and choose what stands in its place; after a rename it is the new name`,
    closes: "It names only what exists, or what is missing is back",
  }),
};
