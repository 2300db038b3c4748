import { z } from "zod";
import { InstantText } from "#server/store/memory/contract.ts";
import { episodeKinds } from "#server/store/memory/episodes/contract.ts";

export const ListEpisodes = z.strictObject({
  from: InstantText.optional().meta({ description: "those that had not ended before" }),
  to: InstantText.optional().meta({ description: "those that began before" }),
  entities: z.array(z.string().max(255)).max(500).optional().meta({ description: "entity ids" }),
  kinds: z.array(z.enum(episodeKinds)).max(20).optional(),
  language: z.enum(["en", "de"]).default("en"),
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});
export type ListEpisodes = z.infer<typeof ListEpisodes>;

export const ShownEpisode = z
  .object({
    kind: z.enum(episodeKinds),
    entity_id: z.string().nullable().meta({ description: "null: about the home" }),
    name: z.string().nullable(),
    area: z.string().nullable(),
    from: z.string(),
    to: z.string().nullable().meta({ description: "null: it goes on" }),
    seconds: z.number().nullable(),
    amount: z
      .number()
      .nullable()
      .meta({ description: "kilowatt hours of a run; the farthest value of what was above or below" }),
    usual: z
      .number()
      .nullable()
      .meta({ description: "above or below: the edge of what is usual; unavailable: seconds that it usually lasts" }),
    sentence: z.string(),
  })
  .meta({ id: "Episode" });

export const EpisodePage = z
  .object({ items: z.array(ShownEpisode), cursor: z.string().nullable() })
  .meta({ id: "EpisodePage" });
export type EpisodePage = z.infer<typeof EpisodePage>;
