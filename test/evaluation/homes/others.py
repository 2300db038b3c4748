"""More questions about homes that are described elsewhere: `python3 test/evaluation/homes/others.py`."""

from berlin_flat import DISHES, WASHER, berlin
from built_in import built_in
from chicago_days import chicago


def whole(t, day):
    return f"{t.label(day)}d 00:00:00", f"{t.label(day + 1)}d 00:00:00"


def last(t, entity, state):
    return {"kind": "instant", "value": t.turns(entity, state)[-1]}


def first(t, entity, state, day):
    return {"kind": "instant", "value": t.within(t.turns(entity, state), *whole(t, day))[0]}


def count(t, entity, state, start, end="+1d 00:00:00"):
    return {"kind": "count", "value": len(t.within(t.turns(entity, state), start, end))}


def held(t, entity, state, start, end, **more):
    return {"kind": "duration", "value": round(t.held(entity, state, start, end)), **more}


def family():
    t = chicago()
    ask = t.ask
    ask("garage door last open?", **last(t, "cover.garage_door", "open"))
    ask("So my daughter says she was home by 3:30 on Friday - when did Zoe actually get in?", **first(t, "person.zoe", "home", -2))
    ask("what time did the kids leave for school on thursday", "question", note="nobody is called the kids")
    ask("when did tyler leave school on wednesday", "instant", t.within(t.turns("person.tyler", "not_home"), *whole(t, -4))[1])
    ask("was the garage door left open overnight on Thursday", "boolean", True)
    ask("Was Marcus still at work at 5 pm on Thursday?", "boolean", True)
    ask("when did rosie get stuck", "instant", "-2d 10:20:44")
    ask("how many minutes was the smoke detector going off on Sunday March 1", "duration", 215)
    ask("when did the water heater stop leaking", "instant", "-5d 03:55:10")
    ask("how long was the front door unlocked today", **held(t, "lock.front_door", "unlocked", *whole(t, 0)))
    ask("Was the front door unlocked for longer than 15 minutes today?", "boolean", True)
    ask("how many people were home at noon on wednesday", "count", 1)
    ask("what was the temp outside at 6 this morning", "number", 28)
    ask("how cold was it outside when Marcus left on Thursday?", "number", 29)
    ask("what was the highest temperature outside the day before yesterday", "number", 46.5)
    ask("did the washer run more often on saturday than on friday", "boolean", True)
    ask("how much longer did the washer run on saturday than on friday?", "duration", 4020, within=400)
    ask("who let themselves in on thursday afternoon? i mean who unlocked the front door", "text", "Zoe")
    ask("who turned on the kitchen light yesterday", "text", "Denise")
    ask("is there any reason why the porch light came on yesterday", "text", "Porch light at sunset")
    ask("was home assistant down in the early hours of february 26", "boolean", True)
    for text in ("did it rain in Milwaukee last night", "when did the washer in the other house run", "how much did the dryer cost us yesterday",
                 "did marcus remember his keys", "what did zoe get on her test", "will the porch light come on at six", "where's denise",
                 "was the swimming pool heater on yesterday", "open the pod bay doors", "how long until the dryer finishes", "was the shed door open on friday"):
        ask(text)
    for text in ("was the door open at noon yesterday", "how long was the lamp on last night"):
        ask(text, "question", note="more than one is meant")
    t.write("chicago-others", "en", None, of="chicago")


