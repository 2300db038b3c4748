const POLICY = {
  "default-src": "'none'",
  "script-src": "'self'",
  "worker-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "manifest-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'self'",
};

/** Who may show the page in a frame: behind ingress Home Assistant does, which then is of the same origin. */
export type Framed = "'self'" | "'none'";

/** Sent with every answer. */
export const safetyHeaders = (framed: Framed) => ({
  "content-security-policy": Object.entries({ ...POLICY, "frame-ancestors": framed })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
});
