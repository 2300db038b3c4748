"""What is said in a conversation, what must be asked back, what nobody can know, and what is not ours."""


def ask_more(t, held, count, whole):
    ask = t.ask
    ask("and the day before?", after="how many times was the fridge opened yesterday?", **count("binary_sensor.fridge_door", "on", *whole(-2)))
    ask("what about saturday", after="how long was the tv on yesterday", **held("media_player.living_room_tv", "playing", *whole(-3)))
    ask("and sam?", "text", "Gym", after="where was Priya at 2:30 pm on October 25?")
    ask("when did it close again?", "instant", "-0d 12:19:40", after="when did the balcony door last open?")
    ask("how long was it open?", "duration", 250, after="when did the balcony door last open?")
    ask("who was it?", "text", "Sam", after="when was the deadbolt last locked?")
    ask("why?", "text", "Entry light on arrival", after="when did the entry light last turn on?")
    for text in (
        "when was the hue go last on", "how long was the hue go on yesterday?", "when did the shade close",
        "was the window open last night?", "when did i get home yesterday", "how long was the lamp on yesterday",
        "when did motion last get detected",
    ):
        ask(text, "question", note="more than one is meant")
    for text in (
        "when did the hot tub last run", "was the garage open last night", "how long did grandma stay on sunday",
        "when did the other apartment's door open", "how cold was it in Boston yesterday", "what was the weather in Paris on Monday",
        "will the washer be done by nine", "when is priya coming home", "is it going to snow tomorrow", "who's gonna be home at noon tomorrow",
        "was the tv on in september", "how much gas did the stove burn yesterday", "what did we have for dinner on saturday",
        "how many steps did sam walk yesterday", "when did the neighbor's dog bark", "did Leo brush his teeth", "who is the president",
        "is the balcony door open", "whats the temp in the bedroom", "are the lights on", "turn the heat up 2 degrees", "unlock the door",
        "dim the floor lamp to 20", "add milk to my shopping list", "set a timer for 10 minutes", "what time is it", "what's your name",
        "how long was the fridge happy", "when did the washer get married", "did the doorbell fall asleep last night",
        "how many times did the cat cross the balcony", "what was the password of the alarm yesterday",
        "was the balcony door pregnant on sunday", "when did the space heater unlock",
        "how loud was the living room tv yesterday at 8", "what was the water pressure yesterday",
    ):
        ask(text)
