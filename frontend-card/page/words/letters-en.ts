import { count } from "../look/amounts.ts";

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const letters = {
  title: "Kept aside",
  again: "Try all again",
  discard: "Discard all",
  sure: "Discard for good",
  stored: (n: number) => `${many(n, "event was", "events were")} stored.`,
  failed: (n: number) => `${many(n, "event", "events")} still cannot be stored.`,
  more: (n: number) => `and ${count(n)} more`,
};
