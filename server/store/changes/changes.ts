import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { ChangeDiff, ChangePage, ListChanges, ReadChange } from "./contract.ts";
import { changeDiff, changePage } from "./list-changes.ts";

const list = command({
  name: "changes/list",
  summary: "What was changed of automations, dashboards, registries, integrations and versions, newest first",
  input: ListChanges,
  output: ChangePage,
  run: (wanted, { db, home }) => db.transaction((tx) => changePage(tx, home, wanted)),
});

const diff = command({
  name: "changes/diff",
  summary: "One change, place by place, with the whole configuration before and after it",
  input: ReadChange,
  output: ChangeDiff,
  run: ({ change }, { db, home }) => db.transaction((tx) => changeDiff(tx, home, change)),
});

export const changes: Capability = { name: "changes", commands: [list, diff] };
