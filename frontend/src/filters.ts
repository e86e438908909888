// The chips: none pressed shows all; each pressed shows its verdict. Of several articles one can be picked alone. Long and
// quiet groups of findings fold.
import type { Walk } from "./claims";
import { all, make, one, say, verdictOf } from "./page";

const FIRST = 8; // findings of a group that are shown before "Show all"

export function filters(walk: Walk): void {
  const only = new Set<string>();
  const chips = all<HTMLAnchorElement>("a.chip").map((link) => {
    const button = make("button", "", link.className);
    button.type = "button";
    button.dataset.v = link.dataset.v ?? "";
    button.append(...link.childNodes);
    button.setAttribute("aria-pressed", "false");
    link.replaceWith(button);
    return button;
  });
  const list = one(".chips");
  const clear = make("button", "Show all", "clear");
  clear.type = "button";
  clear.hidden = true;
  if (list) {
    const item = make("li");
    item.append(clear);
    list.append(item);
  }

  const pick = one<HTMLSelectElement>("#pick");
  if (pick) {
    pick.parentElement!.hidden = false;
    pick.value = "";
    pick.addEventListener("change", () => {
      unfold();
      apply();
    });
  }

  function apply(): void {
    const article = pick?.value ?? "";
    for (const part of all("main [data-d]")) part.hidden = article !== "" && part.dataset.d !== article;
    document.documentElement.dataset.only = [...only].join(" ");
    for (const chip of chips) count(one("b", chip), chip.dataset.v ?? "");
    for (const group of all(".group")) count(one("h3 b", group), group.dataset.v ?? "");
    for (const chip of chips) chip.setAttribute("aria-pressed", String(only.has(chip.dataset.v ?? "")));
    clear.hidden = only.size === 0;
    for (const mark of all("a.m[data-c]")) {
      const off = only.size > 0 && !only.has(verdictOf(mark));
      mark.classList.toggle("off", off);
      if (mark.id) mark.tabIndex = off ? -1 : 0;
    }
    for (const group of all(".group")) {
      group.hidden = (only.size > 0 && !only.has(group.dataset.v ?? "")) || !one("li.f:not([hidden])", group);
      if (only.has(group.dataset.v ?? "")) fold(group, false);
    }
    const [shown, total] = [walk.visible().length, walk.stops.length];
    say(shown < total ? `${shown} of ${total} claims shown` : `All ${total} claims shown`);
    document.dispatchEvent(new CustomEvent("filter"));
  }

  for (const chip of chips) {
    chip.addEventListener("click", () => {
      const verdict = chip.dataset.v ?? "";
      if (!only.delete(verdict)) only.add(verdict);
      apply();
    });
  }
  clear.addEventListener("click", () => {
    only.clear();
    apply();
    chips[0]?.focus();
  });
  // A link to a claim shows it, whatever the filter says.
  document.addEventListener("claim", (event) => {
    const mark = document.getElementById(`m-${(event as CustomEvent<string>).detail}`);
    if (mark?.classList.contains("off") || mark?.closest("[hidden]")) {
      only.clear();
      if (pick && mark.closest("[hidden]")) pick.value = "";
      apply();
    }
  });
  all(".group").forEach(foldable);
}

/** Writes how many claims of a verdict are left; a finding may tell several. */
function count(place: HTMLElement | null, verdict: string): void {
  const left = all(`#v-${verdict} li.f:not([hidden])`).map((item) => Number(item.dataset.n));
  if (place) place.textContent = left.reduce((sum, claims) => sum + claims, 0).toLocaleString("en");
}

/** The first few of a long group may all be of the other article. */
function unfold(): void {
  all(".past").forEach((item) => item.classList.remove("past"));
  all(".rest").forEach((button) => button.remove());
}

function foldable(group: HTMLElement): void {
  const head = one("h3", group);
  const list = one("ol", group);
  if (!head || !list) return;
  list.id = `l-${group.dataset.v}`;
  const button = make("button", "", "fold");
  button.type = "button";
  button.append(...head.childNodes);
  button.setAttribute("aria-controls", list.id);
  head.append(button);
  button.addEventListener("click", () => fold(group, !group.classList.contains("shut")));
  fold(group, group.hasAttribute("data-quiet"));

  const past = all(":scope > li", list).slice(FIRST);
  if (past.length < 3) return;
  past.forEach((item) => item.classList.add("past"));
  const more = make("button", `Show all ${past.length + FIRST}`, "rest");
  more.type = "button";
  more.addEventListener("click", () => {
    past.forEach((item) => item.classList.remove("past"));
    more.remove();
    one("a", past[0])?.focus();
  });
  group.append(more);
}

function fold(group: HTMLElement, shut: boolean): void {
  group.classList.toggle("shut", shut);
  one(".fold", group)?.setAttribute("aria-expanded", String(!shut));
}
