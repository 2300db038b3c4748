"""A seventh lot: what a household and its visitors would ask a home with a car, meters, timers and humidifiers: `python3 test/evaluation/homes/bristol.py`."""

from bristol_days import GAS, LITRES, POWER, YIELD, bristol
from bristol_house import HOME
from others import count, held, last, whole

SEVERAL = "more than one is meant"


def gloucester_road():
    t = bristol()
    ask = t.ask
    ask("how many litres of water did we use yesterday", "number", LITRES[-1], within=8)
    ask("gas used last week?", "number", round(sum(GAS[d] for d in range(-9, -2)), 1), within=0.4)
    ask("which day did we use the most water this past week", "text", "Saturday 10 October")
    ask("hows much did the solar make on sunday", "number", YIELD[-3], within=0.2, note="mistyped")
    ask("when did the car last finish charging", "instant", "-1d 03:00:00")
    ask("how much juice did the car take on monday night into tuesday", "number", 17.2, within=0.3)
    ask("was the car plugged in overnight last night", "boolean", False)
    ask("when was the car last plugged in", **last(t, "binary_sensor.car_plug", "on"))
    ask("what was the car battery at yesterday at 6am", "number", 81)
    ask("how long was the water off at the stopcock on friday", "duration", 5400)
    ask("who shut the stopcock", "text", "Dai")
    ask("veg patch last watered?", "instant", "-0d 06:00:00")
    ask("how many times was the veg patch watered this week", "count", 2)
    ask("was the dehumidifier running this morning", "boolean", True)
    ask("how long did the bedroom humidifier run last night", **held(t, "humidifier.bedroom", "on", "-1d 22:00:00", "-0d 06:00:00"))
    ask("when did the oven timer go off today", "instant", "-0d 18:20:00")
    ask("how many times did we set the oven timer this week", "count", 2)
    ask("how long was the screen time timer for yesterday", "duration", 3600)
    ask("has anyone rung the bell today", "boolean", True)
    ask("wen did the door bell ring on saturday afternoon", "instant", "-4d 17:20:40", note="mistyped")
    ask("when was the bedside button pressed this morning", "instant", "-0d 06:44:00")
    ask("who pressed the tea's ready button yesterday", "text", "Gwen")
    ask("did the siren go off on saturday", "boolean", True)
    ask("how long was the siren screaming for on saturday", "duration", 68)
    ask("why did the porch light come on last night", "text", "Porch light at dusk")
    ask("when did the alarm get set last night", "instant", "-1d 23:05:00")
    ask("who turned the alarm off this morning", "text", "Dai")
    ask("did Shaun cut the grass this week", "boolean", False)
    ask("when did shaun last mow", "instant", "-4d 13:00:00")
    ask("henry stuck when?", "instant", "-3d 10:22:00")
    ask("what was on the telly in the front room last night", "text", "Bake Off")
    ask("how long did the kitchen sonos play on sunday", "duration", 5400)
    ask("was the awning out on saturday lunchtime at half twelve", "boolean", True)
    ask("what time did gwen get back yesterday", "instant", "-1d 14:50:00")
    ask("did dai get home before gwen today", "boolean", False)
    ask("who was home at 11 on tuesday", "question", note="in the morning nobody, at night all of them")
    ask("is the car charged", note="about now")
    ask("how long was the internet down on monday", "duration", 2700)
    ask("did the broadband drop last night", "boolean", True)
    ask("what time did we get out of bed today", "instant", "-0d 06:40:00")
    ask("how long was somebody in bed last night", "duration", t.instant("-0d 06:40:00") - t.instant("-1d 22:55:00"), within=60)
    ask("did the carbon monoxide alarm ever go off", "boolean", True)
    ask("was there a leak under the sink on friday", "boolean", True)
    ask("highest co2 in the front room this week", "number", max(900 + 40 * (d % 4) for d in (-2, -1, 0)))
    ask("coldest night in the garden this week?", "text", "yesterday", note="1.2 on Tuesday morning")
    ask("when did mum put the heating down yesterday", "none", note="nobody is called mum")
    ask("what was the hall thermostat set to last night at 11", "number", 16)
    ask("immersion on for how long yesterday", "duration", 5400)
    ask("was the loft hatch open on saturday", "boolean", True)
    ask("was the door open at noon on saturday", "question", note=SEVERAL)
    ask("when was the window last opened", "question", note=SEVERAL)
    ask("how long was the fan on saturday night", "duration", 28800, note="to 6 on Sunday")
    ask("and on monday?", **count(t, "switch.kettle", "on", *whole(t, -2)), after="how many times did the kettle go on yesterday?")
    ask("and the dehumidifier", "duration", 10800, after="how long was the bathroom window open on monday?")
    ask("what about gas", "number", GAS[-1], within=0.2, after="how much water did we use yesterday?")
    ask("how much electric did we get through on average a day last week", "number", round(sum(POWER[d] for d in range(-9, -2)) / 7, 2), within=0.8)
    for text in ("how much did the water cost us yesterday", "how many cups of tea did we have", "what did megan watch on her ipad", "was the tumble dryer on yesterday", "will the car be full by morning", "start shaun"):
        ask(text)
    t.write("bristol", "en", HOME)


if __name__ == "__main__":
    gloucester_road()
