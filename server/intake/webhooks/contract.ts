import { z } from "zod";

const webhook = z.string().regex(/^[\w-]{22}$/, "must be the id of a webhook, as webhooks/list tells it");

export const CreateWebhook = z.strictObject({
  name: z.string().trim().min(1).max(60).meta({ description: "what sends it, as it is told in the timeline" }),
});
export const RenewWebhook = z.strictObject({
  webhook,
  overlap_hours: z.int().min(0).max(720).default(24).meta({ description: "how long the secret before signs as well" }),
});
export const RemoveWebhook = z.strictObject({ webhook });
export const ListWebhooks = z.strictObject({});

const WebhookShown = z
  .object({
    webhook: z.string(),
    name: z.string(),
    path: z.string().meta({ description: "where it is sent, below the address of this HomeOps" }),
    created_at: z.string(),
    former_until: z.string().nullable().meta({ description: "how long the secret before signs as well" }),
    received: z.int(),
    last_at: z.string().nullable(),
  })
  .meta({ id: "IncomingWebhook" });

export const WebhookMade = WebhookShown.extend({
  secret: z
    .string()
    .meta({ description: "whsec_ and 32 bytes in base64, as Standard Webhooks has it; shown this once" }),
}).meta({ id: "IncomingWebhookMade" });

export const WebhookPage = z.object({ items: z.array(WebhookShown), cursor: z.null() }).meta({ id: "WebhookPage" });
export const WebhookRemoved = z.object({ removed: z.boolean() });
