"""A second lot about the house near Graz, written after the first was mended: `python3 test/evaluation/homes/graz_asked_more.py`."""

from graz import Truths
from graz_house import WASHER


def german():
    truths = Truths()
    t, last, first, final, count, held, whole = truths.t, truths.last, truths.first, truths.final, truths.count, truths.held, truths.whole
    ask = t.ask
    ask("Könnten Sie mir verraten, wann gestern Abend die Leselampe im Schlafzimmer ausgemacht wurde?", "instant", "-1d 23:20:00")
    ask("garage gestern abend wann zugemacht", **final("cover.garagentor", "closed", -1), note="ohne Verb")
    ask("Letztes Mal, dass jemand die Terrassentür aufgemacht hat?", "instant", "-1d 15:20:15")
    ask("wann ging heut morgen bei uns in der küche das licht aus", "instant", "-0d 07:40:00")
    ask("wann bist du robi zuletzt losgefahren", "instant", "-2d 10:00:30", note="an den Saugroboter gerichtet")
    ask("Wann schloss Lukas gestern Abend die Haustür ab?", "instant", "-1d 17:55:00")
    ask("um welche zeit fährt der rollladen im wohnzimmer normalerweise runter", note="üblich, nicht einmal")
    ask("wann wurde bei der wärmepumpe zuletzt was verstellt", note="was ist verstellt?")
    ask("Wann war die Emma am Montag wieder da?", **final("person.emma", "home", -2))
    ask("wann is da postler kommen, also wann war der briefkasten am montag offen", "instant", "-2d 10:20:00", note="mundartnah")
    ask("Wann endete der Trockner gestern?", "instant", "-1d 20:10:00")
    ask("Wie viele Male läutete es diese Woche an der Tür?", "count", 2)
    ask("Wie oft ist Emma diese Woche schon heimgekommen?", **count("person.emma", "home", "-2d 00:00:00"))
    ask("wie oft war das kellerfenster in den letzten vierzehn tagen auf", "count", 2)
    ask("wie oft wurde der kühlschrank heute vormittag geöffnet", "count", 1)
    ask("Anzahl der Waschmaschinenläufe letzte Woche?", "count", 3)
    ask("Wie viel Zeit war Theresa am Montag außer Haus?", **held("person.theresa", "Arbeit", *whole(-2)))
    ask("Wie lange dauerte der letzte Waschgang?", "duration", 4500, within=180, note="die Waschmaschine wird nicht genannt")
    ask("wie lange war gestern die terassentür auf", "duration", 1620, note="Tippfehler")
    ask("Für wie lange war die Alarmanlage am Sonntag scharf?", "duration", t.instant("-3d 16:19:20") - t.instant("-3d 09:31:00"))
    ask("wie lange hat die waschmaschine am dienstag gebraucht", "duration", 4500, within=180)
    ask("Wie lange blieb der Fernseher am Sonntagabend eingeschaltet?", "duration", 5400)
    ask("Wie lange brannte das Nachtlicht in der Nacht auf heute?", "duration", t.held("light.nachtlicht", "on", "-1d 18:00:00", "-0d 12:00:00"), within=1300)
    ask("War gestern um Punkt zehn nach sieben abends das Küchenlicht an?", "boolean", True)
    ask("Stimmt es, dass am Freitag niemand geklingelt hat?", "boolean", True)
    ask("Hatten wir am Samstag um neun Uhr früh das Radio an?", "boolean", True)
    ask("war die wärmepumpe in der nacht auf samstag ausgeschaltet", "boolean", True)
    ask("Ging der Rauchmelder im Keller am Donnerstag los?", "boolean", True)
    ask("Ist das Bad Fenster gestern offen gewesen?", "boolean", True, note="getrennt geschrieben")
    ask("hat der lukas gestern das haus vor 8 verlassen", "boolean", False)
    ask("War Emma gestern mittags um zwei schon zu Hause?", "boolean", True)
    ask("wieviel grad hatte es heute morgen draussen mindestens", "number", 2.5)
    ask("Temperatur Kinderzimmer gestern früh um sechs?", "number", 20.7)
    ask("Wie feucht war es am Sonntag um 8 Uhr im Badezimmer?", "number", 77)
    ask("Akkustand vom Auto gestern um 21 Uhr?", "number", 55)
    ask("Was hat die Waschmaschine gestern an Strom gezogen?", **truths.kwh(WASHER, *whole(-1)))
    ask("wieviel solarstrom gabs am samstag", "number", 2.2)
    ask("Wer sperrte gestern um 17:55 Uhr die Haustür zu?", "text", "Lukas")
    ask("Von wem wurde die Alarmanlage am Sonntag unscharf gestellt?", "text", "Lukas")
    ask("Welche Rollläden waren gestern um 18 Uhr offen?", "list", ["cover.rollladen_kinderzimmer"])
    ask("welche türen standen am sonntag nachmittag offen", "list", ["binary_sensor.haustuer"], note="Türen, Kühlschrank nicht")
    ask("und am sonntag?", "number", 9.3, after="Wie viel hat die PV am Samstag erzeugt?")
    for text in (
        "Lass den Rollladen runter", "Wie spät ist es?", "Wann geht morgen die Sonne auf?", "War der Whirlpool gestern warm?", "wie oft hat es gestern gehagelt", "Ist noch wer zuhause?",
        "war die leselampe am montag abend an", "Hat die Nachbarin gestern die Blumen gegossen?", "Wann ist der nächste Ölwechsel fällig?", "Wie lange war das Hoftor am Samstag offen?",
        "wo ist mein handy", "Wer hat gestern die Spülmaschine ausgeräumt?",
    ):
        ask(text)
    t.write("graz-fresh", "de", None, of="graz")


