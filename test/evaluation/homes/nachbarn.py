"""A lot in German about two known homes, as neighbours of every kind would put it: `python3 test/evaluation/homes/nachbarn.py`."""

from berlin_flat import COFFEE, berlin
from graz_days import graz
from graz_house import DRYER, STANDBY
from others import count, first, held, last, whole

BARE, NOT_KNOWN = "ohne Umlaute", "davon weiß das Haus nichts"


def rosenberg():
    t = graz()
    ask = t.ask
    ask("wer hat gestern in der früh die haustür aufgesperrt", "text", "Theresa")
    ask("Wann wurde der Kühlschrank heute zum zweiten Mal geöffnet?", "instant", "-0d 12:03:00")
    ask("Wie lange war der Kühlschrank heute am längsten offen?", "duration", 270)
    ask("Hat es gestern mindestens zweimal geklingelt?", "boolean", False)
    ask("Wie oft haben wir diese Woche das Auto geladen, können Sie mir das sagen?", "count", 2)
    ask("wann ist das letzte mal der garten bewaessert worden", "instant", "-10d 06:00:00", note=BARE)
    ask("Wie viel Strom haben wir letzte Woche im Schnitt pro Tag verbraucht?", "number", round(64 / 7, 2), within=0.5)
    ask("Wie lange läuft die Waschmaschine normalerweise?", "duration", 4500, within=240)
    ask("war gestern abend irgendwer im garten", "boolean", True)
    ask("Wer ist am Sonntag als Letzter heimgekommen?", "text", "Emma")
    ask("wer is am sonntag als erstes ausm haus gangen", "text", "Theresa", note="mundartnah")
    ask("Wie lang war die Theresa am Montag in der Arbeit?", **held(t, "person.theresa", "Arbeit", *whole(t, -2)))
    ask("ham wir gestern mehr strom von der pv ghabt als vorgestern", "boolean", True, note="mundartnah")
    ask("An wie vielen Tagen ist letzte Woche der Robi gefahren?", "count", 2)
    ask("Wann war es diese Woche draußen am kältesten?", "instant", "-2d 06:20:00")
    ask("Um wie viel Uhr ist gestern der Fernseher ausgeschaltet worden?", "instant", t.within(t.turns("media_player.fernseher", "off"), *whole(t, -1))[-1])
    ask("War das Garagentor von Samstag auf Sonntag die ganze Nacht offen?", "boolean", True)
    ask("garagentor letzte woche wie oft aufgegangen", **count(t, "cover.garagentor", "open", "-9d 00:00:00", "-2d 00:00:00"))
    ask("Welche Lampe war gestern am längsten an?", "list", ["light.nachtlicht"])
    ask("Wieso war in der Nacht auf Samstag die Wärmepumpe aus?", "text", "Lukas")
    ask("Wie warm war es am Sonntag durchschnittlich im Kinderzimmer?", "number", 20.8, within=0.3)
    ask("Wie viel Prozent hatte das Auto gestern um neun am Abend noch?", "number", 55)
    ask("Was kam heute früh im Küchenradio?", "text", "Morgenjournal")
    ask("bitte sagen sie mir wie lange am sonntag das haus leer war", "duration", t.instant("-3d 16:20:10") - t.instant("-3d 09:30:30"))
    ask("Wann hats diese Woche das erste Mal geklingelt?", "instant", "-1d 11:02:45")
    ask("wie viel hat der wäschetrockner gestern verbraucht", "number", round(t.kwh(DRYER, *whole(t, -1), STANDBY[DRYER]), 3), within=0.05)
    ask("Wann hat Lukas am Sonntag die Alarmanlage ausgeschaltet?", "instant", "-3d 16:19:20")
    ask("Ist die Alarmanlage in den letzten zwei Wochen öfter als einmal losgegangen?", "boolean", False)
    ask("War das Küchenlicht heute länger an als gestern?", "boolean", False)
    ask("Wie oft wurde in den letzten drei Tagen der Briefkasten aufgmacht?", "count", 2)
    for text, note in (
        ("Wann ist gestern der Postbote gekommen?", NOT_KNOWN), ("wie lange war gestern das fenster offen", "Bad und Kinderzimmer"),
        ("Hat Theresa gestern die Blumen gegossen?", NOT_KNOWN), ("Wer hat gestern die Terrassentür aufgemacht?", "ein Kontakt sieht nicht, wer"),
        ("wann ist die emma gestern schlafen gegangen", NOT_KNOWN), ("Wie lange war der Kater gestern draußen?", NOT_KNOWN),
    ):
        ask(text, note=note)
    t.write("graz-nachbarn", "de", None, of="graz")


