"""A sixth lot of questions, as the neighbours would put them, written after the fifth was mended: `python3 test/evaluation/homes/neighbours.py`."""

from denver_days import denver
from farm_days import SUN, farm
from others import held, last, whole


def unit_4b():
    t = denver()
    ask = t.ask
    away = ("not_home", "Gym", "Daycare", "Priya's office")
    ask("what time did sam lock up this morning, the deadbolt i mean", "instant", "-0d 08:24:00")
    ask("when did priya unlock the deadbolt sunday", note="it had stood unlocked since the evening before")
    ask("When did Sam last unlock the entry lock?", "instant", "-0d 16:47:12")
    ask("how many times did sam unlock the deadbolt since monday", "count", 2)
    ask("which day did we use the most electricity", "text", "Saturday 31 October", note="17 kWh")
    ask("what was the coldest day of the past week on the balcony", "text", "Sunday 1 November", note="25.2")
    ask("on average how many kwh a day do we go through", "number", 11.5, within=0.7, note="with or without today")
    ask("what time does the roomba normally start cleaning", "text", "10:30")
    ask("how long did the robot vacuum run on saturday", "duration", 2400, within=181, note="with or without its way back")
    ask("who rang the bell last night", note="nobody knows, and nobody did")
    ask("did anybody ring the doorbell after seven on saturday night", "boolean", True)
    ask("How long was the apartment empty yesterday?", **held(t, "person.leo", away, *whole(t, -1)))
    ask("how late did priya get in tonight", "instant", "-0d 18:47:31")
    ask("was the heat off at any point on friday", "boolean", True)
    ask("how much did the bedroom warm up yesterday from 4 am to 9 pm", "number", 6)
    ask("bathroom humidity at its worst on friday", "number", 79)
    ask("which ran longer saturday, the washer or the space heater?", "list", ["sensor.washer_power"])
    ask("how long does a load of wash usually take", "duration", 2880, within=150)
    ask("did the coffee maker come on before 7 today", "boolean", True)
    ask("so like how long was the coffee maker on this morning", "duration", 1620)
    ask("whens the last time someone got into the fridge", **last(t, "binary_sensor.fridge_door", "on"))
    ask("when did sam last go to the gym", "instant", "-9d 14:00:00")
    ask("how much has the lock battery gone down since last tuesday", "number", 3)
    ask("what happened saturday at 2:31 pm", "text", "Alarm")
    ask("was the bedroom warmer at 9 pm yesterday than at 9 pm on sunday", "boolean", True)
    ask("shades in the living room whend they go up monday", "instant", "-1d 07:30:00")
    ask("on how many days did dusty clean in the past week", "count", 3)
    ask("how many minutes of tv did we watch saturday", "duration", 9000)
    ask("how often was the fridge opened overnight sunday to monday", "count", 1)
    ask("longest the bathroom fan ran yesterday", "duration", 1500)
    ask("and the kitchen one", "duration", 540, after="how long was the bedroom window open on saturday?")
    for text in ("did the mailman leave a package yesterday", "how much was our electric bill for october", "what did sam cook last night", "was the basement light on last night"):
        ask(text)
    for text in ("when did the hue go come on", "how long was the window open over the weekend"):
        ask(text, "question", note="more than one is meant")
    t.write("denver-neighbours", "en", None, of="denver")


def rimu_road():
    t = farm()
    ask = t.ask
    ask("when did hemi turn the fence back on today", "instant", "-0d 09:40:00")
    ask("what time did aroha lock the back door this morning", "instant", "-0d 08:07:00")
    ask("how much did the stock tank drop between yesterday morning and this morning, 8 to 8", "number", 23)
    ask("how far did the house tank come up last wednesday", "number", 22)
    ask("which day was windiest last week", "text", "Wednesday 23 September", note="87")
    ask("which day did the panels make the least, solar energy", "text", "Wednesday 23 September", note="6")
    ask("whats the average solar production per day last week", "number", sum(SUN[day] for day in range(-8, -1)) / 7, within=0.5)
    ask("what time do the hens usually get shut in, the chook door closing i mean", "text", "18:2", note="about half past six")
    ask("At what time does Aroha normally get home?", "text", "17:3")
    ask("how often does the bore pump run per day", "number", 1.5, within=0.1)
    ask("how long does milking take on average, going by the milking plant", "duration", 7200, within=200)
    ask("did more cars come past the driveway motion today than on saturday", "boolean", True)
    ask("how many hrs was hemi at the saleyards thursday", "duration", 12600)
    ask("did tui get home before aroha yesterday", "boolean", True)
    ask("who got home first yesterday tui or aroha", "text", "Tui")
    ask("how long was the mower stuck yesterday", "duration", 1500)
    ask("hey there hope youre well could you tell me how long the trough valve was open for this morning", "duration", 1500)
    ask("did it drop below zero last night outside", "boolean", False)
    ask("hottest the greenhouse has been all week", "number", 26)
    ask("when did the vat last go over 11 degrees", "instant", "-0d 05:10:00")
    ask("which lights did aroha turn on yesterday", "list", ["light.kitchen_light"])
    ask("how much power did the dryer chew through on saturday", "number", round(t.kwh("sensor.dryer_power", *whole(t, -3), 0.8), 3), within=0.08)
    ask("was anyone home when the smoke alarm in the hay barn went off", "boolean", True)
    ask("how many times was the freezer left open longer than 10 minutes this week", "count", 1)
    ask("the day before that?", "number", 12, within=0.4, after="how much solar energy did we make yesterday?")
    for text in ("did the cows get out last night", "how many litres did the bore pump shift yesterday", "when did the postie come", "who left the roller door open on friday"):
        ask(text)
    for text in ("when was the gate closed today", "what was the temp at noon yesterday"):
        ask(text, "question", note="more than one is meant")
    t.write("farm-neighbours", "en", None, of="farm")


if __name__ == "__main__":
    unit_4b()
    rimu_road()
