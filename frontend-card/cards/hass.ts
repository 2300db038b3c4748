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
