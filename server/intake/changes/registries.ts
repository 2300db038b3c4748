import { z } from "zod";
import type { ChangeKind } from "#server/store/changes/contract.ts";
import { picked, type Reader, textOr, withSets } from "./source.ts";

const Rows = z.array(z.record(z.string(), z.unknown()));
const SETS = ["labels", "aliases"];

const ENTITY = [
  ...["entity_id", "name", "icon", "area_id", "device_id", "labels", "categories", "options", "platform"],
  ...["disabled_by", "hidden_by", "entity_category", "config_entry_id"],
];
const DEVICE = [
  ...["name", "name_by_user", "manufacturer", "model", "model_id", "sw_version", "hw_version", "area_id", "labels"],
  ...["disabled_by", "via_device_id", "parent_device_id", "entry_type", "config_entry_id"],
];

export const entities: Reader = {
  kind: "entity",
  called: "entities",
  async read({ link, present }) {
    const rows = await link.call({ type: "config/entity_registry/list" }, Rows);
    const items = rows.flatMap((row) => {
      const { id, entity_id, name, original_name } = row;
      if (typeof id !== "string" || typeof entity_id !== "string") return [];
      const shown = textOr(present.get(entity_id)?.attributes.friendly_name, textOr(original_name, entity_id));
      const body = { ...withSets(picked(row, ENTITY), SETS), options: own(row.options) };
      return [{ item_id: id, entity_id, name: textOr(name, shown), body }];
    });
    return { items, isWhole: true };
  },
};

/** Some are set by integrations and by Core itself. */
const own = (options: unknown): unknown =>
  typeof options === "object" && options !== null
    ? Object.fromEntries(Object.entries(options).filter(([key]) => key !== "collection" && !key.endsWith(".private")))
    : options;

export const devices: Reader = {
  kind: "device",
  called: "devices",
  async read({ link }) {
    const rows = await link.call({ type: "config/device_registry/list" }, Rows);
    const items = rows.flatMap((row) => {
      if (typeof row.id !== "string") return [];
      const name = textOr(row.name_by_user, textOr(row.name, row.id));
      return [{ item_id: row.id, entity_id: null, name, body: withSets(picked(row, DEVICE), SETS) }];
    });
    return { items, isWhole: true };
  },
};

/** A registry whose rows are small, and all of them configured by people. */
const listOf = (kind: ChangeKind, called: string, key: string): Reader => ({
  kind,
  called,
  async read({ link }) {
    const rows = await link.call({ type: `config/${kind}_registry/list` }, Rows);
    return { items: itemsOf(rows, key), isWhole: true };
  },
});

function itemsOf(rows: z.infer<typeof Rows>, key: string, inside = "") {
  return rows.flatMap(({ [key]: id, created_at: _, modified_at: __, ...row }) =>
    typeof id === "string"
      ? [{ item_id: `${inside}${id}`, entity_id: null, name: textOr(row.name, id), body: withSets(row, SETS) }]
      : [],
  );
}

export const areas = listOf("area", "areas", "area_id");
export const floors = listOf("floor", "floors", "floor_id");
export const labels = listOf("label", "labels", "label_id");

const SCOPES = ["automation", "script", "scene", "helpers"];

export const categories: Reader = {
  kind: "category",
  called: "categories",
  async read({ link }) {
    const items = [];
    for (const scope of SCOPES) {
      const rows = await link.call({ type: "config/category_registry/list", scope }, Rows);
      items.push(...itemsOf(rows, "category_id", `${scope}/`));
    }
    return { items, isWhole: true };
  },
};
