// Links over the points of a chart: each names the words it stands for on hover and on focus, and leads to their finding.
// One stop for Tab; the arrow keys go from point to point.
import { all, make, wordOf } from "./page";

export interface Point {
  id: string;
  verdict: string;
  words: string;
  x: number;
  y: number;
}

const SIDE = 24; // pixels; also the least distance of two links

export function points(found: Point[], width: number): HTMLElement {
  const group = make("div", "", "points");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Claims on the chart; the arrow keys go from one to the next");
  const placed: { point: Point; link: HTMLAnchorElement; said: string[] }[] = [];
  for (const point of [...found].sort((a, b) => a.x - b.x || a.y - b.y)) {
    const said = `${wordOf(point.verdict)}: “${point.words}”`;
    const near = placed.find((other) => Math.abs(other.point.x - point.x) < SIDE && Math.abs(other.point.y - point.y) < SIDE);
    if (near) {
      near.said.push(said);
      continue;
    }
    const link = make("a", "", `pt v-${point.verdict}${point.x > width / 2 ? " left" : ""}`);
    link.href = `#c-${point.id}`;
    link.style.left = `${point.x - SIDE / 2}px`;
    link.style.top = `${point.y - SIDE / 2}px`;
    placed.push({ point, link, said: [said] });
  }
  placed.forEach(({ link, said }, index) => {
    link.setAttribute("aria-label", said.join("; "));
    link.tabIndex = index ? -1 : 0;
    const tip = make("span", said.join("\n"), "tip");
    tip.setAttribute("aria-hidden", "true");
    link.append(tip);
    group.append(link);
  });
  group.addEventListener("keydown", (event) => {
    const links = all<HTMLAnchorElement>("a", group);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = links[(at + step + links.length) % links.length]!;
    links.forEach((link) => { link.tabIndex = link === next ? 0 : -1; });
    next.focus();
  });
  return group;
}
