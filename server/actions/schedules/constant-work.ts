/** What rooms do by themselves all the time, shown beside what has its times; each says where it is written. */
export const constantWork = [
  {
    work: "findings", // analysis/diagnostics/keep-diagnosing.ts
    times: "every 2 min",
    says: { en: "Looks whether something is wrong", de: "Sieht nach, ob etwas nicht stimmt" },
  },
  {
    work: "rollups", // intake/close-hours.ts
    times: "0 * * * *",
    says: {
      en: "Sums up each hour that is over, and its day",
      de: "Fasst jede Stunde zusammen, die vorbei ist, und ihren Tag",
    },
  },
  {
    work: "retention", // intake/control/nightly.ts
    times: "0 3 * * *",
    says: {
      en: "Lets go of what is older than it shall be kept, between three and five o'clock",
      de: "Gibt frei, was älter ist, als es aufgehoben werden soll, zwischen drei und fünf Uhr",
    },
  },
  {
    work: "batteries", // analysis/batteries/batteries.ts
    times: "every 30 min",
    says: { en: "Foretells when batteries will be empty", de: "Sagt vorher, wann Batterien leer sein werden" },
  },
  {
    work: "updates", // analysis/updates/updates.ts
    times: "every 30 min",
    says: {
      en: "Compares the weeks before and after an update",
      de: "Vergleicht die Wochen vor und nach einer Aktualisierung",
    },
  },
] as const;
