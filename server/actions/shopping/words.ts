import type { Language } from "./to-buy.ts";

interface Words {
  item(count: number, cell: string | null, names: readonly string[], more: number, by: string): string;
}

export const words: Readonly<Record<Language, Words>> = {
  en: {
    item: (count, cell, names, more, by) =>
      `${count} × ${cell ?? (count === 1 ? "battery of a type not known" : "batteries of a type not known")} (${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}) by ${by}`,
  },
  de: {
    item: (count, cell, names, more, by) =>
      `${count} × ${cell ?? (count === 1 ? "Batterie unbekannter Art" : "Batterien unbekannter Art")} (${names.join(", ")}${more > 0 ? ` und ${more} weitere` : ""}) bis ${by}`,
  },
};
