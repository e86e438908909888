// A bar at the edge of the window with a tick for every claim of the text, so that marks off screen are seen. It is for
// the eye and the pointer alone: the list of findings and the keys lead to the same places.
import type { Walk } from "./claims";
import { all, make, one, verdictOf } from "./page";

export function gutter(walk: Walk): void {
  const text = one(".texts");
  if (!text || !walk.stops.length) return;
  const bar = make("div", "", "gutter");
  bar.setAttribute("aria-hidden", "true");
  bar.hidden = true;
  document.body.append(bar);

  function draw(): void {
    const box = text!.getBoundingClientRect();
    bar.replaceChildren();
    const only = document.documentElement.dataset.only ?? "";
    for (const stop of walk.visible()) {
      if (!only && /v-(unverifiable|opinion)/.test(stop.className)) continue; // they would hide the others
      const at = stop.getBoundingClientRect().top - box.top;
      const tick = make("i", "", `v-${verdictOf(stop)}`);
      tick.style.top = `${((100 * at) / box.height).toFixed(2)}%`;
      tick.dataset.id = stop.id.slice(2);
      bar.append(tick);
    }
    const window_ = make("b");
    bar.append(window_);
    follow();
  }

  function follow(): void {
    const box = text!.getBoundingClientRect();
    bar.hidden = box.bottom < 80 || box.top > innerHeight - 80;
    const seen = bar.lastElementChild as HTMLElement | null;
    if (!seen) return;
    const top = Math.max(0, -box.top / box.height);
    seen.style.top = `${100 * top}%`;
    seen.style.height = `${100 * Math.max(0, Math.min(1, (innerHeight - box.top) / box.height) - top)}%`;
  }

  bar.addEventListener("click", (event) => {
    const ticks = all<HTMLElement>("i", bar);
    const gap = (tick: HTMLElement) => Math.abs(tick.getBoundingClientRect().top - event.clientY);
    const nearest = ticks.reduce<HTMLElement | null>((best, tick) => (!best || gap(tick) < gap(best) ? tick : best), null);
    if (nearest?.dataset.id) walk.open(nearest.dataset.id, { scroll: true });
  });
  new ResizeObserver(draw).observe(text);
  document.addEventListener("filter", draw);
  addEventListener("scroll", follow, { passive: true });
}
