/** The login of the SQL port: it reads as one person, and nobody else comes in there. */
export const READER = "homeops_reader";
