"""A second lot of questions, written after the first was answered: `python3 test/evaluation/homes/fresh.py`."""

from berlin_flat import DISHES, WASHER, berlin
from built_in import built_in
from chicago_days import chicago
from denver_days import denver
from others import count, first, held, last, whole


def unit_4b():
    t = denver()
    ask = t.ask
    ask("whens the last time we used the coffee maker", **last(t, "switch.coffee_maker", "on"))
    ask("Did we leave the balcony door open at all on Monday?", "boolean", False)
    ask("hey what time did the little guy get home monday i mean leo", **first(t, "person.leo", "home", -1))
    ask("how many hours did leo spend at daycare yesterday", **held(t, "person.leo", "Daycare", *whole(t, -1)))
    ask("was the alarm set when we went to bed, say at 11:30 last night?", "boolean", True)
    ask("is it true that the bedroom window was open all night sunday", "boolean", True)
    ask("what was on tv on halloween at 9pm", "text", "Hocus Pocus")
    ask("Which of the two, Sam or Priya, came home later yesterday?", "text", "Priya")
    ask("how warm did it get on the balcony on the first of november", "number", 46.2)
    ask("how low did the temperature on the balcony go this month", "number", 25.2)
    ask("what was the thermostat turned up to on friday evening", "number", 72)
    ask("who locked up this morning", "text", "Sam")
    ask("did the vacuum run while nobody was home yesterday", "boolean", True)
    ask("how many times was the mailbox opened since last Wednesday", **count(t, "binary_sensor.mailbox", "on", "-6d 00:00:00"))
    ask("How long was the kitchen window open around dinner yesterday, between 6 and 9 pm?", "duration", 1260)
    ask("when did the doorbell ring for the last time on halloween", "instant", "-3d 19:12:00")
    ask("what was the humidity in the bathroom at quarter past seven this morning", "number", 55)
    ask("and yesterday?", "number", 58, after="what was the bathroom humidity at 7:15 am today?")
    ask("was it still locked at noon?", "boolean", True, after="when was the deadbolt last locked?")
    ask("how often did the fridge open after 7 pm today", "count", 1)
    ask("shortest time the fridge door was open today", "duration", 31)
    ask("When did the left living room shade close today?", "instant", "-0d 17:20:00")
    for text in ("when did the shade in the living room close on sunday night at ten", "was the toaster on this morning", "did anyone water the plants yesterday",
                 "who will pick leo up tomorrow", "how hot was it in Phoenix on saturday", "when was the porch light last on"):
        ask(text)
    ask("was the shade in the living room open at noon yesterday", "question")
    t.write("denver-fresh", "en", None, of="denver")


def oak_street():
    t = chicago()
    ask = t.ask
    ask("tylers window when was it opened last", **last(t, "binary_sensor.tylers_window", "on"))
    ask("Can you please find out how long the garage door stood open Thursday night into Friday", "duration", 28896 - 0, within=2000)
    ask("how many times did the bell go on Saturday afternoon", "count", 1)
    ask("did Zoe make it home before 3:15 pm on Friday", "boolean", True)
    ask("how long does it take marcus to get back from work - no wait, when did he get home thursday", **first(t, "person.marcus", "home", -3))
    ask("was anybody at home on thursday at 10:30 am", "boolean", False)
    ask("when was water found by the water heater", "instant", "-5d 03:12:40")
    ask("Was the dishwasher on at 9:15 pm last night?", "boolean", True)
    ask("when did the porch light turn off on friday night", "instant", [at for at in t.turns("light.porch", "off") if at.startswith("-2d")][0])
    ask("was tyler at school at 10 am on friday", "boolean", True)
    ask("what time did everybody leave on wednesday", "none")
    ask("how long was the reading lamp lit on saturday evening", "duration", 9000)
    for text in ("when did the koi pond freeze over", "how fast did marcus drive to work", "was the dog out on friday", "will zoe be late", "how long is the garage door"):
        ask(text)
    t.write("chicago-fresh", "en", None, of="chicago")


def terraced():
    t = built_in()
    ask = t.ask
    ask("garage last shut when?", **last(t, "cover.garage_door", "closed"))
    ask("what time did ben get in on monday evening", **first(t, "person.ben", "home", -3))
    ask("was anna home the whole day on sunday", "boolean", t.held("person.anna", "home", *whole(t, -4)) >= 86000)
    ask("how cool was the fridge at noon on tuesday", "number", 4.2, within=1.2)
    ask("did the washing machine leak last week", "boolean", False)
    ask("how many times did the landing light come on on Tuesday", **count(t, "light.landing", "on", *whole(t, -2)))
    for text in ("is the fridge cold enough", "did the boiler fire up", "when did the window cleaner come", "where were the car keys on Monday"):
        ask(text)
    t.write("terraced-house-fresh", "en", None)


def flat():
    t = berlin()
    ask = t.ask
    ask("Wann hat Jonas gestern die Wohnung verlassen?", "none", note="er war zu Hause")
    ask("wann kam katharina freitag nach hause", **first(t, "person.katharina", "home", -2))
    ask("Stand das Badfenster am Freitagmorgen länger als 20 Minuten offen?", "boolean", True)
    ask("Wie lange war die Stehlampe gestern Abend an?", **held(t, "light.stehlampe", "on", "-1d 18:00:00", "-0d 00:00:00"))
    ask("Hat jemand am Dienstag geklingelt?", "boolean", False, note="am Dienstag, dem 24.: ja, um 11:20")
    t.questions[-1]["expect"]["value"] = True
    ask("Um wieviel Uhr wurde gestern die Waschmaschine zum ersten Mal angestellt?", "instant", "-1d 09:15:00")
    ask("War am Donnerstagnachmittag um drei jemand daheim?", "boolean", False)
    ask("Wann war es in den letzten zwei Wochen draußen am kältesten?", "instant", "-10d 06:10:00")
    ask("Wie viel Strom hat die Spülmaschine am Freitag gebraucht?", "number", round(t.kwh(DISHES, *whole(t, -2), 0.6), 3), within=0.07)
    ask("Und die Waschmaschine?", "number", round(t.kwh(WASHER, *whole(t, -2), 0.9), 3), within=0.07, after="Wie viel Strom hat die Spülmaschine am Freitag verbraucht?")
    ask("Warum?", "text", "Flurlicht bei Bewegung", after="Wann ging gestern Abend das Flurlicht an?")
    ask("Was war die höchste Außentemperatur am 24.3.?", "number", 13.5)
    ask("Seit wann ist das Schlafzimmerfenster geschlossen?", "duration", t.now - t.instant("-0d 05:45:00"), within=600)
    ask("Wie lange war gestern überhaupt irgendein Fenster offen?", "duration", 660 + 2700, within=5)
    for text in ("War der Hund gestern draußen?", "Wann fährt der nächste Bus?", "Wie hoch war die Miete im März?", "Hat Jonas gestern gekocht?", "Schalte den Fernseher ein", "Wie lange war die Sauna an?"):
        ask(text)
    t.write("berlin-fresh", "de", None, of="berlin")


unit_4b()
oak_street()
terraced()
flat()
