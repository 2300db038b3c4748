/** What neither Core (homeassistant/components/http/security_filter.py) nor the Supervisor (api/middleware/security.py) lets through. */
const FILTERS =
  /proc\/self\/environ|(<|%3C).*script.*(>|%3E)|(\.\.\/\/?)+|[a-zA-Z0-9_]=\/([a-z0-9_.]\/\/?)+|union.*select.*\(|union.*all.*select.*|concat.*\(/i;
const UNSAFE = /[\t\r\n]/;

/** Whether path and query of a request would be turned away. */
export function isFiltered(target: string): boolean {
  const plain = unquoted(target);
  return FILTERS.test(plain) || UNSAFE.test(plain);
}

function unquoted(text: string): string {
  const once = text.replaceAll(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
  return once === text ? text : unquoted(once);
}
