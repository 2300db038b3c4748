import type { CheckWords, MendingChecks } from "../../words.ts";

const all = new Intl.ListFormat("en-GB");

export const mending: Pick<CheckWords["checks"], MendingChecks> = {
  "much-at-once": ({ parts }) => ({
    title: "Much is out of order at once",
    sentence: `${all.format(parts.map(({ about, sick, of }) => `${sick} of ${of} ${about}`))} are out of order at once, so nothing is mended one by one`,
    expected: "Fewer than 40 % at a time",
    advice: "Look at what they share first: network, power, hub or machine",
    closes: "Most of it works again",
  }),
  "remedy-rests": ({ remedies }) => ({
    title: remedies.length === 1 ? "A remedy does not help" : `${remedies.length} remedies do not help`,
    sentence: remedies
      .map(({ title, is_useless }) =>
        is_useless
          ? `“${title.en}” helps too rarely here and only suggests from now on`
          : `“${title.en}” did not help three times in a row and rests`,
      )
      .join("; "),
    expected: "It helps in four of ten attempts, and never fails three times in a row",
    advice: "Look at the trouble itself; on the tab Mending each attempt is told, and its mode can be chosen anew",
    closes: "It helps again, its mode is chosen anew, or it was not needed for two days",
  }),
};
