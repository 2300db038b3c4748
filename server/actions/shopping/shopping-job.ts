import type { Job } from "#server/job.ts";
import { inTurn, keepList } from "./keep-list.ts";

export const shoppingJob: Job = {
  name: "shopping-list",
  says: {
    en: "Puts batteries to buy on the to-do list that was chosen, and takes off what was changed",
    de: "Setzt Batterien, die zu kaufen sind, auf die gewählte Aufgabenliste und nimmt herunter, was gewechselt ist",
  },
  scope: "home",
  times: { minutes: 60 },
  needsHome: true,
  mostTries: 3,
  mostMinutes: 5,
  async run({ world, home }) {
    if (home === undefined) throw new TypeError("a shopping list is of a home");
    const kept = await inTurn(world, home, () => keepList(world, home));
    if (!kept) return { said: "no list is chosen" };
    return { said: `${kept.added} added, ${kept.updated} changed, ${kept.removed} removed` };
  },
};
