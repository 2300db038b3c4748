import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { Secret } from "../../secret.ts";
import { hurriedClock } from "./hurried-clock.ts";
import { GOOD_TOKEN, goodToken } from "./pretend-home.ts";
import { becomes, connected, opened } from "./watched-connection.ts";

describe("a refused token", () => {
  const bad = new Secret("revoked-token-91ab");

  it("is shown, retried rarely, and healed at once by a new one", async () => {
    const home = await opened();
    const clock = hurriedClock(2_000);
    const from = clock.elapsed();
    const { connection } = connected(home, { token: bad, clock });
    await becomes(connection, "refused");
    expect(connection.reason).toContain("Make a new long-lived access token");
    await clock.sleep({ hours: 1 });
    expect(home.failedLogins).toBeGreaterThanOrEqual(2);
    const hours = Math.ceil((clock.elapsed() - from) / 3_600_000); // more than one where this process had to wait
    expect(home.failedLogins).toBeLessThanOrEqual(1 + 2 * hours);
    connection.renew(goodToken);
    await becomes(connection, "live");
  });

  it("of the Supervisor is nobody's to enter", async () => {
    const home = await opened();
    const address = { ...home.address, reach: "supervisor" as const };
    const { connection } = connected(home, { token: bad, address });
    await becomes(connection, "refused");
    expect(connection.reason).toContain("Restart HomeOps in its app settings");
  });

  it("never shows itself, even where Home Assistant quotes it", async () => {
    const home = await opened();
    const { connection, log, changes } = connected(home, { token: bad });
    await becomes(connection, "refused");
    const told = [JSON.stringify(changes), JSON.stringify(connection), inspect(connection, { depth: 9 }), ...log.lines];
    expect(told.join()).toContain("[secret]");
    expect(told.join()).not.toContain(bad.reveal());
    expect(told.join()).not.toContain(GOOD_TOKEN);
  });

  it("is not tried again and again by an impatient person", async () => {
    const home = await opened();
    const { connection } = connected(home, { token: bad });
    await becomes(connection, "refused");
    connection.retryNow();
    await expect.poll(() => home.failedLogins).toBe(2);
    await vi.waitFor(() => expect(() => connection.retryNow()).toThrow(/twice within the hour/));
    expect(home.failedLogins).toBe(2);
  });

  it("does not last where the token is renewed while it logs in", async () => {
    const home = await opened();
    home.answers = ({ id, type }, reply) => {
      if (type === "supported_features") setTimeout(reply, 200, { id, type: "result", success: true, result: null });
      return type === "supported_features";
    };
    const { connection, states } = connected(home);
    await expect.poll(() => home.heard.length).toBe(1);
    connection.renew(bad);
    await becomes(connection, "refused");
    expect(states()).toEqual(["connecting", "refused"]);
  });

  it("is noticed when a living link is to use it", async () => {
    const home = await opened();
    const { connection, states } = connected(home);
    await becomes(connection, "live");
    connection.renew(bad);
    await becomes(connection, "refused");
    expect(states()).toEqual(["catching up", "live", "connecting", "refused"]);
    connection.renew(goodToken);
    await becomes(connection, "live");
  });
});
