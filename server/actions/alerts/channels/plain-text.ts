/** What devices wrote, made harmless for where it is shown. */

/** Nothing that ends a line, hides, or turns the writing round. */
const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

export const oneLine = (text: string, most = 200): string =>
  cut(text.replace(CONTROL, " ").replace(/ {2,}/g, " ").trim(), most);

export const lines = (text: string, most = 4_000): string =>
  cut(
    text
      .split(/\r\n|[\n\r]/)
      .map((line) => line.replace(CONTROL, " ").trimEnd())
      .join("\n")
      .trim(),
    most,
  );

/** Home Assistant shows Markdown in some places, where a name could become a link or a picture that is fetched. */
export const asMarkdown = (text: string): string => lines(text).replace(/[\\`*_{}[\]()#+\-.!<>|~&:$@^=]/g, "\\$&");

export const asHtml = (text: string): string =>
  lines(text)
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll("\n", "<br>\n");

/** Android reads tags in a notification, and an iPhone shows what they are escaped to: signs that look alike do in both. */
export const untagged = (text: string): string => text.replaceAll("<", "‹").replaceAll(">", "›");

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
