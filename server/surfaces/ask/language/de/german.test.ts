import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { lexiconOf } from "../../meaning/lexicon.ts";
import { understand } from "../../meaning/understand.ts";
import { builtHouse } from "../../testing.ts";
import { german as language } from "./de.ts";

const house = builtHouse({
  "cover.garagentor": { name: "Garagentor", area: "Garage", deviceClass: "garage" },
  "cover.rollladen": { name: "Rollladen", area: "Schlafzimmer", deviceClass: "shutter" },
  "binary_sensor.terrassentuer": { name: "Terrassentür", area: "Wohnzimmer", deviceClass: "door" },
  "binary_sensor.dachfenster": { name: "Dachfenster", area: "Dachboden", deviceClass: "window" },
  "binary_sensor.rauchmelder": { name: "Rauchmelder", area: "Keller", deviceClass: "smoke" },
  "binary_sensor.wallbox": { name: "Ladepunkt", area: "Garage", deviceClass: "battery_charging" },
  "light.keller": { name: "Deckenlicht", area: "Keller" },
  "light.kueche": { name: "Kuechenlicht", area: "Küche" },
  "climate.waermepumpe": { name: "Wärmepumpe", area: "Keller" },
  "lock.haustuer": { name: "Haustürschloss", area: "Vorzimmer" },
  "alarm_control_panel.alarm": { name: "Alarmanlage", area: "Vorzimmer" },
  "vacuum.robi": { name: "Robi", area: "Wohnzimmer" },
  "event.klingel": { name: "Türklingel", area: "Vorzimmer", deviceClass: "doorbell" },
  "sensor.aussen": { name: "Außentemperatur", area: "Garten", deviceClass: "temperature", unit: "°C" },
  "sensor.bad": { name: "Bad Temperatur", area: "Bad", deviceClass: "temperature", unit: "°C" },
  "sensor.zaehler": { name: "Stromzähler", area: "Keller", deviceClass: "energy", unit: "kWh" },
  "sensor.pv": { name: "PV Ertrag", area: "Keller", deviceClass: "energy", unit: "kWh" },
  "sensor.waschmaschine": {
    name: "Leistung",
    area: "Keller",
    deviceClass: "power",
    unit: "W",
    device: "Waschmaschine",
  },
  "sensor.auto": { name: "Auto Ladestand", area: "Garage", deviceClass: "battery", unit: "%" },
  "switch.bewaesserung": { name: "Bewässerung", area: "Garten" },
  "media_player.radio": { name: "Küchenradio", area: "Küche" },
  "media_player.fernseher": { name: "Fernseher", area: "Wohnzimmer" },
  "person.emma": { name: "Emma" },
  "person.lukas": { name: "Lukas" },
  "zone.arbeit": { name: "Arbeit" },
});
const now = Temporal.ZonedDateTime.from("2026-11-26T18:30:00+01:00[Europe/Vienna]");
const understood = (question: string) => understand(question, { lexicon: lexiconOf(house, language), language, now });

function read(question: string): string {
  const { intent, predicate, subject } = understood(question);
  const meant = subject.kind === "these" ? subject.entities.map(({ entity_id }) => entity_id).join(" ") : subject.kind;
  return [intent, predicate, meant].filter((one) => one !== undefined).join(" | ");
}

