import { z } from "zod";
import { InstantText } from "#server/store/memory/contract.ts";

const id = z.string().min(1).max(100);

export const BeginMaintenance = z
  .strictObject({
    until: InstantText.meta({ description: "at most a year ahead" }),
    from: InstantText.optional().meta({ description: "left out: from now on" }),
    area: id.optional(),
    device: id.optional().meta({ description: "with neither, the whole home" }),
    holiday: z
      .boolean()
      .default(false)
      .meta({ description: "nobody is at home: only what people cause is held back, in all of the home" }),
    why: z.string().trim().min(1).max(200).optional(),
  })
  .refine(({ area, device, holiday }) => [area, device, holiday || undefined].filter(Boolean).length <= 1, {
    message: "Name an area, a device or a holiday, or none of them for the whole home",
    path: ["area"],
  });
export type BeginMaintenance = z.output<typeof BeginMaintenance>;

const MaintenanceShown = z
  .object({
    maintenance: z.int(),
    kind: z.enum(["work", "holiday"]),
    area: z.string().nullable(),
    device: z.string().nullable(),
    from: z.string(),
    until: z.string(),
    is_now: z.boolean(),
    why: z.string().nullable(),
    by: z.string().nullable(),
  })
  .meta({ id: "Maintenance" });

export const ListMaintenance = z.strictObject({});
export const MaintenancePage = z
  .object({ items: z.array(MaintenanceShown), cursor: z.null() })
  .meta({ id: "MaintenancePage" });

export const EndMaintenance = z.strictObject({ maintenance: z.int32() });
