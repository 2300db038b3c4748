/** A home that the suite can play upon: a real Home Assistant, or the demo's. */
export interface Source extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  /** A light that is in the registry and has a device. */
  readonly registered: string;
  readonly group: { entity_id: string; members: string[] };
  say(entityId: string, state: string, attributes?: Record<string, unknown>): Promise<void>;
  restart(): Promise<void>;
  /** A token of somebody who is no administrator. */
  memberToken(): Promise<string>;
  newArea(name: string): Promise<string>;
  newLabel(name: string): Promise<string>;
}

export const SENSORS = Array.from({ length: 5 }, (_, n) => `sensor.suite_${n}`);
