const { PATH, NODE_COMPILE_CACHE } = process.env;

/** For a program as a person starts it: nothing but the way to Node, and what the run has compiled already. */
export const bareEnvironment = { PATH, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) };
