"""An eighth lot, written after the seventh was mended, as guests of four known homes would put it: `python3 test/evaluation/homes/guests.py`."""

from bristol_days import LITRES, POWER, YIELD, bristol
from denver_days import denver
from farm_days import RAIN, farm
from graz_days import graz
from others import held, last, whole


def gloucester_road():
    t = bristol()
    ask = t.ask
    ask("last time anyone pressed the doorbell", "instant", "-0d 10:42:15")
    ask("doorbell today", "text", "10:42", note="how often, or when: one ring")
    ask("Could you tell me what time the blind in the front room opened this morning?", "instant", "-0d 07:30:00")
    ask("was the bay window blind shut at 9 last night", "boolean", True)
    ask("how many units of electricity did we use on saturday", "number", POWER[-4], within=0.8)
    ask("did we use more water on saturday or on friday", "text", "Saturday", note="or a list, or a comparison")
    ask("total solar for last week please", "number", round(sum(YIELD[d] for d in range(-9, -2)), 1), within=0.6)
    ask("how full was the car battery when it was plugged in on monday evening", "number", 72)
    ask("whats the battery of the car been at its lowest this week", "number", 39)
    ask("how long has the alarm been off", "duration", t.now - t.instant("-0d 06:40:00"), within=60)
    ask("was the house alarm on last night", "boolean", True)
    ask("what set the alarm off on saturday", "none", note="nothing is known")
    ask("who left the house last this morning", "text", "Gwen")
    ask("Did Megan leave before Gwen this morning?", "boolean", True)
    ask("when did everybody get home on saturday", "instant", "-4d 11:40:00")
    ask("how long were we all out on saturday", "duration", t.instant("-4d 11:15:00") - t.instant("-4d 09:57:00"), within=60)
    ask("front door unlocked by who this morning", "text", "Dai")
    ask("was the front door lock jammed at any point", "boolean", True)
    ask("when was the lock jammed", "instant", "-4d 02:12:00")
    ask("how long was it jammed for", "duration", t.instant("-4d 07:40:00") - t.instant("-4d 02:12:00"), after="when was the lock jammed", within=60)
    ask("is the tv on", note="now")
    ask("what did megan's lights do last night, the fairy lights", "text", "Fairy lights")
    ask("what time did the fairy lights go off", "instant", "-1d 21:00:00")
    ask("did we leave the garage open on saturday", "boolean", True)
    ask("how long did we leave the garage open for on saturday", "duration", 7200)
    ask("number of times the landing light came on last night", "count", 2, note="21:55 and 3:05")
    ask("which lights were on at 8 pm yesterday", "list", ["light.porch", "light.fairy_lights"])
    ask("any leaks in the last week", "boolean", True)
    ask("was there smoke on sunday", "boolean", True)
    ask("what time on sunday did the smoke alarm sound", "instant", "-3d 13:22:00")
    ask("water usage yesterday vs the day before", "number", LITRES[-1] - LITRES[-2], within=16)
    ask("how warm was it in the garden at its warmest yesterday", "number", 9.2)
    ask("how cold did it get outside last night", "number", 4, within=0.3)
    ask("was the radiator on in the loft", note="there is none")
    t.write("bristol-guests", "en", None, of="bristol")


def unit_4b():
    t = denver()
    ask = t.ask
    ask("what time did the washer finish today", "instant", "-0d 18:28:00", within=0)
    ask("has the washer run today", "boolean", True)
    ask("was the slider open at 3:30 sunday", "question", note="by day, and not at night")
    ask("how long was the fridge open tonight", "duration", 205)
    ask("bedroom shade closed when last night", "instant", t.within(t.turns("cover.bedroom_blackout_shade", "closed"), *whole(t, -1))[0])
    ask("did leo get home before priya today", "boolean", True)
    ask("was the alarm armed last night", "boolean", True)
    ask("what did we watch on halloween", "text", "Hocus Pocus")
    ask("kwh used sunday", "number", 15, within=0.5)
    ask("hottest the bedroom got yesterday", "number", 71.5, within=0.3)
    t.write("denver-guests", "en", None, of="denver")


def rimu_road():
    t = farm()
    ask = t.ask
    ask("rain last wednesday?", "boolean", RAIN[-6] > 0, note="whether, with how much")
    ask("did it rain on sunday", "boolean", True)
    ask("when was the fence last off", **last(t, "switch.electric_fence", "off"))
    ask("did the bore pump run overnight", "boolean", False)
    ask("How many hours did the milking plant run yesterday?", "duration", 14400, within=300)
    ask("what was the vat at 5:30 this morning", "number", 11.8, within=0.3)
    ask("was the road gate left open on monday for more than half an hour", "boolean", True)
    ask("who was the last one home on saturday night", "text", "Hemi")
    ask("when did the chooks get let out this morning", "instant", "-0d 06:40:10")
    ask("dryer done yesterday at what time", "instant", "-1d 11:40:00", within=0)
    t.write("farm-guests", "en", None, of="farm")


def rosenberg():
    t = graz()
    ask = t.ask
    ask("Wer war am Sonntag um 12 zuhause?", "list", [])
    ask("Licht im Keller, wie lange brannte das am Samstag?", "duration", t.instant("-3d 00:00:00") - t.instant("-4d 16:10:00"), within=60)
    ask("Hat gestern wer die Kellertür aufgemacht?", note="gibt es nicht")
    ask("Wann ging gestern das Licht in der Küche das erste Mal an?", "instant", "-1d 06:31:00")
    ask("wie voll war der akku vom auto heute morgen um 5", "number", 92)
    ask("Seit wann ist das Wohnzimmerlicht an?", "duration", t.now - t.instant("-0d 17:10:00"), within=60)
    ask("Wann ist der Letzte am Sonntag aus dem Haus?", "instant", "-3d 09:30:30")
    ask("Fernseher gestern?", "text", "20:02", note="wann, oder wie lange")
    ask("War gestern die Terrassentür länger als 20 Minuten offen?", "boolean", True)
    ask("Wie oft ging die Haustür gestern auf?", "count", 2)
    ask("Wieviel kWh hat die PV letzte Woche gebracht?", "number", round(sum((6.2, 1.1, 3.4, 8.0, 2.5, 0.9, 4.4, 5.0, 7.1, 2.2, 9.3, 3.0, 6.6, 1.8)[d + 13] for d in range(-9, -2)), 1), within=0.5)
    ask("Wie warm war's im Kinderzimmer gestern Nachmittag um drei?", "number", 21.9, within=0.2)
    ask("wann wurde gestern die waschmaschine angestellt", "instant", "-1d 17:20:00")
    ask("und wann war sie fertig", "instant", "-1d 18:35:00", after="wann wurde gestern die waschmaschine angestellt")
    ask("Hat die Alarmanlage am Dienstag ausgelöst?", "boolean", False, note="Dienstag letzter Woche war es: -8")
    ask("Wann war das letzte Mal Alarm?", "instant", "-8d 02:15:00")
    ask("Wer hat die Wärmepumpe am Freitag abgedreht?", "text", "Lukas")
    ask("War in der Nacht auf Dienstag das Nachtlicht an?", "boolean", True)
    ask("wars heut nacht kälter als gestern nacht", "boolean", True, note="2.5 nach 4")
    ask("Wie lange war Emma heute in der Schule?", **held(t, "person.emma", "Schule", *whole(t, 0)))
    t.write("graz-guests", "de", None, of="graz")


if __name__ == "__main__":
    gloucester_road()
    unit_4b()
    rimu_road()
    rosenberg()
