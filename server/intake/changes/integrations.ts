import { z } from "zod";
import { picked, type Reader, textOr } from "./source.ts";

/** Options and data of an entry are told by nobody; how it does (its state) is no configuration. */
export const CONFIGURED = [
  "domain",
  "title",
  "source",
  "disabled_by",
  "pref_disable_new_entities",
  "pref_disable_polling",
  "num_subentries",
];

const Entries = z.array(z.looseObject({ entry_id: z.string(), domain: z.string(), title: z.string().optional() }));

export const integrations: Reader = {
  kind: "integration",
  called: "integrations",
  async read({ link }) {
    const entries = await link.call({ type: "config_entries/get" }, Entries);
    const items = entries
      .filter(({ source }) => source !== "ignore")
      .map(({ entry_id, ...entry }) => ({
        item_id: entry_id,
        entity_id: null,
        name: textOr(entry.title, entry.domain),
        body: picked(entry, CONFIGURED),
      }));
    return { items, isWhole: true };
  },
};
