import { z } from "zod";

export const NoWish = z.strictObject({});
export const SqlLogin = z
  .object({
    login: z.string(),
    password: z.string().meta({ description: "shown this once; asked again, it is another one" }),
    port: z.int(),
    database: z.string(),
    certificate: z.string().meta({ description: "PEM; give it to the client to know this server by (sslrootcert)" }),
  })
  .meta({ id: "SqlLogin" });
