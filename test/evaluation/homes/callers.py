"""A seventh lot, of two known homes in English and two in German, as callers would put it: `python3 test/evaluation/homes/callers.py`."""

from berlin_flat import berlin
from denver_days import denver
from farm_days import farm
from graz_days import graz
from others import count, held, last, whole


def rimu_road():
    t = farm()
    ask = t.ask
    ask("trough valve how long open today", "duration", 1500)
    ask("when did the water to the trough last come on", **last(t, "valve.trough", "open"))
    ask("did the mower get stuck yesterday", "boolean", True)
    ask("Did Hemi get home before Aroha on Saturday?", "boolean", False)
    ask("what did hemi do with the fence this morning, when did he turn it on", "instant", "-0d 09:40:00")
    ask("how long was the power off to the fence last wednesday", "duration", 16200)
    ask("whats the lowest the fence got to overnight friday to saturday, voltage", "number", 4.1)
    ask("gate at the road opened how many times saturday", "count", 2)
    ask("was the chemical store unlocked this week", "boolean", False)
    ask("what was playing in the milking shed this morning", "text", "Morning Report")
    ask("hot water on yesterday? how long", "duration", 7200)
    ask("did we make more solar on saturday than on sunday", "boolean", True)
    ask("what was the heat pump set at yesterday morning at half 6", "number", 22)
    t.write("farm-callers", "en", None, of="farm")


def unit_4b():
    t = denver()
    ask = t.ask
    ask("mail come yesterday? what time", "instant", "-1d 13:22:41")
    ask("did dusty finish yesterday or did he get stuck, jammed i mean", "none", note="two questions")
    ask("who disarmed the alarm this morning", "none", note="nobody is known")
    ask("how long were the living room shades down on sunday night", **held(t, "cover.living_room_shade_left", "closed", "-2d 18:00:00", "-1d 06:00:00"))
    ask("did the sink leak at all this week", "boolean", False)
    ask("what song was on in the kitchen at 9:20 sunday", "text", "Dreams")
    ask("Was guest mode on Sunday night?", "boolean", True)
    ask("how many trick or treaters rang on halloween", "count", 4)
    t.write("denver-callers", "en", None, of="denver")


def rosenberg():
    t = graz()
    ask = t.ask
    ask("wann hat das auto zuletzt geladen", "instant", "-0d 01:00:00")
    ask("wie lang hat die wallbox am montag geladen", "duration", 12600)
    ask("hat das auto gestern geladen", "boolean", False)
    ask("Wie viel Sonnenstrom hatten wir gestern?", "number", 6.6, within=0.1)
    ask("Ist Emma heute vor Lukas heimgekommen?", "boolean", True)
    ask("rollladen wohnzimmer heute wann rauf", "instant", t.within(t.turns("cover.rollladen_wohnzimmer", "open"), *whole(t, 0))[0])
    ask("bewässerung wie lang an das letzte mal", "duration", 1200)
    ask("Ging am Donnerstag der Rauchmelder im Keller los?", "boolean", True)
    ask("Wie lange hat der Rauchmelder im Keller am Donnerstag gepiepst?", "duration", 150)
    ask("steckt robi noch wo fest", "none", note="jetzt")
    ask("Um wie viel Uhr ist der Robi am Montag losgefahren?", "instant", "-2d 10:00:30")
    ask("Wie lange war er unterwegs?", "duration", 2880, after="Wann hat der Robi am Montag angefangen zu saugen?", within=180)
    ask("Welche Fenster waren am Sonntag um zwölf offen?", "list", ["binary_sensor.kellerfenster"])
    ask("War gestern um 8 die Tür offen?", "question", note="mehrere, und morgens oder abends")
    ask("Wer hat heute früh aufgesperrt?", "text", "Theresa")
    ask("wie oft hats diese woche geläutet", "count", 2)
    ask("Hatte es heute Nacht Minusgrade?", "boolean", False)
    ask("Was war die tiefste Temperatur diese Woche draußen?", "number", 1.5)
    t.write("graz-callers", "de", None, of="graz")


def gneisenaustrasse():
    t = berlin()
    ask = t.ask
    ask("wie lange lief die spülmaschine am freitag", "duration", 4800, within=200)
    ask("Was hat der Geschirrspüler am Freitag verbraucht?", "number", round(t.kwh("sensor.geschirrspueler_leistung", *whole(t, -2), 0.6), 3), within=0.06)
    ask("war gestern um 16 uhr die balkontür auf", "boolean", True)
    ask("wann ist der rollladen gestern runter", **{"kind": "instant", "value": t.within(t.turns("cover.rollladen", "closed"), *whole(t, -1))[0]})
    ask("und vorgestern?", **{"kind": "instant", "value": t.within(t.turns("cover.rollladen", "closed"), *whole(t, -2))[0]}, after="Wann ist der Rollladen gestern runtergegangen?")
    ask("Ist Jonas am Freitag vor Katharina nach Hause gekommen?", "boolean", True)
    ask("kaffemaschine gestern an?", "boolean", True, note="vertippt")
    t.write("berlin-callers", "de", None, of="berlin")


if __name__ == "__main__":
    rimu_road()
    unit_4b()
    rosenberg()
    gneisenaustrasse()
