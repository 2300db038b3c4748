import type { Server as HttpServer } from "node:http";
import type { Socket } from "node:net";
import type { Server as TlsServer } from "node:tls";

const TLS_HANDSHAKE = 0x16; // the first byte of a record that opens a connection (RFC 8446, 5.1); HTTP begins with a letter
/** So long somebody may take to say a first byte and to shake hands, or to be refused. */
const PATIENCE_MS = 5_000;
const MOST_WAITING = 256;

type Ways = {
  /** Who decrypts; none where TLS is not spoken. */
  secure: TlsServer | undefined;
  /** Whether this peer may speak plain HTTP. */
  mayBePlain(peer: string | undefined): boolean;
  /** Who speaks with those that may not. */
  refuser: HttpServer;
};

/**
 * One port for TLS and for plain HTTP: the first byte tells which. All who have not come in yet wait here, so many at most and so long at
 * most; one more turns the longest waiting out, so that those who say nothing keep nobody outside.
 */
export function doorstep(server: HttpServer, { secure, mayBePlain, refuser }: Ways): Disposable {
  const waiting = waitingRoom();
  const inside = server.listeners("connection");
  server.removeAllListeners("connection");

  const letIn = (socket: Socket) => {
    waiting.leave(socket);
    for (const hear of inside) Reflect.apply(hear, server, [socket]);
  };
  const sort = (socket: Socket, bytes: Buffer) => {
    socket.pause();
    socket.unshift(bytes);
    if (bytes[0] === TLS_HANDSHAKE) return secure ? void secure.emit("connection", socket) : void socket.destroy();
    if (mayBePlain(socket.remoteAddress)) letIn(socket);
    else refuser.emit("connection", socket);
    socket.resume();
  };

  server.on("connection", (socket: Socket) => {
    waiting.enter(socket);
    const leave = () => socket.destroy();
    socket.on("error", leave).once("end", leave);
    socket.once("data", (bytes) => sort(socket.off("end", leave), bytes));
  });
  secure?.on("secureConnection", letIn).on("tlsClientError", (_, socket) => socket.destroy());
  return { [Symbol.dispose]: waiting.close };
}

type Waiting = { socket: Socket; late: NodeJS.Timeout };

function waitingRoom() {
  const waiting = new Map<string, Waiting>(); // by peer, the longest waiting first
  let isClosed = false;
  const forget = (name: string) => {
    clearTimeout(waiting.get(name)?.late);
    waiting.delete(name);
  };
  const turnOut = ([name, { socket }]: [string, Waiting]) => {
    forget(name);
    socket.destroy();
  };
  return {
    enter(socket: Socket): void {
      if (isClosed) return void socket.destroy();
      const [longest] = waiting;
      if (longest && waiting.size >= MOST_WAITING) turnOut(longest);
      const name = nameOf(socket);
      const late = setTimeout(() => socket.destroy(), PATIENCE_MS);
      waiting.set(name, { socket, late });
      socket.once("close", () => waiting.get(name)?.socket === socket && forget(name));
    },
    leave: (socket: Socket): void => forget(nameOf(socket)),
    close(): void {
      isClosed = true;
      [...waiting].forEach(turnOut);
    },
  };
}

/** The same for a connection and for what is decrypted of it. */
const nameOf = ({ remoteAddress, remotePort, localAddress }: Socket): string =>
  `${remoteAddress} ${remotePort} ${localAddress}`;
