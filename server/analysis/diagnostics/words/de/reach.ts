import { type CheckWords, lengthOf } from "../../words.ts";

type Told = Parameters<CheckWords["checks"]["device-unavailable"]>[0];

/** Deutsch für das, was nicht erreichbar ist. */
export const reach = {
  "device-unavailable": (told, { name, lasting }) => ({
    title: titleOf(told),
    sentence: sentenceOf(told, name, lasting),
    expected:
      told.seconds_usual === null
        ? told.devices === null
          ? "Es antwortet"
          : "Sie antworten"
        : `Neun von zehn seiner Ausfälle dauern weniger als ${lengthOf(told.seconds_usual, "de") ?? "eine Minute"}`,
    advice: adviceOf(told),
    closes:
      told.of === "device" || told.of === "hub"
        ? "Es antwortet wieder"
        : "Die meisten antworten wieder; was dann noch fehlt, steht für sich",
  }),
} satisfies Partial<CheckWords["checks"]>;

function titleOf(told: Told): string {
  const { of, devices, says, technology } = told;
  if (of === "hub") return `${technology ?? "Zentrale"} ${says === "off" ? "ist offline" : "antwortet nicht"}`;
  if (of === "area") return `${devices} Geräte eines Raums antworten nicht`;
  if (of === "network") return `${devices} Geräte im Netzwerk antworten nicht`;
  if (devices !== null) return `${devices} ${technology ? `${technology}-` : ""}Geräte antworten nicht`;
  if (says === "jammed") return "Z-Wave-Controller ist gestört";
  return says === "dead" ? "Z-Wave-Gerät ist tot" : "Gerät antwortet nicht";
}

function sentenceOf(told: Told, name: string, lasting: string): string {
  const { of, devices, entities, says } = told;
  const names = namesIn(told);
  const answers = says === "off" ? "ist offline" : "antwortet nicht";
  if (of === "hub")
    return `${name} ${answers}, ${lasting}; mit ${devices === 1 ? "einem Gerät" : `${devices} Geräten`}${names}`;
  const together = `sind zugleich ausgefallen und antworten nicht, ${lasting}${names}`;
  if (of === "area") return `${devices} verschiedene Geräte in ${name} ${together}`;
  if (of === "network") return `${devices} Geräte, die über das Netzwerk erreicht werden, ${together}`;
  if (devices !== null) return `${devices} Geräte von ${name} ${together}`;
  if (says === "dead")
    return `${name} antwortet seinem Z-Wave-Netz nicht, ${lasting}; was Home Assistant davon zeigt, ist alt`;
  if (says === "jammed") return `${name} kann nicht senden, weil sein Funkkanal von anderem belegt ist, ${lasting}`;
  return `${name} ${answers}, ${lasting}; ${entities === 1 ? "seine einzige Entität ist nicht" : `keine seiner ${entities} Entitäten ist`} verfügbar`;
}

function namesIn({ names = [], devices }: Told): string {
  if (names.length === 0) return "";
  const more = (devices ?? 0) - names.length;
  return `: ${names.join(", ")}${more > 0 ? ` und ${more} weitere` : ""}`;
}

function adviceOf({ of, says, technology }: Told): string {
  if (technology === "Zigbee2MQTT" && of === "hub")
    return "Prüfe, ob Zigbee2MQTT läuft, was sein Protokoll sagt und ob sein Adapter steckt; die Geräte selbst lass, wie sie sind";
  if (of === "hub") return "Prüfe zuerst dieses: Strom, Kabel, Netzwerk; was daran hängt, kommt mit ihm zurück";
  if (of === "area")
    return "Sie haben den Raum gemeinsam: Prüfe seine Sicherung, eine geschaltete Steckdose oder einen Access Point dort";
  if (of === "network") return "Sie haben das Netzwerk gemeinsam: Prüfe Router, Access Point, Switch und Internet";
  if (of === "integration")
    return "Sie haben etwas gemeinsam: Prüfe zuerst Zentrale, Koordinator oder Netz, nicht jedes Gerät";
  if (says === "dead")
    return "Prüfe, ob es Strom hat, und pinge es in Home Assistant an; wer es benutzt, weckt es oft wieder";
  if (says === "jammed")
    return "Stelle den Controller weg von anderem Funk und von USB-3-Anschlüssen; hilft das nicht, starte ihn neu";
  return "Prüfe, ob es Strom oder eine frische Batterie hat und in Reichweite seines Netzes ist";
}