def english():
    truths = Truths()
    t, last, first, final, count, held, whole = truths.t, truths.last, truths.first, truths.final, truths.count, truths.held, truths.whole
    ask = t.ask
    ask("hey can you please tell me when lukas got home last night", **final("person.lukas", "home", -1))
    ask("when did we uh last use the dryer", "instant", "-1d 19:00:00")
    ask("was the front door locked at half past ten last night", "boolean", True)
    ask("how many times was the garage door opened on the nineteenth of november", **count("cover.garagentor", "open", *whole(-6)))
    ask("how long did we leave the garage door open on saturday night", "duration", t.held("cover.garagentor", "open", "-4d 18:00:00", "-3d 12:00:00"), within=6200)
    ask("um who um disarmed the alarm on sunday", "text", "Lukas")
    ask("did the doorbell ring between nine and ten this morning", "boolean", True)
    ask("what was the temperature in the kids room at five thirty p m yesterday", "number", 21.9)
    ask("tell me the lowest outdoor temperature in the last two weeks please", "number", -3.5)
    ask("could you tell me which windows were open on sunday", "list", ["binary_sensor.kellerfenster", "binary_sensor.kinderzimmerfenster"])
    ask("was the tv on at eight fifteen p m on sunday", "boolean", True)
    ask("how long was the t v on last night", **held("media_player.fernseher", "playing", *whole(-1)))
    ask("okay when did the vacuum last run", "instant", "-2d 10:00:30")
    ask("was the heat pump off on saturday at six in the morning", "boolean", True)
    ask("was it still open at four", "question", after="when was the basement window opened on sunday", note="four in the morning or in the afternoon")
    ask("how much electricity did we use on saturday", "number", 12, within=0.6)
    ask("when was the mailbox opened today", "instant", "-0d 10:05:30")
    for text in ("set a timer for ten minutes", "what time is it", "uh did grandma call yesterday", "is emma home", "when was the sauna last on"):
        ask(text)
    t.write("graz-spoken-fresh", "en", None, of="graz")


if __name__ == "__main__":
    german()
    english()