def terraced():
    t = built_in()
    ask = t.ask
    ask("back door last opened", **last(t, "binary_sensor.back_door", "on"))
    ask("Could you tell us how often the doorbell's rung this week, please?", **count(t, "event.doorbell", "ring", "-3d 00:00:00"))
    t.questions[-1]["expect"]["value"] = len([1 for at, _, _ in t.history("event.doorbell") if at >= t.instant("-3d 00:00:00")])
    ask("when did ben leave the house three days ago", **first(t, "person.ben", "not_home", -3))
    ask("what time did anna pop out this morning", **first(t, "person.anna", "not_home", 0))
    ask("how long was the freezer door left open", **held(t, "binary_sensor.freezer_door", "on", "-6d 00:00:00", "-4d 00:00:00", within=10))
    ask("was the garage open at ten to nine today", "boolean", t.state("cover.garage_door", "-0d 08:50:00") == "open")
    ask("was the freezer door shut at midnight on friday night", "boolean", False)
    ask("how many hours was ben out on monday", **held(t, "person.ben", "not_home", *whole(t, -3)))
    ask("what was the temprature in the study at noon yesterday", "number", 20.6, within=1.2)
    ask("How chilly did the bedroom get last night?", "number", 17.7, within=0.2)
    ask("did anybody ring while we were out today?", "boolean", True)
    ask("has the smoke alarm upstairs ever gone off", "boolean", False)
    ask("who opened the front door on tuesday", "text", "Anna", note="a lock, and what people say of it")
    ask("was the telly on at nine last night", "boolean", True)
    for text in ("when did the conservatory door open", "what's on the telly tonight", "has the post come", "was grandma's phone at home on sunday",
                 "turn the telly off", "who won the match yesterday", "how much did we spend on electricity yesterday", "is ben home yet"):
        ask(text)
    t.write("terraced-house-others", "en", None)


def flat():
    t = berlin()
    ask = t.ask
    ask("balkontür zuletzt auf?", **last(t, "binary_sensor.balkontuer", "on"))
    ask("Sag mal, wann ist der Jonas vorgestern eigentlich heimgekommen?", **first(t, "person.jonas", "home", -2))
    ask("Seit wann ist die Balkontür zu?", "duration", t.now - t.instant("-0d 13:40:05"), within=600)
    ask("Wie lange ist es her, dass der Rauchmelder losging?", "duration", t.now - t.instant("-4d 19:44:00"), within=600)
    ask("wie oft war gestern das küchenfenster auf", **count(t, "binary_sensor.kuechenfenster", "on", *whole(t, -1)))
    ask("Wie lange war Jonas am Donnerstag unterwegs?", **held(t, "person.jonas", "not_home", *whole(t, -3)))
    ask("War das Licht im Flur gestern um halb zehn abends an?", "boolean", t.state("light.flurlicht", "-1d 21:30:00") == "on")
    ask("War die Balkontür gestern um viertel nach drei nachmittags offen?", "boolean", True)
    ask("War gestern Nachmittag irgendein Fenster offen?", "boolean", True)
    t.questions[-1]["expect"]["value"] = t.held("binary_sensor.kuechenfenster", "on", "-1d 12:00:00", "-1d 18:00:00") > 0
    ask("hat irgendwer am wochenende geklingelt", "boolean", True)
    ask("Wie warm war es gestern Mittag um 14 Uhr auf dem Balkon?", "number", 16.5)
    ask("Wie kalt war es heute früh draußen?", "number", 6)
    ask("Wie hoch war die Luftfeuchtigkeit im Bad am Freitagmorgen um neun?", "number", 57)
    ask("Auf wie viel Grad war die Heizung gestern eingestellt?", "number", 22)
    ask("Wer hat am Mittwoch die Heizung wieder angemacht?", "text", "Jonas")
    ask("Wo war Katharina am Donnerstag um elf?", "text", "not_home")
    ask("Lief die Waschmaschine am Samstag öfter als am Mittwoch?", "boolean", True)
    ask("Wie viel Energie hat die Waschmaschine am Samstag verbraucht?", "number", round(t.kwh(WASHER, *whole(t, -1), 0.9), 3), within=0.1)
    ask("Und die Balkontür?", after="Wie lange war das Küchenfenster gestern offen?", **held(t, "binary_sensor.balkontuer", "on", *whole(t, -1)))
    ask("Und am Tag davor?", "count", 0, after="Wie oft hat es gestern geklingelt?")
    for text in ("War die Garage gestern offen?", "Wird es morgen regnen?", "Was kostet der Strom?", "Wie war das Wetter gestern in Hamburg?", "Mach das Licht an",
                 "Ist Jonas da?", "Hat der Staubsauger gestern geweint?", "Wann kommt die Post?", "Wie lange war Tante Erna da?", "Was lief gestern im Kino?"):
        ask(text)
    ask("War das Fenster gestern offen?", "question", note="mehrere")
    t.write("berlin-others", "de", None, of="berlin")


if __name__ == "__main__":
    family()
    terraced()
    flat()
