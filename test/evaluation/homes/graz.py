"""Writes graz.json and what is asked there in German and, by voice, in English: `python3 test/evaluation/homes/graz.py`."""

from graz_days import graz
from graz_house import DRYER, HOME, STANDBY, WASHER

TYPED, UNHEARD = "ohne Umlaute getippt", "recognised as it sounded"
COLDEST_TODAY = 2.5


class Truths:
    """What is true of the fortnight, worked out from its telling."""

    def __init__(self):
        self.t = graz()

    def whole(self, day):
        return f"{self.t.label(day)}d 00:00:00", f"{self.t.label(day + 1)}d 00:00:00"

    def last(self, entity, state):
        return {"kind": "instant", "value": self.t.turns(entity, state)[-1]}

    def first(self, entity, state, day):
        return {"kind": "instant", "value": self.t.within(self.t.turns(entity, state), *self.whole(day))[0]}

    def final(self, entity, state, day):
        return {"kind": "instant", "value": self.t.within(self.t.turns(entity, state), *self.whole(day))[-1]}

    def count(self, entity, state, start, end="+1d 00:00:00"):
        return {"kind": "count", "value": len(self.t.within(self.t.turns(entity, state), start, end))}

    def held(self, entity, state, start, end=None):
        return {"kind": "duration", "value": self.t.held(entity, state, start, end)}

    def ran(self, entity, day):
        return {"kind": "duration", "value": sum(b - a for a, b in self.t.runs(entity, *self.whole(day))), "within": 180}

    def kwh(self, entity, start, end):
        value = self.t.kwh(entity, start, end, STANDBY[entity])
        return {"kind": "number", "value": round(value, 3), "within": round(value * 0.05, 3)}


