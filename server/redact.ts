const HIDDEN = "[secret]";

/** Deeper than anything that a house says; what hides below is not looked at, so it is not kept either. */
const DEEPEST = 32;

const SECRET_KEY =
  /(?:token|api[_-]?key|password|passwd|passphrase|passcode|secret|webhook[_-]?id|authorization|cookie|credentials?|(?:private|encryption|network|local)[_-]?key|psk|authsig|(?:user|pin|door|access|action)[_-]?code)$/i;

/** Codes that open a door: secret beside a lock or an alarm, and a number like any other elsewhere ("error code 17"). */
const DOOR_KEY = /^(?:code|pin|event_data|args)$/;
const DOOR = /^(?:lock|alarm_control_panel|alarmo)(?:\.|$)/;
const ENTRY_CONTROL = 111; // Z-Wave keypads tell what was typed as event_data
const ALARM_KEYPAD = 1281; // Zigbee ones as args (cluster IAS ACE)

/**
 * The same value without credentials, before it is stored or logged: `[secret]` in their place. Where nothing was secret, the very
 * same object. `entityId` says whose attributes these are, where the value does not say it itself.
 */
export function redact<T>(value: T, entityId = ""): T {
  return walk(value, 0, DOOR.test(entityId)) as T; // a secret string gives a string; an object under a secret key, a string too
}

function walk(value: unknown, depth: number, isDoor: boolean): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === DEEPEST) return HIDDEN;
  return Array.isArray(value) ? walkList(value, depth, isDoor) : walkObject(value as Body, depth, isDoor);
}

type Body = Record<string, unknown>;

function walkList(list: unknown[], depth: number, isDoor: boolean): unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const clean = walk(list[index], depth + 1, isDoor);
    if (!Object.is(clean, list[index])) {
      copy ??= [...list];
      copy[index] = clean;
    }
  }
  return copy ?? list;
}

function walkObject(body: Body, depth: number, inDoor: boolean): Body {
  const isDoor = inDoor || concernsDoor(body);
  let copy: Body | undefined;
  for (const key in body) {
    const value = body[key];
    const clean = isSecret(key, isDoor) && hasContent(value) ? HIDDEN : walk(value, depth + 1, isDoor);
    if (!Object.is(clean, value)) {
      copy ??= { ...body };
      copy[key] = clean;
    }
  }
  return copy ?? body;
}

const isSecret = (key: string, isDoor: boolean) => isSecretKey(key) || (isDoor && DOOR_KEY.test(key));

const hasContent = (value: unknown) => value !== null && value !== "" && typeof value !== "boolean";

function concernsDoor(body: Body): boolean {
  if (body.command_class === ENTRY_CONTROL || body.cluster_id === ALARM_KEYPAD) return true;
  return names(body.domain) || names(body.action) || names(body.service) || names(body.entity_id);
}

const names = (named: unknown): boolean =>
  typeof named === "string" ? DOOR.test(named) : Array.isArray(named) && named.some((one) => DOOR.test(String(one)));

/** Verdicts by key: a house has some hundreds of them, said ten thousand times a second. */
const verdicts = new Map<string, boolean>();

function isSecretKey(key: string): boolean {
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  if (verdicts.size === 4096) verdicts.clear(); // somebody invents keys
  const verdict = SECRET_KEY.test(key);
  verdicts.set(key, verdict);
  return verdict;
}

const SUSPICIOUS = /[=@]|eyJ|earer |webhook\/|["']\s*:/i;

// Each starts at a word's first letter and none repeats a repetition, so that a long string takes linear time.
const INSIDE_TEXT: readonly [RegExp, string][] = [
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, HIDDEN],
  [/\b(bearer )[\w.~+/=-]{8,}/gi, `$1${HIDDEN}`],
  [/(:\/\/)[^\s/?#:@"']*:[^\s/?#"']*@/g, `$1${HIDDEN}@`],
  [/(\/api\/webhook\/)[^\s?#"']+/gi, `$1${HIDDEN}`],
  [
    /(?<![\w-])([\w-]*(?:token|api[_-]?key|passw(?:or)?d|passphrase|secret|authsig|signature)=)[^\s&"'<>]+/gi,
    `$1${HIDDEN}`,
  ],
  [/([?&]key=)[^\s&"'<>]+/gi, `$1${HIDDEN}`],
  [
    /(["'](?:\w*(?:token|api_?key|password|passwd|passphrase|secret)|authorization|webhook_id)["']\s{0,9}:\s{0,9}["'])[^"']+/gi,
    `$1${HIDDEN}`,
  ],
];

function redactText(text: string): string {
  if (text.length < 12 || !SUSPICIOUS.test(text)) return text;
  return INSIDE_TEXT.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);
}
