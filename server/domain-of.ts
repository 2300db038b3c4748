/** What kind of thing Home Assistant says an entity is: `sensor` of `sensor.door_battery`. */
export const domainOf = (entityId: string): string => entityId.split(".", 1)[0] ?? "";