it.each([
  // without umlauts
  ["wann hat die waermepumpe zuletzt geheizt", "last | heating | climate.waermepumpe"],
  ["wann wurde gestern frueh das tor der garage geoeffnet", "last | open | cover.garagentor"],
  ["War das Küchenlicht gestern an?", "boolean | on | light.kueche"],
  // as it is spoken
  ["wann is die emma heut heimkommen", "last | home | person.emma"],
  ["wer hat heut mittag aufgsperrt", "who | unlocked | lock.haustuer"],
  ["wie oft hats am samstag geklingelt", "count | happened | event.klingel"],
  ["wie oft is der robi gestern gfahrn", "count | cleaning | vacuum.robi"],
  // verbs that come apart, and together
  ["Wie oft fuhr das Garagentor gestern hoch?", "count | open | cover.garagentor"],
  ["Wann wurde der Rollladen gestern Abend runtergelassen?", "last | closed | cover.rollladen"],
  ["wer hat am freitag die wärmepumpe abgedreht", "who | off | climate.waermepumpe"],
  ["und wer hat am freitag die wärmepumpe abgedreht", "who | off | climate.waermepumpe"],
  ["hab ich am samstag abend das garagentor offen gelassen?", "boolean | open | cover.garagentor"],
  ["Wer hat die Alarmanlage am Sonntag scharf gestellt?", "who | armed | alarm_control_panel.alarm"],
  ["Wann hat der Rauchmelder Alarm geschlagen?", "last | triggered | binary_sensor.rauchmelder"],
  // what is wrong
  ["Gibt es Probleme?", "attention | nothing"],
  ["Gibt es irgendwelche Störungen", "attention | nothing"],
  ["gibt es Probleme mit der Wärmepumpe", "attention | climate.waermepumpe"],
  ["Stimmt etwas mit der Wärmepumpe nicht?", "attention | climate.waermepumpe"],
  ["Ist etwas mit der Wärmepumpe nicht in Ordnung?", "attention | climate.waermepumpe"],
  // compounds, taken apart and put together
  ["War das Kellerlicht gestern an?", "boolean | on | light.keller"],
  ["wann war zuletzt die tür zur terrasse auf", "last | open | binary_sensor.terrassentuer"],
  ["War das Garagen Tor gestern um 23 Uhr zu?", "boolean | closed | cover.garagentor"],
  ["Wie lange war das Gartentor gestern offen?", "duration | open | unknown"],
  ["War das Dachfenster diese Woche einmal offen?", "boolean | open | binary_sensor.dachfenster"],
  // outside, and what was used or produced
  ["Was war die tiefste Temperatur draußen gestern?", "extreme | sensor.aussen"],
  ["Wie hoch war der Stromverbrauch am Samstag?", "total | sensor.zaehler"],
  ["Wie viele Kilowattstunden hat die PV am Sonntag gebracht?", "total | sensor.pv"],
  ["Haben wir gestern Strom verbraucht, und wie viel?", "total | sensor.zaehler"],
  // deeds without a name
  ["Wie oft haben wir am Wochenende gewaschen?", "count | running | sensor.waschmaschine"],
  ["wie lange wurde gestern das auto geladen", "duration | charging | binary_sensor.wallbox"],
  ["wer hat gestern die tür zur terrasse aufgemacht", "who | open | binary_sensor.terrassentuer"],
  ["wann lief die bewässerung zuletzt", "last | running | switch.bewaesserung"],
  // verbs whose particle stands at the end
  ["Wer sperrte gestern um 17:55 Uhr die Haustür zu?", "who | locked | lock.haustuer"],
  ["Um wie viel Uhr machte gestern jemand die Terrassentür auf?", "last | open | binary_sensor.terrassentuer"],
  ["Hatten wir am Samstag um neun das Radio an?", "boolean | on | media_player.radio"],
  ["Akkustand vom Auto gestern um 21 Uhr?", "value | sensor.auto"],
  ["wann machte gestern wer die terrassentuer zu", "last | closed | binary_sensor.terrassentuer"],
  ["Was hat die Solaranlage letzte Woche produziert?", "total | sensor.pv"],
  ["Wann endete die Waschmaschine gestern?", "last | running | sensor.waschmaschine"],
  // by their kind: what is used, what beeps, who moves about
  ["Wie oft wurde gestern die Waschmaschine benutzt?", "count | running | sensor.waschmaschine"],
  ["wan hat der rauchmelder gepiept", "last | triggered | binary_sensor.rauchmelder"],
  ["wer is gestern als erstes ausm haus gangen", "who | away | person.emma person.lukas"],
  ["Wie oft ging der Rauchmelder los, können Sie mir das sagen?", "count | triggered | binary_sensor.rauchmelder"],
  // an alarm that is on is armed
  ["Wann hat Lukas gestern die Alarmanlage ausgeschaltet?", "last | disarmed | alarm_control_panel.alarm"],
  ["War die Alarmanlage gestern Nacht an?", "boolean | armed | alarm_control_panel.alarm"],
  ["wer hat gestern ausgeschaltet", "who | off | nothing"],
  // an order is no slip of a question
  ["sperre die Haustür auf", "not ours | open | lock.haustuer"],
  ["Stelle die Waschmaschine ab", "not ours | unknown"],
  ["sperrte jemand gestern die Haustür auf", "boolean | unlocked | lock.haustuer"],
  // one of several times, and the mean of days
  ["Wann hat es gestern zum zweiten Mal geklingelt?", "last | happened | event.klingel"],
  ["Wann lief die Waschmaschine das vorletzte Mal?", "last | running | sensor.waschmaschine"],
  ["Wie viel Strom haben wir letzte Woche im Schnitt pro Tag verbraucht?", "average | sensor.zaehler"],
  ["Wie lange lief das Radio durchschnittlich am Tag?", "duration | playing | media_player.radio"],
  // nothing that could be so is made of it
  ["Wann war das letzte Mal jemand an der Terrassentür?", "last | on | unknown"],
  ["Wie lange braucht die Waschmaschine noch?", "future | sensor.waschmaschine"],
  ["War das Garagentor gestern um elf Uhr noch offen?", "boolean | open | cover.garagentor"],
  ["Wie hell war es gestern im Keller?", "value | unknown"],
  // where one comes from, and whether there was anybody
  ["um wieviel uhr kam lukas gestern von der arbeit heim", "last | home | person.lukas"],
  ["war gestern um 11 wer daheim?", "boolean | home | person.emma person.lukas"],
  ["Wer war gestern als Erster daheim?", "who | home | person.emma person.lukas"],
])("%s", (question, expected) => expect(read(question)).toBe(expected));