def german():
    truths = Truths()
    t, last, first, final, count, held, whole = truths.t, truths.last, truths.first, truths.final, truths.count, truths.held, truths.whole
    ask = t.ask
    ask("Wann ist das Garagentor heute in der Früh aufgegangen?", **first("cover.garagentor", "open", 0))
    ask("wann ging gestern abend das licht in der küche an", "instant", "-1d 18:20:00")
    ask("seit wann ist die wohnzimmerlampe an?", "duration", 5400, within=60)
    ask("Sagen Sie mir bitte, wann die Terrassentür zuletzt offen stand.", "instant", "-1d 15:20:15")
    ask("wann is die emma heut heimkommen", **final("person.emma", "home", 0), note="mundartnah")
    ask("Wann hat Lukas heute das Haus verlassen?", **first("person.lukas", "Arbeit", 0))
    ask("um wieviel uhr kam theresa gestern von der arbeit heim", **final("person.theresa", "home", -1))
    ask("wann wurde am samstag zum zweiten mal geklingelt?", "instant", "-4d 15:24:10")
    ask("Wann hat's heut geläutet?", "instant", "-0d 09:31:12")
    ask("wann gingen die rolläden im wohnzimmer heute hoch", **first("cover.rollladen_wohnzimmer", "open", 0), note="Tippfehler")
    ask("Wann wurde der Rollladen im Kinderzimmer gestern Abend runtergelassen?", **final("cover.rollladen_kinderzimmer", "closed", -1))
    ask("wann ist die alarmanlage das letzte mal losgegangen", "instant", "-8d 02:15:00")
    ask("Wann hat der Rauchmelder im Keller Alarm geschlagen?", "instant", "-6d 19:12:00")
    ask("wann is die waschmaschin zletzt gloffen", "instant", "-0d 10:15:00", note="mundartnah")
    ask("Wann war der Trockner gestern fertig?", "instant", "-1d 20:10:00")
    ask("wann hat theresa die waermepumpe wieder eingeschaltet", "instant", "-4d 06:30:00", note=TYPED)
    ask("Wann wurde die Haustür heute früh aufgesperrt?", "instant", "-0d 06:30:00")
    ask("wann hat der robi am montag angefangen zu saugen", "instant", "-2d 10:00:30")
    ask("Wann haben wir am Sonntag alle das Haus verlassen?", "instant", "-3d 09:30:30", note="als der Letzte ging")
    ask("wann war zuletzt die tuer zur terrasse auf", "instant", "-1d 15:20:15", note=TYPED)
    ask("Wann kam letzte Woche Wasser in der Waschküche?", "instant", "-8d 03:40:00")
    ask("wann hoerte das auto in der nacht auf zu laden, also die wallbox", "instant", "-0d 04:30:00", note=TYPED)
    ask("Wann war der Briefkasten heute offen?", "instant", "-0d 10:05:30")
    ask("Wie oft war gestern der Kühlschrank offen?", **count("binary_sensor.kuehlschrank", "on", *whole(-1)))
    ask("wie oft ist heute schon der kuehlschrank aufgemacht worden", **count("binary_sensor.kuehlschrank", "on", *whole(0)), note=TYPED)
    ask("wie oft hats am samstag geklingelt", "count", 2)
    ask("Wie oft haben wir am Wochenende gewaschen?", "count", 2, note="die Waschmaschine wird nicht genannt")
    ask("Wie viele Waschgänge hatte die Waschmaschine am Samstag?", "count", 2)
    ask("wie oft wurde anfang der woche das kinderzimmerfenster aufgemacht", **count("binary_sensor.kinderzimmerfenster", "on", "-2d 00:00:00", "-0d 00:00:00"), note="Montag und Dienstag")
    ask("Wie oft fuhr das Garagentor gestern hoch?", **count("cover.garagentor", "open", *whole(-1)))
    ask("wie oft is der robi seit letztem donnerstag gfahrn", **count("vacuum.robi", "cleaning", "-6d 00:00:00"), note="mundartnah")
    ask("Wie häufig hat die Wallbox in den letzten sieben Tagen geladen?", **count("binary_sensor.wallbox", "on", "-7d 18:40:00"))
    ask("wie lange lief der trockner gestern", **truths.ran(DRYER, -1))
    ask("Wie lang is gestern die Wohnzimmerlampe brannt?", **held("light.wohnzimmerlampe", "on", *whole(-1)), note="mundartnah")
    ask("Wie lange stand das Garagentor in der Nacht von Samstag auf Sonntag offen?", "duration", t.held("cover.garagentor", "open", "-4d 18:00:00", "-3d 06:00:00"), within=6200)
    ask("wie lang war das kellerfenster am sonntag offen", **held("binary_sensor.kellerfenster", "on", *whole(-3)))
    ask("Wie lange war Emma gestern in der Schule?", **held("person.emma", "Schule", *whole(-1)))
    ask("wie lange wurde heute nacht das auto geladen", **held("binary_sensor.wallbox", "on", "-0d 00:00:00", "-0d 06:00:00"))
    ask("Wie lange war am Sonntag keiner daheim?", "duration", t.instant("-3d 16:20:10") - t.instant("-3d 09:30:30"))
    ask("wielange lief gestern der fernseher", **held("media_player.fernseher", "playing", *whole(-1)), note="zusammengeschrieben")
    ask("Wie lange ist die Wärmepumpe am Wochenende ausgeschaltet gewesen?", **held("climate.waermepumpe", "off", "-4d 00:00:00", "-2d 00:00:00"))
    ask("Wie lange brannte das Kellerlicht vom Samstag auf den Sonntag?", **held("light.kellerlicht", "on", "-4d 16:00:00", "-3d 12:00:00"), note="vergessen")
    ask("wie viele minuten war vorgestern frueh das kinderzimmerfenster offen, zwischen 7 und 8", **held("binary_sensor.kinderzimmerfenster", "on", "-2d 07:00:00", "-2d 08:00:00"), note=TYPED)
    ask("War das Badfenster gestern um viertel nach sieben noch offen?", "boolean", False)
    ask("war gestern in der früh um dreiviertel sieben das küchenlicht an?", "boolean", True, note="6.45 Uhr")
    ask("War heute um halb acht in der Früh das Küchenlicht an?", "boolean", True)
    ask("war die haustür um 3 in der nacht zugesperrt", "boolean", t.state("lock.haustuer", "-0d 03:00:00") == "locked")
    ask("Hat es am Freitag geklingelt?", "boolean", False)
    ask("is gestern wer zuhause gwesn um 10?", "boolean", False, note="die Uhr hat 24 Stunden; wer heißt jemand")
    ask("War am Sonntag um 11 Uhr 15 jemand zuhause?", "boolean", False)
    ask("War das Dachfenster diese Woche einmal offen?", "boolean", False)
    ask("ist gestern die bewaesserung gelaufen", "boolean", False, note=TYPED)
    ask("Hat der Rauchmelder im Kinderzimmer letzte Woche ausgelöst?", "boolean", False)
    ask("war das garagentor gestern um 23 uhr zu", "boolean", True)
    ask("Stand das Kellerfenster offen, während niemand daheim war?", "boolean", True)
    ask("War Theresa am Montag um 15.30 Uhr in der Arbeit?", "boolean", True)
    ask("hab ich am samstag abend das garagentor offen gelassen?", "boolean", True)
    ask("Wie kalt war es heute früh draußen?", "number", COLDEST_TODAY)
    ask("Was war die tiefste Temperatur draussen in den letzten zwei Wochen?", "number", -3.5)
    ask("wie warm wars gestern im kinderzimmer um 16 uhr", "number", 21.9)
    ask("Höchste Luftfeuchte im Bad diese Woche?", "number", 64)
    ask("wieviel strom hat die waschmaschine am samstag gebraucht", **truths.kwh(WASHER, *whole(-4)))
    ask("Wie viele Kilowattstunden hat die PV am Sonntag gebracht?", "number", 9.3)
    ask("wie viel hat die photovoltaik gestern erzeugt", "number", 6.6, note="PV")
    ask("Wie voll war das Auto heute um fünf Uhr früh?", "number", 92, note="Auto Ladestand")
    ask("Wie hoch war der Stromverbrauch am Samstag?", "number", 12, within=0.6)
    ask("Haben wir am Sonntag mehr Strom verbraucht als am Montag?", "boolean", True)
    ask("Auf wieviel Grad war das Thermostat im Kinderzimmer am Sonntagabend um 21 Uhr gestellt?", "number", 18)
    ask("Wer hat die Alarmanlage am Sonntag scharf gestellt?", "text", "Theresa")
    ask("wer hat am freitag die wärmepumpe abgedreht", "text", "Lukas")
    ask("Wer war gestern als Erster daheim?", "text", "Emma", note="zuerst heimgekommen")
    ask("wer hat heut mittag aufgsperrt", "text", "Emma", note="mundartnah")
    ask("Warum ist gestern das Terrassenlicht angegangen?", "text", "Terrassenlicht bei Bewegung")
    ask("wieso ging heute der rollladen im wohnzimmer zu", "text", "Rollläden am Abend")
    ask("Welche Fenster waren am Sonntag offen?", "list", ["binary_sensor.kellerfenster", "binary_sensor.kinderzimmerfenster"])
    ask("welche lichter waren gestern um 22 uhr an", "list", ["light.nachtlicht", "light.wohnzimmerlampe"])
    ask("Was lief am Sonntag um 21 Uhr im Fernsehen?", "text", "Tatort")
    ask("Und am Montag?", "duration", 1260 + 18900, after="Wie lange war das Kinderzimmerfenster am Dienstag offen?")
    ask("und wie oft gestern?", **count("cover.garagentor", "open", *whole(-1)), after="Wie oft ging das Garagentor heute auf?")
    ask("und wann wieder zu?", "instant", "-1d 15:47:15", after="Wann wurde gestern die Terrassentür geöffnet?")
    for text in (
        "Wann läuft die Waschmaschine das nächste Mal?", "Ist das Garagentor zu?", "mach bitte das licht im keller aus", "Rollladen im Wohnzimmer hoch",
        "Wie oft hat der Hund gestern gebellt?", "Wann war der Rauchfangkehrer da?", "War die Leselampe gestern an?", "wann wurde der pool geheizt",
        "Wird es morgen kälter als heute?", "wo hab i gestern mei geldtascherl liegen lassn", "Wie geht es Ihnen heute?", "Wie viel kostet der Strom nächstes Jahr?",
        "Wann ist Oma am Sonntag gekommen?", "hat die katz gestern was gfressn", "Wie lange war das Gartentor gestern offen?", "War das Kellerfenster im Mai offen?",
        "Welche Farbe hatte das Garagentor gestern?", "Hat Lukas gestern die Zähne geputzt?", "Wie viel Wasser haben wir gestern verbraucht?", "Wann war gestern das Bügeleisen an?",
    ):
        ask(text)
    t.write("graz", "de", HOME)


