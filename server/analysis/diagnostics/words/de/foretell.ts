import { inWords } from "../../failures/reasons.ts";
import type { CheckWords } from "../../words.ts";

type Words = Pick<CheckWords["checks"], "reading-unusual" | "device-failing" | "activity-unusual">;

const number = (value: number, unit: string | null) => `${String(value).replace(".", ",")}${unit ? ` ${unit}` : ""}`;

/** Was aus der Reihe fällt, und was bald ausfällt. */
export const foretold: Words = {
  "reading-unusual": ({ kind, expected, seen, unit }, { name, lasting }) => ({
    ...{
      stuck: {
        title: "Sensor bewegt sich nicht mehr",
        sentence: `${name} zeigt seit ${number(seen, null)} Stunden denselben Wert`,
        expected: "Er ändert sich in den meisten Stunden",
      },
      level: {
        title: "Messwert ist ungewöhnlich",
        sentence: `${name} liegt ${lasting} weit ${seen > expected ? "über" : "unter"} dem Üblichen: ${number(seen, unit)}`,
        expected: `Etwa ${number(expected, unit)} um diese Zeit der Woche`,
      },
      drift: {
        title: "Messwert läuft davon",
        sentence: `${name} liegt seit Tagen ${seen > expected ? "über" : "unter"} dem Üblichen, jetzt bei ${number(seen, unit)}`,
        expected: `Etwa ${number(expected, unit)} um diese Zeit der Woche`,
      },
      noise: {
        title: "Messwert ist unruhig",
        sentence: `${name} schwankt ${lasting} um ${number(seen, unit)} in der Stunde`,
        expected: `Etwa ${number(expected, unit)} in der Stunde`,
      },
    }[kind],
    advice:
      "Prüfe, ob sich an seinem Ort etwas geändert hat, sonst seine Lage, Batterie und Eichung. Ist es so richtig, nenne es kein Problem",
    closes: "Er ist wieder im Üblichen, oder es ist üblich geworden",
  }),
  "device-failing": ({ reasons, until }, { name }) => ({
    title: "Gerät fällt vielleicht bald aus",
    sentence: `${name} wird vor dem ${until} wahrscheinlich länger nicht erreichbar sein: ${inWords(reasons, "de").join("; ")}`,
    expected: "Keines dieser Zeichen",
    advice:
      "Prüfe Stromversorgung, Batterie und Verbindung, bevor es ausfällt; halte Ersatz bereit, wenn das Zuhause davon abhängt",
    closes: "Die Zeichen sind eine Woche fort, oder es fällt aus, was ein anderer Befund sagt",
  }),
  "activity-unusual": ({ kind, times, expected }, { name, lasting }) => ({
    ...{
      much: {
        title: "Ungewöhnlich viel los",
        sentence: `${name} war an einem Tag ${times}-mal aktiv, viel öfter als je zuvor`,
        expected: `Etwa ${number(expected, null)}-mal am Tag`,
      },
      little: {
        title: "Ungewöhnlich wenig los",
        sentence: `${name} war ${lasting} nicht aktiv, länger als je zuvor, gemessen daran, wie oft es sonst ist`,
        expected: `Etwa ${number(expected, null)}-mal seitdem`,
      },
      "odd hours": {
        title: "Aktiv zu ungewöhnlicher Zeit",
        sentence: `${name} war an einem Tag ${times}-mal zu Stunden aktiv, in denen sonst nie etwas ist`,
        expected: "Nichts zu diesen Stunden",
      },
    }[kind],
    advice: "Kennst du den Grund, nenne es kein Problem; sonst prüfe, ob der Sensor richtig sitzt und was ihn auslöst",
    closes: kind === "little" ? "Es ist wieder aktiv" : "Ein Tag, der den anderen gleicht",
  }),
};
