import { cards } from "../page/words/words.ts";

type Name = keyof typeof cards.options;
type Field = { name: Name; selector: object; required?: boolean };

/** What Home Assistant's editor makes a form of; each of our cards has a title and a home, and these. */
export function formOf(own: readonly Field[]) {
  const { options, help } = cards;
  return {
    schema: [
      ...own,
      { name: "title", selector: { text: {} } },
      { name: "home", selector: { config_entry: { integration: "homeops" } } },
    ],
    computeLabel: ({ name }: { name: Name }) => options[name],
    computeHelper: ({ name }: { name: Name }) => Object.entries(help).find(([one]) => one === name)?.[1],
  };
}
