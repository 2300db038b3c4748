import { describe, expect, it } from "vitest";
import { instantOf } from "#server/instant.ts";
import type { IncidentRow } from "#server/store/ledger/incidents/queries.ts";
import { muchAtOnce } from "../checks/much-at-once.ts";
import { remedyRests } from "../checks/remedy-rests.ts";
import { ago, house } from "../testing.ts";
import { said } from "../words.ts";

const at = (hours: number) => instantOf(ago(hours) * 1000);
const incident = (kind: IncidentRow["kind"], about: string, details = {}, hours = 1): IncidentRow => ({
  ...{ id: 1, kind, about, opened_at: at(hours), details },
});
const mendedBy = (...incidents: IncidentRow[]) => ({ ...house().now(), incidents });
const about = { name: "Home", lasting: "for an hour" };

describe("so much at once that nothing is mended", () => {
  it("is one finding, however many classes of things are sick", () => {
    expect(muchAtOnce.look(house().now())).toEqual([]);
    const [found, ...more] = muchAtOnce.look(
      mendedBy(
        incident("systemic", "devices", { sick: 200, of: 500 }, 2),
        incident("systemic", "integrations", { sick: 3, of: 6 }),
        incident("breaker", "ping-device"),
      ),
    );
    expect(more).toEqual([]);
    expect(found).toMatchObject({ subject: { kind: "home" }, severity: "error", since: ago(2) });
    expect(said("much-at-once", found?.evidence ?? {}, about, "en").sentence).toBe(
      "200 of 500 devices and 3 of 6 integrations are out of order at once, so nothing is mended one by one",
    );
    expect(said("much-at-once", found?.evidence ?? {}, about, "de").sentence).toContain(
      "200 von 500 Geräten und 3 von",
    );
  });
});

describe("a remedy that does not help", () => {
  const titles = { en: "Reload the integration", de: "Die Integration neu laden" };

  it("is told while it rests, and milder once it only suggests", () => {
    const until = at(-1);
    const rests = incident("breaker", "reload-integration", { titles, until });
    const useless = incident("useless", "reload-integration", { titles });
    const [found] = remedyRests.look(mendedBy(rests));
    expect(found).toMatchObject({ severity: "warning", evidence: { remedies: [{ is_useless: false, until }] } });
    expect(said("remedy-rests", found?.evidence ?? {}, about, "de").sentence).toBe(
      "„Die Integration neu laden“ hat dreimal nacheinander nicht geholfen und ruht",
    );
    const [both, ...more] = remedyRests.look(mendedBy(rests, useless));
    expect(more).toEqual([]);
    expect(both).toMatchObject({ severity: "info", evidence: { remedies: [{ is_useless: true, until }] } });
  });

  it("is told by its name where nobody kept what it is called", () => {
    const [found] = remedyRests.look(mendedBy(incident("useless", "older-one")));
    expect(said("remedy-rests", found?.evidence ?? {}, about, "en").sentence).toContain("“older-one” helps too rarely");
  });
});
