import { count } from "../look/amounts.ts";
import type { letters as lettersEn } from "./letters-en.ts";

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const letters: typeof lettersEn = {
  title: "Beiseitegelegt",
  again: "Alle noch einmal versuchen",
  discard: "Alle verwerfen",
  sure: "Endgültig verwerfen",
  stored: (n) => `${many(n, "Ereignis wurde", "Ereignisse wurden")} gespeichert.`,
  failed: (n) => `${many(n, "Ereignis lässt", "Ereignisse lassen")} sich weiterhin nicht speichern.`,
  more: (n) => `und ${count(n)} weitere`,
};
