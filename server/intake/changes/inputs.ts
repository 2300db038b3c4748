import { z } from "zod";
import type { Item } from "#server/store/changes/item.ts";
import { type Reader, textOr, unlessUnknown } from "./source.ts";

export const HELPERS = [
  "input_boolean",
  "input_button",
  "input_datetime",
  "input_number",
  "input_select",
  "input_text",
  "counter",
  "schedule",
  "timer",
] as const;

const Listed = z.array(z.looseObject({ id: z.string(), name: z.string().optional() }));

/** Made on the page; those of the YAML configuration are told by nobody, and the other kinds of helpers are integrations. */
export const helpers: Reader = {
  kind: "helper",
  called: "helpers",
  async read({ link }) {
    const items: Item[] = [];
    for (const domain of HELPERS) {
      const listed = await link.call({ type: `${domain}/list` }, Listed).catch(unlessUnknown);
      for (const { id, ...body } of listed) {
        const entityId = `${domain}.${id}`;
        items.push({ item_id: entityId, entity_id: entityId, name: textOr(body.name, id), body });
      }
    }
    return { items, isWhole: true };
  },
};
