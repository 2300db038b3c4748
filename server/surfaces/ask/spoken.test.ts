import { describe, expect, it } from "vitest";
import { speech as german } from "./language/de/speech.ts";
import { speech as english } from "./language/en/speech.ts";
import { spoken } from "./spoken.ts";

describe("an answer aloud", () => {
  it.each([
    ["Garage door last opened yesterday at 16:47.", "Garage door last opened yesterday at 4:47 pm."],
    ["Hall light turned on today at 07:30.", "Hall light turned on today at half past 7 in the morning."],
    ["Washer ran today from 21:45 to 23:00.", "Washer ran today from quarter to 10 in the evening to 11 pm."],
    ["Gate opened today at 12:00 am.", "Gate opened today at midnight."],
    ["Gate opened today at 12:00 pm.", "Gate opened today at noon."],
    ["Greenhouse was highest at 31.5 °C today at 1:05 pm.", "Greenhouse was highest at 31.5 degrees today at 1:05 pm."],
    ["Camera 10.0.0.1:1234 turned on today at 08:00.", "Camera 10.0.0.1:1234 turned on today at 8 am."],
    ["Meter: 4.2 kWh today. One. Two. Three.", "Meter: 4.2 kilowatt hours today. One. Two."],
  ])("%s", (text, said) => expect(spoken(text, english)).toBe(said));

  it.each([
    ["Das Tor ging gestern um 16:05 auf.", "Das Tor ging gestern um 16 Uhr 5 auf."],
    ["Das Tor ging gestern um 16:05 Uhr auf.", "Das Tor ging gestern um 16 Uhr 5 auf."],
    ["Danach gesehen wird seit heute um 17:00 Uhr.", "Danach gesehen wird seit heute um 17 Uhr."],
    ["Die Pumpe lief von 03:10 bis 03:40 Uhr.", "Die Pumpe lief von 3 Uhr 10 bis 3 Uhr 40."],
    [
      "Am Freitag, 27. März, um 07:00 waren es 4 °C. Das war am wenigsten. Eins. Zwei.",
      "Am Freitag, 27. März, um 7 Uhr waren es 4 Grad. Das war am wenigsten. Eins.",
    ],
  ])("%s", (text, said) => expect(spoken(text, german)).toBe(said));

  it("never takes longer than one likes to listen, nor ends within a word", () => {
    const long = `${"Something rather long, ".repeat(20)}was on.`;
    expect(spoken(long, english).length).toBeLessThanOrEqual(200);
    expect(spoken(long, english)).toMatch(/(Something|rather|long)…$/);
    expect(spoken(`Short. ${long}`, english)).toBe("Short.");
  });
});
