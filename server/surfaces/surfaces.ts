import type { Capability } from "#server/capability.ts";
import type { Gauges } from "#server/gauge.ts";
import type { World } from "#server/world.ts";
import { onceIn } from "./asked-once.ts";
import { openApi } from "./contract/open-api.ts";
import { type Dispatch, dispatcher } from "./dispatch.ts";
import { door } from "./door.ts";
import { closeHttp, httpSurface, listen } from "./http/http.ts";
import { requestMeters } from "./http/measured.ts";
import { announce } from "./ingress/discovery.ts";
import { ingressDoor, ingressGate } from "./ingress/ingress-door.ts";
import { liveSurface } from "./live/live.ts";
import { liveTickets } from "./live-tickets.ts";
import { pressure } from "./pressure.ts";
import { requestLimits } from "./request-limits.ts";
import type { Tickets } from "./tickets.ts";
import type { Certificate } from "./tls/certificate.ts";
import { speakTls } from "./tls/tls.ts";
import { trail } from "./trail.ts";
import { triesOf, withTries } from "./tries.ts";
import { usersOf } from "./users.ts";

/** How long what one caller was refused over and over waits to become one row of the trail. */
const FLUSH = { seconds: 10 };

export interface Surfaces {
  readonly dispatch: Dispatch;
  readonly tickets: Tickets;
  /** Binds the ports, until that is disposed of. @throws Refusal `port_in_use` */
  open(): Promise<Bound>;
}

interface Bound extends AsyncDisposable {
  readonly port: number;
  readonly ingressPort: number | undefined;
}

type Parts = {
  capabilities: readonly Capability[];
  gauges: Gauges;
  /** What the API port shows; inside the app it has none. */
  certificate: Certificate | undefined;
  pageFolder?: string;
};

/** All ways in: HTTP and the live socket for tokens, and inside the app the same for whom Home Assistant has signed in. */
export function surfacesOf(world: World, { capabilities, gauges, certificate, pageFolder }: Parts): Surfaces {
  const { supervisor, host, port, ingressPort } = world.options;
  const users = usersOf(world);
  const onTrail = trail(world);
  const dispatch = dispatcher({ world, capabilities, onTrail, users });
  const tries = triesOf(world.clock);
  const own = withTries(door(world), tries);
  const parts = {
    ...{ world, dispatch, onTrail, gauges, meters: requestMeters(gauges), pageFolder },
    ...{ tries, limits: requestLimits(world.clock), once: onceIn(world), liveTickets: liveTickets(world.clock) },
    openApi: () => openApi(capabilities),
    keeps: () => capabilities.every((room) => room.keeps?.(world) ?? true),
    trouble: () => capabilities.map((room) => room.trouble?.(world)).find(Boolean),
  };

  async function open(): Promise<Bound> {
    await using stack = new AsyncDisposableStack();
    const http = { ...parts, pressure: stack.use(pressure()) };
    const served = (app: ReturnType<typeof httpSurface>) => stack.adopt(app, closeHttp);
    const app = served(httpSurface(http, { entry: own, signIn: own }));
    const inner = supervisor && { users, address: supervisor.address };
    const entry = inner && ingressDoor(inner);
    const ingress =
      inner && entry && served(httpSurface(http, { entry, gate: ingressGate({ address: inner.address, onTrail }) }));
    const ways = [
      { server: app.server, entry: own, tickets: parts.liveTickets },
      ...(ingress && entry ? [{ server: ingress.server, entry }] : []),
    ];
    stack.defer(() => onTrail.flush());
    stack.use(world.clock.every(FLUSH, () => onTrail.flush()));
    stack.use(liveSurface(ways, { world, dispatch, onTrail, gauges }));
    stack.use(speakTls(app.server, world, certificate));
    const bound = await listen(app, { host, port, setting: "HOMEOPS_PORT" });
    const inside = ingress && (await listen(ingress, { host, port: ingressPort, setting: "HOMEOPS_INGRESS_PORT" }));
    stack.use(announce(world, bound));
    const opened = stack.move();
    return { port: bound, ingressPort: inside, [Symbol.asyncDispose]: () => opened.disposeAsync() };
  }

  return { dispatch, tickets: own.tickets, open };
}
