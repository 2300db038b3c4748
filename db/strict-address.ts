/**
 * What `pg` takes for `verify-full` today stays that: it says that a later version will check less for these words, as libpq does, which
 * who wants it can have already by `uselibpqcompat=true`.
 */
export const strict = (address: string): string =>
  /[?&]uselibpqcompat=/.test(address)
    ? address
    : address.replace(/(?<=[?&]sslmode=)(prefer|require|verify-ca)(?=&|$)/, "verify-full");
