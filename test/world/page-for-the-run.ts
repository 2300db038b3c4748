import { buildCardsIfStale, buildPageIfStale } from "../../frontend-card/build.ts";

/** Built before the tests begin, of which two at a time would else build the same files. */
export default async function setup(): Promise<void> {
  await buildPageIfStale();
  await buildCardsIfStale();
}