def english():
    truths = Truths()
    t, last, first, final, count, held, whole = truths.t, truths.last, truths.first, truths.final, truths.count, truths.held, truths.whole
    ask = t.ask
    ask("when was the garage door opened this morning", **first("cover.garagentor", "open", 0))
    ask("uh can you tell me when the front door was last opened", **last("binary_sensor.haustuer", "on"))
    ask("please tell me how long the basement window was open on sunday", **held("binary_sensor.kellerfenster", "on", *whole(-3)))
    ask("hey um what time did emma get home today", **final("person.emma", "home", 0))
    ask("was the bathroom window open yesterday at six fifty", "question", note="six fifty in the morning yes, in the evening no")
    ask("was the bathroom window open yesterday at six fifty a m", "boolean", True, note=UNHEARD)
    ask("was the kitchen light on at seven thirty this morning", "boolean", True)
    ask("was the garage door closed at eleven p m last night", "boolean", True, note=UNHEARD)
    ask("how many times did the fridge open today", **count("binary_sensor.kuehlschrank", "on", *whole(0)))
    ask("how long did the dryer run yesterday please", **truths.ran(DRYER, -1))
    ask("okay so when did the doorbell ring today", "instant", "-0d 09:31:12")
    ask("how often did the door bell ring on saturday", "count", 2, note=UNHEARD)
    ask("who turned off the heat pump on friday", "text", "Lukas")
    ask("how cold was it outside at six thirty this morning", "number", COLDEST_TODAY)
    ask("what was the highest humidity in the bathroom in the last fourteen days", "number", 77)
    ask("was anybody home on sunday at eleven thirty in the morning", "boolean", False)
    ask("did um the smoke detector in the basement go off last week", "boolean", True)
    ask("when did the basement smoke detector go off", "instant", "-6d 19:12:00")
    ask("did the water sensor go off on november seventeenth", "boolean", True)
    ask("how much energy did the washing machine use on saturday", **truths.kwh(WASHER, *whole(-4)))
    ask("how many times did the washing machine run in the past two days", "count", 2)
    ask("what was playing on the tv at nine p m on sunday", "text", "Tatort", note=UNHEARD)
    ask("which lights were on at ten p m yesterday", "list", ["light.nachtlicht", "light.wohnzimmerlampe"])
    ask("why did the patio light turn on yesterday", "text", "Terrassenlicht bei Bewegung")
    ask("can you tell me how long lukas was at work on monday", note="the zone is called Arbeit, and zones have no aliases")
    ask("how much did the solar production make on sunday", "number", 9.3)
    ask("how full was the car battery at five o'clock this morning", "number", 92)
    ask("since when is the living room light on", "duration", 5400, within=60)
    ask("how long was the garage door open between nine p m saturday and eight a m sunday", "duration", t.held("cover.garagentor", "open", "-4d 21:00:00", "-3d 08:00:00"), note=UNHEARD)
    ask("and on monday", "duration", 12600, after="how long was the car charger charging on friday")
    for text in (
        "uh when will the washing machine be done", "please turn off the kitchen light", "is the garage door open", "was the reading lamp on on monday",
        "how many cookies did emma eat", "when did the swimming pool pump start", "what's the weather like tomorrow", "can you tell me a joke",
        "when did the dishwasher last run", "did the parrot talk yesterday",
    ):
        ask(text)
    t.write("graz-spoken", "en", None, of="graz")


if __name__ == "__main__":
    german()
    english()
