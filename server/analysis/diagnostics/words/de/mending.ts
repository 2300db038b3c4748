import type { CheckWords, MendingChecks } from "../../words.ts";

const CLASSES = { devices: "Geräten", integrations: "Integrationen", automations: "Automationen" } as const;

const all = new Intl.ListFormat("de");

export const mending: Pick<CheckWords["checks"], MendingChecks> = {
  "much-at-once": ({ parts }) => ({
    title: "Vieles ist zugleich gestört",
    sentence: `${all.format(parts.map(({ about, sick, of }) => `${sick} von ${of} ${CLASSES[about]}`))} sind zugleich gestört, deshalb wird einzeln nichts repariert`,
    expected: "Weniger als 40 % zugleich",
    advice: "Prüfe zuerst, was sie gemeinsam haben: Netzwerk, Strom, Zentrale oder Rechner",
    closes: "Das meiste läuft wieder",
  }),
  "remedy-rests": ({ remedies }) => ({
    title: remedies.length === 1 ? "Ein Mittel hilft nicht" : `${remedies.length} Mittel helfen nicht`,
    sentence: remedies
      .map(({ title, is_useless }) =>
        is_useless
          ? `„${title.de}“ hilft hier zu selten und schlägt ab jetzt nur noch vor`
          : `„${title.de}“ hat dreimal nacheinander nicht geholfen und ruht`,
      )
      .join("; "),
    expected: "Es hilft in vier von zehn Versuchen und scheitert nie dreimal nacheinander",
    advice: "Sieh dir die Störung selbst an; im Reiter Reparieren steht jeder Versuch, und der Modus ist neu wählbar",
    closes: "Es hilft wieder, sein Modus wird neu gewählt, oder es wurde zwei Tage nicht gebraucht",
  }),
};
