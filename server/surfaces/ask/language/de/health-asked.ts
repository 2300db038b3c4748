import type { AskedWords } from "../../health/asked/asked-words.ts";
import { asides } from "./health-asides.ts";

const cell = "(batterie|batterien|akku|akkus|knopfzelle)";
const away =
  "(offline|nicht (mehr|langer) (erreichbar|verfugbar|verbunden|online|da)|nicht (erreichbar|verfugbar|verbunden|online|zu erreichen)|unerreichbar|antwortet nicht [mehr]|antworten nicht [mehr]|reagiert nicht [mehr]|reagieren nicht [mehr]|ausgefallen|getrennt|vom netz|weg)";
const there = "(erreichbar|online|verfugbar|verbunden|ansprechbar|zu erreichen)";
const link = "(signal|signale|verbindung|empfang|netz|wlan|funk|funkverbindung|zigbee)";
const broken =
  "(kaputt|falsch|los|nicht in ordnung|defekt|probleme|problem|storungen|storung|fehler|nicht ok|im argen|stimmt|verkehrt|hapert|nicht richtig)";
const fine = "(in ordnung|ok|okay|gut|gesund|heil|im lot|im grunen bereich|fit)";
const fail =
  "(ausfallen|kaputtgehen|kaputt gehen|versagen|sterben|den geist aufgeben|geht kaputt|fallt aus|aus|kaputt)";
const automation = "(automation|automationen|automatisierung|automatisierungen|automatik)";
const disk = "(festplatte|platte|speicher|speicherplatz|datentrager|ssd|sd karte|speicherkarte|disk)";

