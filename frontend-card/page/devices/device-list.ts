import type { DeviceHealthPage, DeviceHealthRow } from "#server/analysis/devices/contract.ts";

/** A device as it is shown; moments in seconds since the epoch, by the home's own clock. */
export interface DeviceShown {
  readonly id: string;
  readonly name: string;
  readonly area: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly integration: string | null;
  readonly reported: number | null;
  /** Seconds within which it usually reports. */
  readonly usual: number | null;
  readonly battery: number | null;
  /** Milliseconds since the epoch: noon of the day on which it will be empty. */
  readonly emptyOn: number | null;
  readonly link: { readonly value: number; readonly unit: string } | null;
  readonly awaySince: number | null;
  readonly worst: DeviceHealthRow[12];
  readonly open: number;
  /** Of a hundred points. */
  readonly score: number;
}

export const WELL = 100;

const DAY_MS = 86_400_000;

/** The rows of a page in full. */
export function devicesIn(page: DeviceHealthPage): DeviceShown[] {
  const { at, areas, models, integrations, units } = page;
  const noon = Date.parse(`${page.today}T12:00:00Z`);
  const since = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? null : at - seconds;
  const among = <Text>(texts: readonly Text[], place: number | null | undefined): Text | null =>
    texts[place ?? -1] ?? null;
  return page.items.map((row) => {
    const [id, name, area, model, integration, reported, usual, battery, emptyIn, link, unit, away, worst, open] = row;
    const [manufacturer, named] = among(models, model) ?? [null, null];
    return {
      ...{
        id,
        name,
        area: among(areas, area),
        manufacturer,
        model: named,
        integration: among(integrations, integration),
      },
      ...{ reported: since(reported), usual, battery: battery ?? null, awaySince: since(away) },
      emptyOn: emptyIn === null || emptyIn === undefined ? null : noon + emptyIn * DAY_MS,
      link: link === null || link === undefined ? null : { value: link, unit: among(units, unit) ?? "" },
      ...{ worst: worst ?? null, open: open ?? 0, score: WELL },
    };
  });
}

/** What is another by now takes the place of what it was. */
export function withDevices(
  devices: ReadonlyMap<string, DeviceShown>,
  news: readonly DeviceShown[],
  gone: readonly string[] = [],
): Map<string, DeviceShown> {
  const all = new Map(devices);
  for (const device of news) all.set(device.id, device);
  for (const id of gone) all.delete(id);
  return all;
}

/** Those whose points are others by now are new objects, all others the same. */
export function withScores(
  devices: ReadonlyMap<string, DeviceShown>,
  scores: ReadonlyMap<string, number>,
): Map<string, DeviceShown> {
  const scored = [...devices].map(([id, device]) => {
    const score = scores.get(id) ?? WELL;
    return [id, device.score === score ? device : { ...device, score }] as const;
  });
  return new Map(scored);
}
