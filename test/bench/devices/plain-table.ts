/** Runs in the page: reads the same devices and draws all of them as a plain table; answers how many milliseconds that took until it is painted. */
export async function plainTable(): Promise<number> {
  const began = performance.now();
  const answer = await fetch("api/health/devices", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const page: { items: (string | number | null)[][]; areas: string[] } = await answer.json();
  const box = document.createElement("div");
  box.id = "plain";
  box.style.cssText = "position:fixed;inset:0;overflow:auto;background:white;color:black;z-index:9";
  const table = document.createElement("table");
  for (const [, name, area, , , seen, usual, battery, , link, , away, worst] of page.items) {
    const row = table.insertRow();
    for (const text of [name, page.areas[Number(area ?? -1)], worst ?? away ?? "Well", battery, link, seen, usual])
      row.insertCell().textContent = String(text ?? "");
  }
  box.append(table);
  document.body.append(box);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return performance.now() - began;
}
