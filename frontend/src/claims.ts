// Marks and findings: choosing a mark opens its finding in the panel beside the text, or under the paragraph on a
// narrow page. The findings are those of the list, copied, so that the page holds each of them once.
import { all, calm, framed, make, one, page, say } from "./page";

export interface Walk {
  /** The first mark of every claim, in text order. */
  readonly stops: HTMLAnchorElement[];
  /** Those that the filter leaves. */
  visible(): HTMLAnchorElement[];
  /** Opens a claim; false when the text has no such claim. */
  open(id: string, how?: { scroll?: boolean; focus?: "mark" | "card" }): boolean;
  step(by: 1 | -1): void;
  close(): void;
  readonly current: string;
}

export function claims(): Walk {
  const stops = all<HTMLAnchorElement>("a.m[id^='m-']");
  const panel = one(".panel");
  const card = one("#card");
  const home = panel?.parentElement ?? null;
  const hint = card?.firstElementChild?.cloneNode(true);
  const wide = matchMedia("(min-width: 900px)");
  let current = "";
  let opener: HTMLElement | null = null;

  const visible = () => stops.filter((stop) => !stop.classList.contains("off") && !stop.closest("[hidden]"));

  function place(stop: HTMLElement): void {
    if (!panel || !home) return;
    if (wide.matches) home.append(panel);
    else stop.closest(".para")?.after(panel);
    panel.hidden = !wide.matches && !current;
  }

  function fill(ids: string[]): void {
    if (!card) return;
    card.replaceChildren();
    for (const id of ids) {
      const found = document.getElementById(`c-${id}`);
      if (!found) continue;
      const copy = make("article", "", `${found.className} card`);
      copy.classList.remove("past");
      copy.append(...[...found.childNodes].map((node) => node.cloneNode(true)));
      all("[id]", copy).forEach((element) => element.removeAttribute("id"));
      one(".told", copy)?.replaceChildren();
      one(".cite", copy)?.after(note(id, copy));
      card.append(copy);
    }
    panel?.scrollTo?.(0, 0);
  }

  function open(asked: string, how: { scroll?: boolean; focus?: "mark" | "card" } = {}): boolean {
    const id = told(asked);
    const stop = stops.find((mark) => mark.id === `m-${id}`);
    if (!stop) return false;
    // First, for a filter that hides the mark gives way.
    document.dispatchEvent(new CustomEvent("claim", { detail: id }));
    current = id;
    all("a.m.on").forEach((mark) => mark.classList.remove("on"));
    all("a.m").forEach((mark) => mark.classList.toggle("on", over(mark).includes(id)));
    fill([...new Set([id, ...all("a.m").filter((mark) => own(mark) === id).flatMap(over)])]);
    place(stop);
    const left = visible();
    const number = left.indexOf(stop) + 1;
    const count = one("#count");
    if (count) count.textContent = number ? `${number} of ${left.length}` : "";
    address(`#c-${id}`);
    if (how.focus === "mark") stop.focus({ preventScroll: true });
    if (how.scroll) stop.scrollIntoView({ block: wide.matches ? "center" : "start", behavior: calm() ? "auto" : "smooth" });
    if (!how.scroll && !wide.matches) panel?.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
    if (how.focus === "card") {
      opener = stop;
      card?.focus({ preventScroll: wide.matches });
    }
    const words = document.getElementById(`w-${id}`)?.textContent ?? "";
    const tag = one(".tag", document.getElementById(`c-${id}`) ?? document)?.textContent ?? "";
    say(`Claim ${number} of ${left.length}. ${tag}. ${words}`);
    return true;
  }

  function step(by: 1 | -1): void {
    const left = visible();
    if (!left.length) return;
    const at = left.findIndex((mark) => mark.id === `m-${current}`);
    const next = at < 0 ? (by > 0 ? nearest(left) : left.length - 1) : (at + by + left.length) % left.length;
    open(left[next]!.id.slice(2), { scroll: true, focus: "mark" });
  }

  function close(): void {
    if (!current) return;
    const stop = document.getElementById(`m-${current}`);
    current = "";
    all("a.m.on").forEach((mark) => mark.classList.remove("on"));
    if (card && hint) card.replaceChildren(hint.cloneNode(true));
    const count = one("#count");
    if (count) count.textContent = "";
    if (panel) panel.hidden = !wide.matches;
    address(location.pathname + location.search);
    (opener ?? stop)?.focus({ preventScroll: true });
    opener = null;
  }

  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest?.<HTMLAnchorElement>("a[href^='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!/^#[cm]-/.test(link.hash)) {
      if (framed) {
        document.getElementById(link.hash.slice(1))?.scrollIntoView();
        event.preventDefault();
      }
      return;
    }
    const id = decodeURIComponent(link.hash.slice(3));
    const mark = link.classList.contains("m");
    // A click that a key made has no count: the reader is on the keyboard and is taken into the finding.
    const focus = mark ? (event.detail === 0 ? "card" : undefined) : "mark";
    // A step back then leads to where the link stood.
    if (!mark && !framed) history.pushState(null, "", link.hash);
    if (open(id, { scroll: !mark, focus })) event.preventDefault();
  });
  one("#prev")?.addEventListener("click", () => step(-1));
  one("#next")?.addEventListener("click", () => step(1));
  one("#close")?.addEventListener("click", close);
  const fit = () => place(document.getElementById(`m-${current}`) ?? document.body);
  wide.addEventListener("change", fit);
  fit();

  const walk: Walk = { stops, visible, open, step, close, get current() { return current; } };
  const follow = () => {
    if (location.hash.startsWith("#c-")) open(decodeURIComponent(location.hash.slice(3)), { scroll: true, focus: "mark" });
  };
  addEventListener("hashchange", follow);
  // After the charts have taken their room, or the place would move away.
  requestAnimationFrame(() => setTimeout(follow));
  return walk;
}

function address(to: string): void {
  if (!framed) history.replaceState(null, "", to);
}

/** The claim whose finding tells a claim: its own, or that of another on the same words. */
const told = (id: string): string => document.getElementById(`c-${id}`)?.closest("li.f")?.id.slice(2) ?? id;

/** The claims over a mark's words, its own first. */
const over = (mark: HTMLElement): string[] => (mark.dataset.c ?? "").split(" ");
const own = (mark: HTMLElement): string | undefined => over(mark)[0];

/** The first mark on or below the top of the window: where the reader is. */
function nearest(marks: HTMLElement[]): number {
  const found = marks.findIndex((mark) => mark.getBoundingClientRect().top > 60);
  return found < 0 ? 0 : found;
}

/** A finding as plain lines, for a mail or a margin. */
function note(id: string, copy: HTMLElement): HTMLElement {
  const button = make("button", "Copy as note", "note");
  button.type = "button";
  button.addEventListener("click", async () => {
    const part = (selector: string) => all(selector, copy).map((element) => element.innerText.trim()).filter(Boolean).join("\n");
    const lines = [part(".tag"), `“${part(".fq")}”`, part(".fm"), part(".fn"), part(".fe"), `${page()}#c-${id}`];
    try {
      await navigator.clipboard.writeText(lines.filter(Boolean).join("\n"));
      button.textContent = "Copied";
    } catch {
      button.textContent = "The browser does not allow copying";
    }
    say(button.textContent);
  });
  return button;
}
