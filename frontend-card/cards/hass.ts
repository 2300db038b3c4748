/** The part of Home Assistant's connection that the cards use; it follows again by itself after it was lost. */
export interface HassConnection {
  sendMessagePromise<Answer>(message: { type: string }): Promise<Answer>;
  subscribeMessage<Told>(hear: (told: Told) => void, message: { type: string }): Promise<() => Promise<void>>;
}

/** How somebody wants to read; the words of Home Assistant's own settings. Source: frontend, src/data/translation.ts. */
export interface HassLocale {
  language: string;
  number_format: string;
  time_format: string;
  date_format: string;
  time_zone: string;
}

export interface HassState {
  state: string;
  last_changed: string;
  attributes: { friendly_name?: string; unit_of_measurement?: string; device_class?: string };
}

/** What Home Assistant gives each card, as far as ours look at it. */
export interface Hass {
  connection: HassConnection;
  locale: HassLocale;
  config: { time_zone: string };
  states: Record<string, HassState | undefined>;
  /** By id. */
  areas?: Record<string, { name: string } | undefined>;
}

/** What a feature of a card looks at beside. */
export interface HassWithStates extends Hass {
  /** By entity id. */
  entities: Record<string, { platform?: string } | undefined>;
}