export const asked: AskedWords = {
  topics: {
    batteryChanged: [
      [
        "(wann|wie lange ist es her|vor wie vielen tagen|wie lange)",
        cell,
        "(gewechselt|getauscht|ausgetauscht|ersetzt|erneuert|eingelegt|eingesetzt|neu)",
      ],
      ["(letzte|letzter|letzten)", "(batteriewechsel|wechsel)"],
      ["wie alt", cell],
    ],
    batteriesToBuy: [
      ["wie viele", "<cell>", "(brauche|brauchen|benotige|kaufen|besorgen|wechseln|tauschen|bestellen|braucht|notig)"],
      ["wie viele", cell, "(brauche|brauchen|benotige|kaufen|besorgen|wechseln|tauschen|bestellen|notig)"],
      ["(welche|was fur)", cell, "(kaufen|besorgen|bestellen|einkaufen)"],
      ["(muss|brauche|soll) ich", "<cell>"],
    ],
    batteryEnd: [
      [
        "(wann|wie lange|bis wann|wie viele (tage|wochen|monate))",
        cell,
        "(leer|alle|tot|am ende|halt|halten|reicht|reichen|gewechselt werden|getauscht werden|ersetzt werden|wechseln|tauschen|ersetzen|fallig|durchhalten|noch|aus|stirbt)",
      ],
    ],
    batteryCount: [["wie viele", cell, "(braucht|brauchen|benotigt|nimmt|gehoren|passen|hat|stecken|sind|kommen)"]],
    batteryLow: [["(ist|sind|wird|werden|geht)", cell, "(schwach|leer|alle|tot|fast leer|niedrig)"]],
    batteryCell: [
      [
        "(welche|was fur|welchen|was fur eine|welcher)",
        cell,
        "(braucht|brauche|brauchen|benotigt|nimmt|gehort|gehoren|passt|passen|hat|steckt|stecken|verwendet|drin|rein|hinein|ist|sind)",
      ],
      ["(typ|art|sorte|grosse|batterietyp|batteriegrosse)", "(braucht|brauche|hat|ist|welche|welchen|welcher)"],
    ],
    batteryLevel: [
      [
        "(wie voll|wie viel|wieviel|wie leer|wie geladen|wie hoch|prozent|stand|ladestand|fullstand|wie gut|wie steht es|was macht|wie ist)",
        cell,
      ],
      ["(batteriestand|akkustand|ladestand|batteriefullstand)"],
      ["(ist|sind)", cell, "(voll|in ordnung|ok|noch gut)"],
    ],
    drops: [
      [
        "(welches|welche|was|wer)",
        "(am haufigsten|am meisten|am oftesten|meistens)",
        "(ausgefallen|ausgesetzt|weg|offline|nicht erreichbar|die verbindung verloren|verbindung verloren|aussetzer|verschwunden|abgemeldet|gestort|fallt aus|fallen aus|aus|ausfalle)",
      ],
      ["(was|welches|welche|wer)", "(am haufigsten|am meisten|am oftesten)", "(fallt|fallen)"],
      ["(unzuverlassigste|unzuverlassigsten|am unzuverlassigsten)"],
    ],
    offlineSince: [
      ["(seit wann|wie lange|wann)", away],
      ["seit wann", "(weg|tot)"],
    ],
    offline: [
      ["(welche|welches|was|wie viele|irgendwas|etwas|alles|irgendetwas|wer)", away],
      ["(sind|ist)", "(gerate|irgendwelche|irgendein)", away],
      ["(welche|welches|was|wer)", "nicht", "(erreichbar|antwortet|antworten|reagiert|reagieren)"],
      ["(welche|welches|was|wer)", "(antwortet|antworten|reagiert|reagieren)", "nicht"],
    ],
    reachable: [
      ["(ist|sind|kann|kannst)", away],
      ["(ist|sind|kann|kannst)", there],
      ["(antwortet|reagiert|antworten|reagieren)", "(noch|uberhaupt|nicht|nicht mehr)"],
      ["erreichst du"],
    ],
    silent: [
      [
        "(was|welche|welches|wer|ist|hat|haben)",
        "(verstummt|still|stumm|schweigt|schweigen|nicht mehr gemeldet|nicht gemeldet|meldet sich nicht|melden sich nicht|meldet sich nicht mehr|melden sich nicht mehr|nichts mehr gesendet|ruhig|sendet nicht mehr|senden nicht mehr)",
      ],
    ],
    weakSignals: [
      [
        "(welche|welches|was|gibt es|wo|wer|haben|hat)",
        "(schwaches|schlechtes|schwachen|schlechten|schwache|schlechte|schwachste|schlechteste|schwach|schlecht)",
        link,
      ],
    ],
    signalOf: [["(wie (gut|stark|schwach|schlecht|ist)|was)", link]],
    lastReport: [
      ["(seit wann|wie lange)", "(still|stumm|verstummt|ruhig|nicht mehr gemeldet|nicht gemeldet)"],
      [
        "(wann|wie lange ist es her)",
        "(zuletzt|letzte|letzten|letztes|letzter|das letzte mal|zum letzten mal)",
        "(gemeldet|gehort|meldung|lebenszeichen|gesendet|berichtet|geschickt|gesehen|von sich horen|meldete)",
      ],
    ],
    automationsFighting: [
      [automation, "(gegeneinander|streiten|bekampfen|widersprechen|kampfen|in die quere|beissen|gegenseitig)"],
    ],
    automationsNeverRan: [[automation, "(nie|niemals|noch nie|kein einziges mal)"]],
    automationsStopped: [[automation, "(nicht mehr|aufgehort|stehen geblieben|eingeschlafen)"]],
    automationsFailed: [
      [
        "(welche|welcher|was|sind|ist|gibt|wie viele)",
        automation,
        "(fehlgeschlagen|gescheitert|schiefgegangen|schief gegangen|schiefgelaufen|fehlschlag|scheitern|scheitert|schlagt fehl|schlagen fehl|abgebrochen)",
      ],
    ],
    automationsBroken: [
      [
        "(welche|welcher|was|sind|ist|gibt|funktionieren|haben|hat|laufen)",
        automation,
        "(kaputt|defekt|funktioniert nicht|funktionieren nicht|nicht|gehen nicht|geht nicht|fehlerhaft|ungultig|probleme|problemen|fehler|fehlern|in ordnung|alle|problem)",
      ],
    ],
    whyAutomation: [
      [
        "(warum|wieso|weshalb|woran)",
        "(fehlgeschlagen|gescheitert|schiefgegangen|schief gegangen|nicht gelaufen|lauft nicht|nicht|scheitert|schlagt fehl|kaputt|gestoppt|abgebrochen)",
      ],
    ],
    diskFull: [["(wann|wie lange)", disk, "(voll|reicht|kein platz|lauft voll|vollgelaufen|noch platz)"]],
    diskFree: [["(wie viel|wie viele prozent|ist|was)", "(frei|ubrig|platz|noch)", disk]],
    diskLevel: [["(wie voll|wie viel|wieviel|wie viele prozent|ist|wie belegt)", disk]],
    integrations: [
      [
        "(welche|welches|was|gibt|sind|ist|haben|hat|laufen|wie viele|machen|macht)",
        "(integration|integrationen)",
        "(problem|probleme|kaputt|fehler|storung|storungen|nicht|fehlgeschlagen|defekt|ausgefallen|arger|schwierigkeiten|in ordnung|klemmt|spinnt|spinnen)",
      ],
    ],
    updatedToWorse: [
      [
        "(aktualisiert|update|updates|aktualisierung|aktualisierungen|upgedatet|geupdatet)",
        "(schlechter|schlimmer|kaputt|verschlechtert|probleme)",
      ],
    ],
    updates: [
      [
        "(gibt|gibts|welche|welches|sind|ist|liegt|liegen|was|stehen|steht|wie viele|habe|haben)",
        "(update|updates|aktualisierung|aktualisierungen|neue version|neue versionen)",
      ],
      ["was", "aktualisieren"],
    ],
    canMend: [["(was|welche|etwas|kannst)", "(kannst du|du kannst)", "(reparieren|beheben|heilen|in ordnung bringen)"]],
    mended: [["(was|welche|welches|etwas|wie oft|hast)", "du", "(repariert|behoben|geheilt|in ordnung gebracht)"]],
    gotWrong: [
      ["(wo|was|womit|wann|wobei)", "du", "(falsch|geirrt|vertan|daneben|unrecht|fehler)"],
      ["(fehlalarm|fehlalarme|falsche vorhersagen)"],
    ],
    howSure: [
      ["wie sicher", "(du|das|vorhersagen|ist)"],
      ["wie (gut|zuverlassig|genau|treffsicher|verlasslich)", "(vorhersagen|vorhersage|prognosen|prognose)"],
      ["wie oft", "(recht|richtig)"],
      ["trefferquote"],
    ],
    likeliestToFail: [
      ["(welches|was|welche|wer)", "(am ehesten|wahrscheinlich|am wahrscheinlichsten|wohl)", fail],
      ["(welches|was|welche|irgendetwas|etwas)", fail, "(bald|als nachstes|demnachst|nachstes|als erstes|zuerst)"],
    ],
    costsMost: [
      ["(was|welches|wer)", "(kostet|zieht|druckt)", "(am meisten|meisten|grosste)"],
      ["(grosste|grosstes)", "problem"],
    ],
    whyScore: [
      ["(warum|wieso|weshalb)", "(gesundheitswert|gesundheit|punkte|punktzahl|wert|hundert|100|zustand)"],
      [
        "(was|wodurch|woran|wofur)",
        "(kostet|verloren|fehlen|zieht|druckt|liegt)",
        "(punkte|gesundheitswert|gesundheit|wert|hundert|100)",
      ],
      ["wo", "punkte"],
    ],
    healthOf: [
      ["wie (gesund|fit)"],
      ["wie", "(gesundheit|gesundheitswert|zustand)"],
      ["(wie steht es|wie geht es)"],
      ["(welchen|was|welche)", "(gesundheitswert|zustand|gesundheit)"],
    ],
    firstThing: [
      [
        "(was|worum|womit)",
        "(zuerst|als erstes|am dringendsten|am wichtigsten|am schlimmsten|dringendste|wichtigste|schlimmste|dringend|anfangen)",
      ],
    ],
    silenced: [
      [
        "(was|welche|hast|habe|ist|sind|gibt)",
        "(verschweigst|verschwiegen|stummgeschaltet|stumm geschaltet|zuruckgestellt|ausgeblendet|verschoben|nicht mehr sagst|sagst du mir nicht|sagst du nicht|nicht mehr meldest|meldest du nicht|ignorierst|ignoriert|unterdruckt|unterdruckst|verborgen|verheimlichst)",
      ],
    ],
    maintenance: [
      [
        "(wartung|wartungsmodus|wartungsfenster|urlaubsmodus|ferienmodus)",
        "(ist|lauft|an|aktiv|gerade|wann|bis|sind|eingeschaltet|im)",
      ],
    ],
    allRight: [
      ["(ist|lauft|sind|geht)", "(alles|alle)", "(in ordnung|ok|okay|gut|rund|klar|bestens|im lot|im grunen bereich)"],
      ["alles", "(in ordnung|ok|okay|gut|klar)"],
      ["funktioniert", "alles"],
    ],
    isFine: [
      ["(ist|sind|geht|lauft)", fine],
      ["(ist|lauft)", "alles", "(in ordnung|ok|okay|gut|klar)"],
    ],
    wrong: [
      ["(was ist|ist|sind|stimmt|gibt|gibts|hat|haben|was hat|liegt|fehlt|hapert|was stimmt|was fehlt)", broken],
      ["(fehlt|hapert|klemmt)", "(etwas|was)"],
      ["was fehlt"],
    ],
    attention: [
      ["(was|worum|wer|irgendetwas|etwas)", "(aufmerksamkeit|kummern|zu tun|tun)"],
      ["was (muss|soll|sollte|musste)", "(ansehen|anschauen|reparieren|beheben|machen|erledigen|tun)"],
      ["worauf", "(achten|sehen|schauen)"],
    ],
  },
  ...asides,
};
