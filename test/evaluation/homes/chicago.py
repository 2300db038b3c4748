"""Writes chicago.json and the questions about it: `python3 test/evaluation/homes/chicago.py`."""

from chicago_asked_more import ask_more
from chicago_days import POWER, chicago
from chicago_house import HOME

t = chicago()
ask = t.ask
WASHER, DRYER, DISHES = POWER


def whole(day):
    return f"{t.label(day)}d 00:00:00", f"{t.label(day + 1)}d 00:00:00"


def last(entity, state):
    return {"kind": "instant", "value": t.turns(entity, state)[-1]}


def count(entity, state, start, end):
    return {"kind": "count", "value": len(t.within(t.turns(entity, state), start, end))}


def cycles(entity, start, end):
    return [(b - a) for a, b in t.runs(entity, start, end)]


# Last and first
ask("when did the garage door last open?", **last("cover.garage_door", "open"))
ask("When was the last time anybody opened the patio door", **last("binary_sensor.patio_door", "on"))
ask("When did Zoe get home on Friday?", "instant", t.within(t.turns("person.zoe", "home"), *whole(-2))[0])
ask("what time did marcus leave for work thursday", "instant", t.within(t.turns("person.marcus", "not_home"), *whole(-3))[0])
ask("When was the smoke detector last set off?", **last("binary_sensor.smoke", "on"))
ask("last time the doorbell rang", "instant", "-1d 19:05:02")
ask("When did the doorbell first ring yesterday?", "instant", "-1d 16:41:22")
ask("When did the front door lock last get unlocked?", **last("lock.front_door", "unlocked"))
ask("when was the door in the mudroom opend last", **last("binary_sensor.door", "on"), note="typo; Door beside Doorbell and Front door")
ask("When did the Office lamp in the den last go off?", **last("light.den_office_lamp", "off"))
ask("when did the office lamp in the office last come on", **last("light.office_lamp", "on"))
ask("What time did the shades go up this morning?", "instant", t.within(t.turns("cover.shades", "open"), *whole(0))[0])
ask("When did Tyler's window get closed?", **last("binary_sensor.tylers_window", "off"))
ask("When did the dryer finish today?", "instant", "-0d 15:24:00", note="the last level ends then")
ask("When did the heat get turned back on Friday", "instant", "-2d 16:10:00")
ask("Rosie - when did she last start cleaning?", "instant", "-2d 10:01:15")
ask("When did Home Assistant last go down?", "instant", "-10d 01:40:00")
ask("When did Zoe arrive at the rink yesterday?", "instant", t.within(t.turns("person.zoe", "Rink"), *whole(-1))[0])
# How often
ask("how many times was the garage door opened on Wednesday?", **count("cover.garage_door", "open", *whole(-4)))
ask("How often did the doorbell ring yesterday?", "count", 2)
ask("How many times did somebody unlock the front door in the last 7 days?", **count("lock.front_door", "unlocked", "-7d 18:40:00", "+1d 00:00:00"))
ask("how many loads of laundry did the washer do yesterday", "count", len(cycles(WASHER, *whole(-1))))
ask("How many times has the dishwasher run since Monday?", "count", len(cycles(DISHES, "-6d 00:00:00", "+1d 00:00:00")))
ask("How many times did the washer run last Saturday the 28th of February?", "count", len(cycles(WASHER, *whole(-8))))
ask("how often was the kitchen window open in the past two weeks", "count", 2)
ask("Count the times the dryer ran this month", "count", len(cycles(DRYER, "-7d 00:00:00", "+1d 00:00:00")))
ask("how often did motion show up in the garage yesterday?", "count", 1)
# How long
ask("How long was Tyler's window open last night?", "duration", t.held("binary_sensor.tylers_window", "on", "-1d 18:00:00", "-0d 06:00:00"), note="clocks went forward; last night ends at six, the window closed at half past", within=1801)
ask("How long was Tyler's lamp on between 1 am and 4 am today?", "duration", t.held("light.tylers_lamp", "on", "-0d 01:00:00", "-0d 04:00:00"), note="clocks went forward in it")
ask("how long was the heating off on friday", "duration", t.held("climate.thermostat", "off", *whole(-2)))
ask("For how long was the kitchen window open Friday afternoon?", "duration", t.held("binary_sensor.kitchen_window", "on", *whole(-2)))
ask("How long did the water heater leak?", "duration", 2550)
ask("How much time did Marcus spend at work on Thursday?", "duration", t.held("person.marcus", "Work", *whole(-3)))
ask("How long was Zoe at the rink yesterday?", "duration", t.held("person.zoe", "Rink", *whole(-1)))
ask("How long did the washer run yesterday?", "duration", sum(cycles(WASHER, *whole(-1))), within=360)
ask("how long did the dryer run on Tuesday March 3rd", "duration", sum(cycles(DRYER, *whole(-5))), within=180)
ask("How long was the TV on Saturday night?", "duration", t.held("media_player.tv", "playing", *whole(-1)))
ask("How long was the office lamp in the den on yesterday?", "duration", t.held("light.den_office_lamp", "on", *whole(-1)))
ask("how long was nobody home on Wednesday?", "duration", 0, note="Denise worked from home", within=0)
ask("How long was the garage door open Thursday night?", "duration", t.held("cover.garage_door", "open", "-3d 18:00:00", "-2d 06:00:00"), within=728)
ask("How long was Home Assistant down?", "duration", 5400, within=10)
ask("How long was the patio door sensor unavailable on Wednesday?", "duration", t.held("binary_sensor.patio_door", "unavailable", *whole(-4)))
# State at a time, was it
ask("Was the garage door open at 3am on Friday?", "boolean", True)
ask("was the garage door closed friday at half past midnight", "boolean", False)
ask("Was anyone home Thursday at 11 in the morning?", "boolean", False)
ask("Was Denise home at noon Wednesday?", "boolean", True)
ask("Was the front door locked at 10:15 this morning?", "boolean", False)
ask("Was Tyler's window open at 2:30 last night?", "boolean", True, note="a clock time that was skipped")
ask("Did it get below freezing outside on Tuesday?", "boolean", True, note="30 °F")
ask("Was it ever below 32 degrees outside on Wednesday?", "boolean", False)
ask("did the doorbell ring while nobody was home on Wednesday", "boolean", False)
ask("Did anybody unlock the door after 11 pm yesterday?", "boolean", False)
ask("Was the TV on when the doorbell rang last night?", "boolean", t.state("media_player.tv", "-1d 19:05:02") == "playing")
ask("Was the dishwasher running at 9 pm on Friday?", "boolean", True)
ask("Did the washer run on Monday?", "boolean", False)
ask("what was the thermostat set to Friday night at 11", "number", 64)
ask("What was the state of the shades at 8 PM last Tuesday?", "text", "closed")
# Where, who, which, why
ask("Where was Zoe yesterday at 10:30 am?", "text", "Rink")
ask("where was marcus at 2 pm on thursday", "text", "Work")
ask("Where was Denise at 1 pm Tuesday?", "text", "Hospital")
ask("Where was Tyler at 4:30pm Wednesday?", "text", "home")
ask("Who turned the heat off on Friday?", "text", "Denise")
ask("Who turned the thermostat back on Friday afternoon?", "text", "Tyler")
ask("who locked the front door this morning", "text", "Tyler")
ask("Who came home first on Thursday?", "text", "Zoe")
ask("Who left last on Wednesday morning?", "text", "Zoe")
ask("Why did the porch light come on last night?", "text", "Porch light at sunset")
ask("why did the shades close yesterday evening", "text", "Shades down")
ask("Which windows were open last night?", "list", ["binary_sensor.tylers_window", "binary_sensor.bathroom_window"])
ask("Which lamps were on at 9 pm yesterday?", "list", sorted(e for e in t.first_states if e.startswith("light.") and t.state(e, "-1d 21:00:00") == "on"))
ask("Which doors were opened between 4 and 5 pm on Friday?", "list", ["binary_sensor.door"])
# Numbers
ask("What was the coldest it got outside last week on Thursday the 26th?", "number", 6.8)
ask("lowest outdoor temp on feb 26", "number", 6.8)
ask("highest humidity in the basement this month", "number", 71)
ask("What was the warmest it got outdoors yesterday?", "number", 41.5)
ask("When was the basement the most humid?", "instant", "-5d 12:00:00")
ask("How much electricity did we use yesterday?", "number", 36, within=1.6)
ask("How many kWh did the house use on Thursday?", "number", 22, within=1)
ask("How much energy did the dryer use yesterday?", "number", round(t.kwh(DRYER, *whole(-1), 2.3), 3), within=0.15)
ask("kWh dishwasher friday", "number", round(t.kwh(DISHES, *whole(-2), 0.8), 3), within=0.1)
ask("Did the house use more power yesterday than on Friday?", "boolean", True)
ask_more(t, WASHER, DRYER, DISHES)
t.write("chicago", "en", HOME)