it.each([
  ["gestern um viertel nach sieben", "2026-11-25T07:15", "2026-11-25T07:15"],
  ["gestern um dreiviertel acht in der Früh", "2026-11-25T07:45", "2026-11-25T07:45"],
  ["gestern um fünf nach halb acht", "2026-11-25T07:35", "2026-11-25T07:35"],
  ["gestern um zehn vor halb acht abends", "2026-11-25T19:20", "2026-11-25T19:20"],
  ["gestern um 11 Uhr 15", "2026-11-25T11:15", "2026-11-25T11:15"],
  ["gestern um zwanzig Uhr dreißig", "2026-11-25T20:30", "2026-11-25T20:30"],
  ["am siebzehnten November", "2026-11-17T00:00", "2026-11-18T00:00"],
  ["Anfang der Woche", "2026-11-23T00:00", "2026-11-25T00:00"],
  ["in der Nacht auf Samstag", "2026-11-20T18:00", "2026-11-21T06:00"],
  ["gestern mittags um zwei", "2026-11-25T14:00", "2026-11-25T14:00"],
  ["heute Nacht", "2026-11-25T18:00", "2026-11-26T06:00"],
])("reads %s", (words, from, to) => {
  const { when } = understood(`War ${words} das Garagentor offen?`);
  const wall = (at: Temporal.ZonedDateTime | undefined) => at?.toPlainDateTime().toString({ smallestUnit: "minute" });
  expect([wall(when?.from), wall(when?.to)]).toEqual([from, to]);
});

it("sets a thing beside itself where the other side names none", () => {
  const { subject, other } = understood("Brauchte die Waschmaschine am Samstag mehr Strom als gestern?");
  expect(other?.subject).toEqual(subject);
});

it.each([
  ["Hat es gestern mindestens zweimal geklingelt?", "atLeast", 2],
  ["Hat es gestern höchstens einmal geklingelt?", "atMost", 1],
  ["Hat es gestern zweimal geklingelt?", "severalTimes", 2],
  ["Hat es gestern ein zweites Mal geklingelt?", "atLeast", 2],
])("%s", (question, rule, times) => expect(understood(question).repeats).toEqual({ rule, times }));

it("counts from the last where it was the last but one", () => {
  expect(understood("Wann hat es das vorletzte Mal geklingelt?").nth).toBe(-2);
  expect(understood("Wann hat es das erste Mal geklingelt?").nth).toBeUndefined();
});

it("asks for the deeds of one person", () => {
  const { subject, predicate } = understood("Wann schloss Lukas gestern Abend die Haustür ab?");
  expect(predicate).toBe("locked");
  expect(subject).toMatchObject({ kind: "these", by: { entity_id: "person.lukas" } });
  expect(subject).toMatchObject({ entities: [{ entity_id: "lock.haustuer" }] });
});
