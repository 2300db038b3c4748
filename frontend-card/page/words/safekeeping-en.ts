import { count } from "../look/amounts.ts";

/** Texts of the section about what can be taken along: backups, exports, what a helper needs, and leaving. */
export const safekeepingEn = {
  title: "Backup and export",
  lastBackup: (size: string, when: string) => `Last backup: ${size}, ${when}`,
  noBackup: "Not in a backup yet",
  tabs: { backup: "Backup", export: "Export", support: "Support", leave: "Leave" },
  backupHelp: "How much of HomeOps goes into each backup of Home Assistant. Remembering goes on meanwhile.",
  scopes: { essentials: "Essentials", month: "Essentials and 30 days", everything: "Everything" },
  scopeHelp: {
    essentials: (days: number) =>
      `Tokens, people, wishes, changes, failed runs, all daily values, and hourly values of ${count(days)} days. After a restore, what Home Assistant still has comes back by itself.`,
    month: () => "Also every event of the last 30 days, and all hourly values.",
    everything: () => "All that is remembered.",
  },
  about: (size: string) => `about ${size}`,
  key: "Tokens are sealed. The key lies in the same backup, in the file secret.key: keep backups where nobody else reads them. With HOMEOPS_SECRET_KEY the key is not in the backup, and is needed to restore it.",
  looking: "Measuring…",
  chosen: "The next backup takes this along.",
  exportHelp: "A file of what is remembered, for a spreadsheet or a program. It is written while it is saved.",
  what: "What",
  whats: { events: "Every event", hours: "Hourly values" },
  format: "Format",
  formats: { csv: "CSV, for spreadsheets", parquet: "Parquet, for programs" },
  from: "From",
  to: "To",
  area: "Area",
  everyArea: "Everything in the home",
  entity: "One entity only",
  optional: "optional",
  export: "Export",
  exported: (name: string) => `The browser saves ${name}.`,
  badSpan: "Choose a span that begins before it ends.",
  unknownEntity: "Choose an entity of the list, or leave it empty.",
  supportHelp:
    "What somebody who helps you needs to know: versions, sizes, timings and the last lines of HomeOps' log, without names, states, addresses and secrets. HomeOps sends it to nobody; read it, then pass it on yourself.",
  gather: "Gather",
  gathering: "Gathering…",
  preview: "What is in it",
  download: "Download",
  leaveHelp:
    "Before you remove HomeOps: take along what you want to keep, then remove what HomeOps made in Home Assistant.",
  leaveExport: "Export first",
  made: "Made in Home Assistant",
  nothingMade: "HomeOps has made nothing in Home Assistant.",
  kinds: {
    integration: "Integration",
    discovery: "Discovery",
    resource: "Card file",
    dashboard: "Dashboard",
    repair: "Repair",
    token: "Access token",
  } as Record<string, string>,
  word: "leave",
  typeWord: (word: string) => `Type “${word}” to remove it`,
  remove: "Remove",
  removed: (n: number) => (n === 1 ? "One thing was removed." : `${count(n)} things were removed.`),
  after: "What is remembered is still here. Now uninstall HomeOps; its data goes with it.",
};

export type SafekeepingWords = typeof safekeepingEn;
