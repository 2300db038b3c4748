import { DATE_ORDERS, type Manner } from "../page/look/locale.ts";
import type { Hass } from "./hass.ts";

const HOURS: Record<string, string> = { "12": "-u-hc-h12", "24": "-u-hc-h23" };
/** A language that writes numbers so. Source: frontend, src/common/number/format_number.ts. */
const NUMBERS: Record<string, string> = {
  comma_decimal: "en-US",
  decimal_comma: "de",
  space_comma: "fr",
  quote_decimal: "de-CH",
  none: "en-US",
};

/** What somebody chose in Home Assistant for dates, times and numbers, as our formats take it. */
export function mannerOf({ locale, config }: Pick<Hass, "locale" | "config">): Manner {
  const { language, number_format, time_format, date_format, time_zone } = locale;
  const system = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions();
  const hours = time_format === "system" ? (system.hour12 ? "12" : "24") : time_format;
  return {
    dates: `${language}${HOURS[hours] ?? ""}`,
    numbers: number_format === "system" ? system.locale : (NUMBERS[number_format] ?? language),
    isGrouped: number_format !== "none",
    order: date_format === "system" ? orderIn(system.locale) : DATE_ORDERS.find((one) => one === date_format),
    timeZone: time_zone === "server" ? config.time_zone : undefined,
  };
}

function orderIn(language: string): Manner["order"] {
  const parts = new Intl.DateTimeFormat(language).formatToParts();
  const letters = parts.flatMap(({ type }) => ({ day: "D", month: "M", year: "Y" })[type as string] ?? []);
  return DATE_ORDERS.find((one) => one === letters.join(""));
}
