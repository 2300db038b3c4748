/** The part of Home Assistant's connection that the cards use; it follows again by itself after it was lost. */
export interface HassConnection {
  sendMessagePromise<Answer>(message: { type: string }): Promise<Answer>;
  subscribeMessage<Told>(hear: (told: Told) => void, message: { type: string }): Promise<() => Promise<void>>;
}

/** What Home Assistant gives each card, as far as ours look at it. */
export interface Hass {
  connection: HassConnection;
  locale: { language: string; time_format: string };
}

/** What a feature of a card looks at beside. */
export interface HassWithStates extends Hass {
  /** By entity id. */
  states: Record<string, { state: string; last_changed: string; attributes: { friendly_name?: string } } | undefined>;
  /** By entity id. */
  entities: Record<string, { platform?: string } | undefined>;
}
