import { lookup as resolve } from "node:dns/promises";
import { isIP, type LookupFunction, connect as netConnect, type Socket, type TcpNetConnectOpts } from "node:net";
import { connect as tlsConnect } from "node:tls";
import WebSocket from "ws";
import { guardedLookup } from "../../guarded-lookup.ts";
import { mayReach } from "../../reach.ts";
import { Refusal } from "../../refusal.ts";
import { type Address, forbiddenAddress } from "./address.ts";

const HANDSHAKE_MS = 10_000;
/** A SYN is repeated after 1 and 3 s; waiting longer would only delay the next attempt after the network is back. */
const CONNECT_MS = 4_000;
const CLOSE_MS = 2_000;
/** All states of the largest homes are about 20 MB. */
const LARGEST_MESSAGE = 64 * 2 ** 20;

/** The world outside, replaceable so that a test of the guard sends no packet even without it. */
export interface Network {
  resolve(hostname: string): Promise<{ address: string; family: number }[]>;
  connect(options: TcpNetConnectOpts, isSecure: boolean): Socket;
}

export interface Dialled {
  readonly socket: WebSocket;
  bytesRead(): number;
}

export const realNetwork: Network = {
  resolve: (hostname) => resolve(hostname, { all: true }),
  connect: (options, isSecure) =>
    isSecure
      ? tlsConnect({ ...options, servername: isIP(options.host ?? "") ? "" : options.host })
      : netConnect(options),
};

const guards = { mayReach, followRedirects: false };

/**
 * Opens a websocket. What the name means is looked up and checked anew each time, and exactly what was checked is
 * connected to, so a name that changes its meaning in between (DNS rebinding) gains nothing.
 * @throws Refusal `bad_address`
 */
export function dial(address: Address, network = realNetwork, guard = guards): Dialled {
  const url = new URL(address.websocketUrl);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !guard.mayReach(host, address.reach)) throw forbiddenAddress(host);
  let raw: Socket | undefined;
  const createConnection = (options: TcpNetConnectOpts): Socket => {
    const lookup = lookupIn(network, (ip) => guard.mayReach(ip, address.reach));
    raw = network.connect({ ...options, path: undefined, lookup } as TcpNetConnectOpts, url.protocol === "wss:");
    giveUpUnanswered(raw, isIP(options.host ?? "") !== 0);
    return raw;
  };
  const socket = new WebSocket(url, {
    createConnection: createConnection as typeof netConnect,
    headers: { "user-agent": "HomeOps" }, // Home Assistant names it in its log beside a failed login
    followRedirects: guard.followRedirects,
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false,
    closeTimeout: CLOSE_MS,
  } as WebSocket.ClientOptions);
  return { socket, bytesRead: () => raw?.bytesRead ?? 0 };
}

/** What the network says a name means, less what may not be reached. */
export const lookupIn = (network: Pick<Network, "resolve">, isAllowed: (ip: string) => boolean): LookupFunction =>
  guardedLookup({ resolve: (name) => network.resolve(name), isAllowed, forbidden: forbiddenAddress });

/** The clock starts once the name is known: a resolver with a dead first server takes 5 s, and still answers. */
function giveUpUnanswered(socket: Socket, isLiteral: boolean): void {
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer ??= setTimeout(
      () => socket.destroy(new Refusal("unreachable", "Nothing answers at the address.")),
      CONNECT_MS,
    );
  };
  const settle = () => clearTimeout(timer);
  if (isLiteral) start();
  else socket.once("lookup", start);
  socket.once("connect", settle).once("close", settle);
}
