import { z } from "zod";

/** One state of history in the compressed form: s state (null or empty: removed), a attributes, lu last updated in float seconds. Source: recorder/history, row_to_compressed_state. */
export const HistoryRow = z.object({
  s: z.string().nullable(),
  a: z.record(z.string(), z.unknown()).optional(),
  lu: z.number(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

/** By entity id. Rows are read one by one, so that one that cannot be read costs itself. */
export const History = z.record(z.string(), z.array(z.unknown()));

/** Source: homeassistant/components/logbook/processor.py, _humanify; `when` in float seconds. */
export const LogbookEntry = z.looseObject({
  when: z.number(),
  entity_id: z.string().nullish(),
  domain: z.string().nullish(),
  name: z.string().nullish(),
  message: z.string().nullish(),
  source: z.string().nullish(),
  state: z.string().nullish(),
  service: z.string().nullish(),
  service_data: z.record(z.string(), z.unknown()).nullish(),
  context_id: z.string().nullish(),
  context_user_id: z.string().nullish(),
});
export type LogbookEntry = z.infer<typeof LogbookEntry>;
export const Logbook = z.array(z.unknown());
