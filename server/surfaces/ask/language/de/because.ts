import type { CauseShown } from "#server/store/memory/explain/contract.ts";

/** After "durch". */
const CAUSES: Readonly<Record<CauseShown["kind"], (name: string) => string>> = {
  person: (name) => name || "jemanden",
  automation: (name) => `die Automation „${name}“`,
  script: (name) => `das Skript „${name}“`,
  scene: (name) => (name ? `die Szene „${name}“` : "eine Szene"),
  group: (name) => `die Gruppe „${name}“`,
  device: (name) => (name ? `das Gerät „${name}“` : "das Gerät"),
  integration: (name) => (name ? `die Integration „${name}“` : "die Integration"),
  sun: () => "den Sonnenstand",
  time: () => "die Uhrzeit",
  "home assistant start": () => "den Start von Home Assistant",
  unknown: () => "etwas Unbekanntes",
};

export const byCause = ({ kind, name }: Pick<CauseShown, "kind"> & { name: string }): string =>
  `durch ${CAUSES[kind](name)}`;

/** ", durch die Automation „Nachtlicht“, ausgelöst durch den Sonnenstand" */
export function because(causes: readonly (Pick<CauseShown, "kind" | "certainty"> & { name: string })[]): string {
  if (causes.length === 0) return "; warum, ist nicht erinnert";
  const isLikely = causes.some(({ certainty }) => certainty === "likely");
  return `, ${isLikely ? "wahrscheinlich " : ""}${causes.map(byCause).join(", ausgelöst ")}`;
}
