import type { Heard } from "./triggers.ts";

/** A reload follows at once what it was called for; an update takes its time. */
const RELOAD_MS = 10_000;
const INSTALL_MS = 60 * 60_000;
const REMEMBERED = 50;

type Call = { by: string; at: number; domain: string; what: string };
type By = { context?: { user_id?: string | null | undefined } | undefined };

/** Who it was: the user of the event itself, else of the nearest call that leads to such events. */
export function startAuthors() {
  let calls: Call[] = [];

  return {
    noticed({ event_type, data, context }: Heard & By, at: number): void {
      if (event_type !== "call_service" || !context?.user_id) return;
      const { domain, service, service_data } = data;
      if (typeof domain !== "string" || (service !== "install" && service !== "reload")) return;
      const what = service === "install" ? JSON.stringify(service_data ?? null) : "";
      calls = [...calls.slice(1 - REMEMBERED), { by: context.user_id, at, domain, what }];
    },

    of(
      { context }: By,
      { kind, only = [] }: { kind: string; only?: readonly string[] },
      at: number,
    ): string | undefined {
      if (context?.user_id) return context.user_id;
      const isItsCall = ({ domain, what, at: then }: Call): boolean =>
        kind === "version"
          ? domain === "update" && at - then < INSTALL_MS && only.some((id) => what.includes(`"${id}"`))
          : domain === kind && at - then < RELOAD_MS;
      return calls.findLast(isItsCall)?.by;
    },
  };
}
