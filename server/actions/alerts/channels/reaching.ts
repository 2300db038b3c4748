import { z } from "zod";

/** Who may change the home may have HomeOps call its own network; everybody else reaches the internet only. */
export const Reaching = z
  .enum(["public", "home"])
  .default("public")
  .meta({ description: "`home` also into the home's own network; set for who may change the home" });
