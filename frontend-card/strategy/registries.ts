/** The part of Home Assistant's registries and states that a dashboard is made of, as its frontend holds them. */
export interface Registries {
  locale: { language: string };
  /** By id. */
  areas: Record<string, { area_id: string; name: string; icon?: string | null; floor_id?: string | null }>;
  /** By id. */
  floors: Record<string, { floor_id: string; name: string; icon?: string | null; level?: number | null }>;
  /** By id. */
  devices: Record<string, Device>;
  /** By entity id. */
  entities: Record<string, RegisteredEntity>;
  /** By entity id. */
  states: Record<string, { attributes: { device_class?: string; state_class?: string; friendly_name?: string } }>;
}

export interface Device {
  area_id?: string | null;
  name?: string | null;
  name_by_user?: string | null;
  config_entry_id?: string | null;
  primary_config_entry?: string | null;
}

export interface RegisteredEntity {
  entity_id: string;
  platform?: string;
  device_id?: string | null;
  area_id?: string | null;
  hidden?: boolean;
  entity_category?: string | null;
}

/** What a view of Home Assistant's dashboards is, as far as we make any. */
export type View = { title: string; path: string; icon: string | undefined; type: "sections"; max_columns: number } & {
  badges?: object[];
  sections: Section[];
};
export type Section = { type: "grid"; column_span?: number; cards: object[] };

/** An entity is where it says, else where its device is. */
export function areaOf({ entities, devices }: Registries, entityId: string): string | undefined {
  const entity = entities[entityId];
  const device = entity?.device_id ? devices[entity.device_id] : undefined;
  return entity?.area_id ?? device?.area_id ?? undefined;
}
