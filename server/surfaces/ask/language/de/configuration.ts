import { german } from "#server/store/changes/words/de.ts";
import type { ConfigurationWords } from "../configuration.ts";
import { forms } from "./says.ts";

const { momentNamed, momentOf, spanOf, listed } = forms;
const VOICE = { misunderstood: "nicht verstanden", undone: "gescheitert" };

export const configuration: ConfigurationWords = {
  kinds: {
    automation: ["(automation|automationen|automatisierung|automatisierungen)"],
    script: ["(skript|skripte|skripten)"],
    scene: ["(szene|szenen)"],
    helper: ["(helfer|helfern)"],
    dashboard: ["(dashboard|dashboards)"],
    entity: ["(entitat|entitaten)"],
    device: ["(gerat|gerate|geraten)"],
    area: ["(bereich|bereiche|bereichen)"],
    floor: ["(stockwerk|stockwerke|stockwerken)"],
    label: ["(label|labels)"],
    category: ["(kategorie|kategorien)"],
    integration: ["(integration|integrationen)"],
    settings: ["allgemeine einstellungen"],
    version: ["(version|versionen|update|updates)"],
  },
  ignored: [
    "(konfiguration|einrichtung|einstellung|einstellungen|option|optionen|system|etwas|alles)",
    "(installiert|lauft|aktuell|gerade|verwendet|der|die|das|den|dem|des|an|am|im|in|von|vom|mein|unser|haus|zuletzt|hat|sich)",
  ],
  changes: german,
  told: ({ text, at, since, ...it }) =>
    `${text} (${since === undefined ? momentOf(at, it) : `zwischen ${momentNamed(since, it)} und ${momentNamed(at, it)}`})`,
  more: (count) => `und ${count} weitere`,
  nothing: (it) => `Dergleichen wurde nicht geändert (${spanOf(it)}).`,
  unchanged: (it) => `Seit ${momentNamed(it.since, it)} ist keine solche Änderung bekannt.`,
  nobody: (text) => `${text}; durch wen, sagt Home Assistant nicht.`,
  count: (it) => `${it.count === 1 ? "Eine Änderung" : `${it.count} Änderungen`} ${spanOf(it)}.`,
  before: (it) => `Änderungen sind erst seit ${momentNamed(it.at, it)} bekannt.`,
  unread: "Dieser Teil der Konfiguration wurde HomeOps nicht gezeigt; Home Assistant zeigt ihn Administratoren.",
  version: ({ name, version, at, ...it }) =>
    at === undefined
      ? `${name} hat die Version ${version}.`
      : `${name} hatte ${momentOf(at, it)} die Version ${version}.`,
  voiceOff: "Was Assist gefragt wird, wird nicht aufbewahrt; dazu HOMEOPS_VOICE auf on setzen.",
  voice: ({ count, asked, outcome, ...it }) => {
    const what = outcome ? ` ${VOICE[outcome]}` : "";
    if (count === 0) return `Kein Sprachbefehl${what} ${spanOf(it)}.`;
    const which = asked.length > 0 ? `: ${listed(asked)}` : "";
    return `${count === 1 ? "Ein Sprachbefehl" : `${count} Sprachbefehle`}${what} ${spanOf(it)}${which}.`;
  },
};
