import type { LookupFunction } from "node:net";

export interface Guard {
  resolve(hostname: string): Promise<{ address: string; family: number }[]>;
  isAllowed(ip: string): boolean;
  forbidden(hostname: string): Error;
}

/** Some names have a link-local answer beside a good one (mDNS), so only the bad answers are left out. */
export function guardedLookup({ resolve, isAllowed, forbidden }: Guard): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      (found) => {
        const allowed = found.filter(({ address }) => isAllowed(address));
        const [first] = allowed;
        if (!first) return done(forbidden(hostname), "", 0);
        if (options.all) return done(null, allowed);
        done(null, first.address, first.family);
      },
      (error) => done(error, "", 0),
    );
  };
}
