"""A third lot of questions, written after the second was answered: `python3 test/evaluation/homes/latest.py`."""

from berlin_flat import berlin
from built_in import built_in
from chicago_days import chicago
from denver_days import denver
from others import count, first, held, last, whole


def unit_4b():
    t = denver()
    ask = t.ask
    ask("Fridge left open at all today for over two minutes?", "boolean", True)
    ask("what time did priya get in tonight", "instant", "-0d 18:47:31")
    ask("how long were the kitchen lights on yesterday", **held(t, "light.kitchen_under_cabinet", "on", *whole(t, -1)))
    ask("When was the last time the bathroom fan was running?", **last(t, "fan.bathroom_fan", "on"))
    ask("did anyone come home before 5 today", "boolean", True, note="four in the afternoon: in the morning nobody had left")
    ask("how many times did the entry door open on Halloween", "count", 3)
    ask("what was the lowest humidity in the bathroom yesterday", "number", 43)
    ask("was the bedroom lamp on at 10:30 last night", "boolean", True)
    ask("who turned on guest mode?", "text", "Priya")
    ask("How much electricity did we use over the weekend?", "number", 32, within=1.5)
    ask("did sam go to the gym on the 25th", "boolean", True)
    ask("when did sam leave the gym on october 25th", "instant", "-9d 15:20:00")
    ask("how long was the blackout shade open yesterday", **held(t, "cover.bedroom_blackout_shade", "open", *whole(t, -1)))
    ask("was the heat on at noon on friday", "boolean", True, note="it was turned off at one")
    ask("was the heat on at 3 pm on friday", "boolean", False)
    ask("what was playing in the kitchen sunday at 9:30 in the morning?", "text", "Dreams")
    ask("and how long was it open?", "duration", 250, after="When did the balcony door last open?")
    ask("how many days ago did the smoke alarm go off", "duration", t.now - t.instant("-9d 18:51:20"), within=600)
    ask("is the deadbolt's battery lower than 50 percent", "none", note="now is not ours")
    ask("was the lock battery ever below 60 percent?", "boolean", True)
    for text in ("did the fridge run out of milk", "when did the upstairs neighbors come home", "was the oven on last night", "remind me when the washer is done"):
        ask(text)
    ask("when did the living room shade last open", "question")
    t.write("denver-latest", "en", None, of="denver")


def oak_street():
    t = chicago()
    ask = t.ask
    ask("first thing this morning, when did the shades open?", **first(t, "cover.shades", "open", 0))
    ask("how many times was the front door opened yesterday", **count(t, "binary_sensor.front_door", "on", *whole(t, -1)))
    ask("did the garage door open while everyone was out on thursday", "boolean", False)
    ask("Who was home at 10 am on Thursday?", "list", [])
    ask("was the thermostat off at noon friday", "boolean", True)
    ask("longest the garage door was open this past week", "duration", 28896)
    ask("what did the thermometer outside read at 2:30 pm yesterday", "number", 41.5)
    ask("when was denise last at the hospital", "none")
    t.questions[-1] = {"ask": "when did denise last arrive at the hospital", "expect": {"kind": "instant", "value": t.turns("person.denise", "Hospital")[-1]}}
    ask("did rosie clean on tuesday", "boolean", True)
    ask("how warm was the primary bedroom last christmas", "none")
    for text in ("which of the kids was late on monday", "did the mail come", "was the upstairs thermostat on"):
        ask(text)
    t.write("chicago-latest", "en", None, of="chicago")


def terraced():
    t = built_in()
    ask = t.ask
    ask("has the garage been opened since lunch", "boolean", False)
    ask("was the freezer above minus ten at any point on saturday", "boolean", True)
    ask("how long was ben away on friday", **held(t, "person.ben", "not_home", *whole(t, -6)))
    ask("what time did the hall light last go off", **last(t, "light.hall", "off"))
    ask("did the garden light go on this week", "boolean", False)
    ask("who got home last on monday", "text", "Ben")
    for text in ("did the postman ring twice on christmas", "will anna be out all day", "what is the wifi password"):
        ask(text)
    t.write("terraced-house-latest", "en", None)


def flat():
    t = berlin()
    ask = t.ask
    ask("Wann hat der Saugroboter zuletzt gesaugt?", **last(t, "vacuum.staubsauger", "cleaning"))
    ask("Um wie viel Uhr ging am Mittwoch die Heizung aus?", "instant", "-4d 09:30:00")
    ask("Wie viele Stunden war Katharina am Freitag nicht zu Hause?", **held(t, "person.katharina", "not_home", *whole(t, -2)))
    ask("War der Fernseher gestern um 23 Uhr noch an?", "boolean", False)
    ask("Ging der Rauchmelder letzte Woche los?", "boolean", False, note="am Mittwoch dieser Woche")
    ask("Was war am Freitag um 14 Uhr die Außentemperatur?", "number", 14.5)
    ask("Wie oft ging der Rollladen diese Woche runter?", **count(t, "cover.rollladen", "closed", "-6d 00:00:00"))
    ask("Wer hat den Rollladen heute hochgefahren?", "text", "Katharina")
    ask("Wie lange war das Küchenfenster am längsten offen diese Woche?", "duration", 1530)
    ask("Lief am Samstag zwischen 9 und 11 Uhr die Waschmaschine?", "boolean", True)
    for text in ("Wann wurde die Katze gefüttert?", "War es gestern windig?", "Wie spät ist es?"):
        ask(text)
    t.write("berlin-latest", "de", None, of="berlin")


unit_4b()
oak_street()
terraced()
flat()
