import { supportedFeatures } from "home-assistant-js-websocket/dist/messages.js";
import type WebSocket from "ws";
import { z } from "zod";
import { Refusal } from "../../refusal.ts";
import type { Secret } from "../../secret.ts";
import type { Address } from "./address.ts";
import { dial, type Network } from "./dial.ts";
import { type Link, type LinkParts, startLink } from "./link.ts";
import { login } from "./login.ts";

export interface OpenParts extends LinkParts {
  address: Address;
  token: Secret;
  network?: Network;
  /** When Home Assistant says it answered, in whole seconds. */
  dated?(at: string): void;
  /** Gives up where it stands. */
  signal?: AbortSignal;
}

/** @throws Refusal that says in a sentence why there is no session */
export async function openLink(parts: OpenParts): Promise<Link> {
  const dialled = dial(parts.address, parts.network);
  const giveUp = () => dialled.socket.terminate();
  dialled.socket.once("upgrade", ({ headers }) => headers.date && parts.dated?.(headers.date));
  parts.signal?.addEventListener("abort", giveUp);
  try {
    const version = await login(dialled.socket, parts.token, parts.clock);
    const link = startLink(dialled, version, parts);
    await askForBatches(link);
    parts.counters.links++;
    return link;
  } catch (error) {
    leave(dialled.socket, error);
    throw error;
  } finally {
    parts.signal?.removeEventListener("abort", giveUp);
  }
}

/**
 * After a bad token Home Assistant still writes it down for its owner, and a login or ban is lost from its books where the
 * client hangs up meanwhile (homeassistant/components/http/server.py, handler_cancellation). So it closes; we wait 2 s.
 */
function leave(socket: WebSocket, error: unknown): void {
  if (error instanceof Refusal && error.code === "token_refused") socket.close();
  else socket.terminate();
}

/** Many events in one frame; a Home Assistant too old for it sends them one by one. */
async function askForBatches(link: Link): Promise<void> {
  try {
    await link.call(supportedFeatures(), z.unknown());
  } catch (error) {
    if (!(error instanceof Refusal) || !error.code.startsWith("ha_")) throw error;
  }
}
