// Each finding can be pointed at and cited: its address, and a sentence of plain text with the quote, the verdict, the
// source and the date. Cards are copies of findings, so clicks are met on the page and not on each button.
import { all, copied, framed, make, one, page } from "./page";

export function cites(): void {
  for (const place of all(".f > .acts")) {
    const button = make("button", "Copy as citation", "cite");
    button.type = "button";
    button.append(make("span", one(".link .sr", place)?.textContent?.replace("to", "of") ?? "", "sr"));
    place.append(button, make("span", "", "told"));
  }
  document.addEventListener("click", (event) => {
    const asked = (event.target as Element).closest?.<HTMLElement>(".acts .link, .acts .cite");
    const place = asked?.closest<HTMLElement>(".acts");
    const hash = one<HTMLAnchorElement>(".link", place ?? document)?.hash;
    if (!asked || !place || !hash) return;
    const told = one(".told", place);
    if (asked.classList.contains("cite")) void copied(citation(hash), told);
    // In a notebook there is no address; a new tab is the browser's affair.
    else if (!framed && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      history.replaceState(null, "", hash);
      void copied(page() + hash, told);
    }
  });
}

function citation(hash: string): string {
  const finding = document.getElementById(hash.slice(1));
  if (!finding) return "";
  const words = (element: Element | null) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const title = one(`#d-${finding.dataset.d}`)?.getAttribute("aria-label") ?? "";
  const sources = all(".src", finding).map((source) => {
    const link = one<HTMLAnchorElement>("a", source)?.href ?? "";
    return link && link !== words(source) ? `${words(source)} (${link})` : words(source);
  });
  const by = sources.length ? `source: ${[...new Set(sources)].join("; ")}` : finding.dataset.how;
  const found = [words(one(".tag", finding)).toLowerCase(), by].filter(Boolean).join(", ");
  const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const address = location.protocol.startsWith("http") ? `, ${page()}${hash}` : ""; // a path of this machine says nothing
  const quote = words(one(".fq a", finding));
  const around = one(".near", finding) ? ` in “${words(one(".fq", finding))}”` : "";
  return `“${quote}”${around} (“${title}”, ${words(one(".at", finding))}): ${found}; ${document.body.dataset.by}, accessed ${today}${address}.`;
}