def gneisenaustrasse():
    t = berlin()
    ask = t.ask
    ask("Wann war Jonas am Donnerstag wieder zu Hause?", **first(t, "person.jonas", "home", -3))
    ask("Wie oft wurde gestern die Waschmaschine benutzt?", "count", 2)
    ask("hat letzte nacht im schlafzimmer licht gebrannt", "boolean", True)
    ask("Wie lange war das Küchenfenster diese Woche insgesamt offen?", "duration", 1530 + 660)
    ask("Wer hat gestern Abend den Rollladen runtergemacht?", "text", "Katharina")
    ask("wan hat der rauchmelder gepiept", "instant", "-4d 19:44:00", note="vertippt")
    ask("Hat der Wassermelder am Montag Alarm gegeben?", "boolean", True)
    ask("Wann war es diese Woche draussen am wärmsten?", "instant", "-1d 14:00:00")
    ask("wie lange lief der fernseher letzte woche durchschnittlich am tag", "duration", 5400)
    ask("War am Mittwoch den ganzen Tag jemand zu Hause?", "boolean", True)
    ask("Wie oft ist Katharina diese Woche weggegangen?", "count", 4)
    ask("Hat der Staubsauger diese Woche höchstens einmal gesaugt?", "boolean", True)
    ask("wie lange hat der staubsauger freitag gesaugt", "duration", 2400)
    ask("Welche Fenster waren letzte Nacht auf?", "list", ["binary_sensor.schlafzimmerfenster"])
    ask("schreibtischlampe donnerstag wie lange an gewesen", "duration", 8100)
    ask("Wieviel haben wir letzte Woche an Strom verbraucht?", "number", 42.5, within=1)
    ask("wer hat mittwoch die wohnungstuer aufgeschlossen", "text", "Jonas", note=BARE)
    ask("War Katharina am Freitag länger weg als Jonas?", "boolean", t.held("person.katharina", "not_home", *whole(t, -2)) > t.held("person.jonas", "not_home", *whole(t, -2)))
    ask("Wann war die Waschmaschine gestern zum zweiten Mal fertig?", "instant", "-1d 12:43:00")
    ask("Wie feucht war es gestern um neun Uhr früh im Bad?", "number", 73)
    ask("Sag mal, war am Donnerstag mittags um eins irgendwer da?", "boolean", False)
    ask("Wie lange lief heute die Kaffeemaschine?", **held(t, COFFEE, "on", *whole(t, 0)))
    ask("Wie oft stand die Balkontür am Wochenende länger als eine Stunde offen?", "count", 1)
    ask("War die Heizung am Mittwoch mindestens acht Stunden aus?", "boolean", True)
    ask("Und wer hat sie wieder angemacht?", "text", "Jonas", after="Wer hat am Mittwoch die Heizung ausgemacht?")
    ask("Und Donnerstag?", "duration", 1530, after="Wie lange war das Küchenfenster gestern offen?")
    ask("Wann lief die Waschmaschine das vorletzte Mal?", "instant", "-1d 09:15:00")
    ask("Wie lange ist es her, dass es geklingelt hat?", "duration", t.now - t.instant("-1d 10:02:31"), within=60)
    ask("war die wohnungstür samstag nacht abgeschlossen", "boolean", False)
    ask("Wann ist gestern das Küchenfenster wieder zugemacht worden?", **last(t, "binary_sensor.kuechenfenster", "off"))
    for text, note in (
        ("Wann hat Katharina gestern geduscht?", NOT_KNOWN), ("wie lange war gestern die lampe an", "Stehlampe und Flurlicht"),
        ("Wie viel Strom haben wir im Januar verbraucht?", "vor allem, was es weiß"), ("War es gestern gemütlich?", NOT_KNOWN),
        ("Wann geht morgen die Sonne auf?", "Zukunft"), ("wie oft hat jonas diese woche den müll runtergebracht", NOT_KNOWN),
    ):
        ask(text, note=note)
    t.write("berlin-nachbarn", "de", None, of="berlin")


if __name__ == "__main__":
    rosenberg()
    gneisenaustrasse()
