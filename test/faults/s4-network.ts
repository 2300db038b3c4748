import type { LookupAddress } from "node:dns";
import type { LookupFunction, Socket } from "node:net";
import { isIP } from "node:net";
import { Duplex } from "node:stream";
import type { Network } from "#server/intake/connect/dial.ts";

interface PaperNetwork extends Network {
  /** Where a packet would have gone. */
  readonly reached: string[];
  /** What would have been sent. */
  readonly sent: string[];
}

/** Resolver and connections of paper: whatever is tried, no packet leaves. Each connection is answered with `answer`. */
export function paperNetwork(resolve: (name: string) => string[], answer = ""): PaperNetwork {
  const reached: string[] = [];
  const sent: string[] = [];
  return {
    reached,
    sent,
    resolve: async (name) => resolve(name).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    connect(options) {
      const line = paperLine(sent, answer);
      const connect = (addresses: string[]) => {
        reached.push(...addresses);
        line.emit("connect");
        if (answer === "") line.destroy(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }));
      };
      const { host = "", lookup } = options;
      if (isIP(host)) queueMicrotask(() => connect([host]));
      else lookUp(lookup as LookupFunction, host).then(connect, (error) => line.destroy(error));
      return line as unknown as Socket;
    },
  };
}

/** Just what the HTTP client touches. */
function paperLine(sent: string[], answer: string): Duplex {
  const line = new Duplex({
    read() {},
    write(chunk, _, done) {
      sent.push(String(chunk));
      if (String(chunk).includes("\r\n\r\n") && answer) line.push(answer);
      done();
    },
  });
  const touch = () => line;
  return Object.assign(line, { setTimeout: touch, setNoDelay: touch, setKeepAlive: touch, ref: touch, unref: touch });
}

const lookUp = (lookup: LookupFunction, host: string): Promise<string[]> =>
  new Promise((resolve, reject) =>
    lookup(host, { all: true }, (error, found) =>
      error ? reject(error) : resolve((found as LookupAddress[]).map(({ address }) => address)),
    ),
  );
