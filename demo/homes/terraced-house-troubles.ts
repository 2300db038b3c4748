type Entry = Record<string, unknown>;

const say = (at: string, entity_id: string, state: string): Entry => ({ at, entity_id, state });

/** What is wrong with the house, for somebody to find. */
export const troubles: Entry[] = [...dyingBattery(), ...flappingPlug(), ...openFreezer(), ...leakScare(), ...logged()];

/** The battery of the back door sinks ever faster; then the sensor falls silent. */
function dyingBattery(): Entry[] {
  const sinking = [29, 29, 27, 27, 25, 24, 22, 21, 19, 17, 15, 14, 12, 9, 7, 5, 3];
  return [
    ...sinking.map((percent, i) => say(`${i - 20}d 05:20:1${i % 10}`, "sensor.back_door_battery", String(percent))),
    say("-3d 04:12:44.180", "sensor.back_door_battery", "unavailable"),
    say("-3d 04:12:44.180402", "binary_sensor.back_door", "unavailable"),
  ];
}

/** A plug at the edge of the mesh: it comes and goes since nine days, most in the evenings. */
function flappingPlug(): Entry[] {
  const gone = ["07:41:03", "12:10:55", "18:02:31", "19:26:12", "21:15:40"];
  const back = ["07:44:20", "12:12:02", "18:09:47", "19:27:30", "21:31:08"];
  return Array.from({ length: 10 }, (_, i) => i - 9).flatMap((day) => {
    const label = day === 0 ? "-0" : String(day);
    const times = day % 2 === 0 ? [0, 2, 3, 4] : [1, 2, 3];
    return times.flatMap((i) => [
      say(`${label}d ${gone[i]}.${Math.abs(day)}7`, "switch.bookshelf", "unavailable"),
      say(`${label}d ${back[i]}.${Math.abs(day)}2`, "switch.bookshelf", "on"),
    ]);
  });
}

/** The freezer's door stood open for a night. */
function openFreezer(): Entry[] {
  const warming = [-17.6, -16.1, -14.2, -12.4, -10.8, -9.3, -8.1, -7.2, -6.5, -6, -5.6, -5.3, -5.1, -4.9, -4.8];
  const cooling = [-7.9, -11.6, -14.1, -15.9, -17.1, -17.8];
  const halfHour = (minutes: number) =>
    `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}:11`;
  return [
    say("-6d 23:38:20.610", "binary_sensor.freezer_door", "on"),
    say("-5d 06:50:02.330", "binary_sensor.freezer_door", "off"),
    ...warming.map((degrees, i) =>
      say(`${i === 0 ? -6 : -5}d ${halfHour(1430 + 30 * i)}`, "sensor.freezer_temperature", String(degrees)),
    ),
    ...cooling.map((degrees, i) => say(`-5d ${halfHour(430 + 30 * i)}`, "sensor.freezer_temperature", String(degrees))),
  ];
}

/** Water under the washing machine, wiped up within minutes. */
function leakScare(): Entry[] {
  return [
    say("-11d 14:22:09.700", "binary_sensor.washing_machine_leak", "on"),
    say("-11d 14:35:51.250", "binary_sensor.washing_machine_leak", "off"),
  ];
}

function logged(): Entry[] {
  const log = (at: string, level: string, logger: string, message: string): Entry => ({
    at,
    log: { level, logger, message },
  });
  const zigbee = "homeassistant.components.zha";
  return [
    log("-9d 18:02:41", "WARNING", zigbee, "[0x4C1B:1:0x0006] Failed to deliver message: timed out"),
    log("-4d 19:26:22", "WARNING", zigbee, "[0x4C1B:1:0x0006] Failed to deliver message: timed out"),
    log("-1d 03:00:07", "ERROR", "homeassistant.components.fritz", "Error connecting to FRITZ!Box: connection refused"),
  ];
}
