type Entry = Record<string, unknown>;

/** Anna cannot make up her mind how bright the hall is to be: every six hours, so that whoever looks sees a change. */
export const tuning: Entry[] = [0, 1].flatMap((day) =>
  Array.from({ length: 4 }, (_, index) => ({
    at: `${day === 0 ? "-0" : day}d ${String(6 * index + 3).padStart(2, "0")}:35:20.250`,
    configure: "automation.hall_light_on_motion",
    config: {
      mode: "restart",
      triggers: [{ trigger: "state", entity_id: "binary_sensor.hall_motion", to: "on" }],
      actions: [
        {
          action: "light.turn_on",
          target: { entity_id: "light.hall" },
          data: { brightness_pct: index % 2 === 0 ? 55 : 70 },
        },
      ],
    },
    context: { id: `tuning-${day}-${index}`, user: "u-anna" },
  })),
);
