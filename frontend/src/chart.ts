// What all charts share: data from the page, the size of their place, words for those who do not see them, the links over
// their points, and the ways out (the table beside it as CSV, the drawing as SVG, its citation, its address).
import { type Point, points } from "./points";
import { all, copied, make, one, page } from "./page";
import { type SeriesData, series } from "./series";
import { type TimelineItem, near, timeline } from "./timeline";

/** The days a date may fall on, and those that are certain; ISO dates, empty where nothing is. */
export interface Spread {
  from: string;
  to: string;
  sure_from: string;
  sure_to: string;
}

/** A drawing and where on it the text's claims stand. */
export interface Drawn {
  svg: Element;
  points: Point[];
}

export const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
/** The middle of the days a date may fall on; a year is never drawn on its first of January. */
export const middle = (at: Spread): Date => new Date((day(at.from) + day(at.to) + 86_400_000) / 2);

export function charts(): void {
  for (const figure of all<HTMLElement>("figure.chart")) {
    const key = figure.dataset.for ?? figure.dataset.chart ?? "";
    const data = JSON.parse(document.getElementById(`data-${key}`)?.textContent ?? "[]") as unknown;
    const place = make("div", "", "plot");
    figure.append(place);
    figure.hidden = false;
    let drawn = 0;
    const draw = () => {
      const width = Math.floor(figure.clientWidth);
      if (!width || width === drawn) return;
      drawn = width;
      const made = figure.dataset.chart === "timeline" ? timeline(data as TimelineItem[], width) : series(data as SeriesData, width);
      place.replaceChildren(named(made.svg, figure.dataset.title ?? ""), points(made.points, width));
    };
    new ResizeObserver(draw).observe(figure);
    draw();
    const far = figure.dataset.chart === "timeline" ? (data as TimelineItem[]).length - near(data as TimelineItem[]).length : 0;
    if (far) figure.append(make("p", `${far} ${far === 1 ? "date lies" : "dates lie"} too far off to be drawn; see the table.`, "legend"));
    figure.append(ways(figure, key));
  }
}

/** One image with one name: Plot names its inner groups, which is forbidden inside an image. */
function named(svg: Element, title: string): Element {
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${title}. The same data are in the table below.`);
  svg.querySelectorAll("[aria-label]").forEach((inner) => inner.removeAttribute("aria-label"));
  svg.querySelectorAll("[aria-description]").forEach((inner) => inner.removeAttribute("aria-description"));
  return svg;
}

function ways(figure: HTMLElement, key: string): HTMLElement {
  const caption = make("figcaption");
  const title = figure.dataset.title ?? key;
  const button = (label: string, file: string, type: string, content: () => string) => {
    const element = make("button", label);
    element.type = "button";
    element.setAttribute("aria-label", `${label}: ${title}`);
    element.addEventListener("click", () => save(file, type, content()));
    caption.append(element);
  };
  const told = make("span", "", "told");
  const copy = (label: string, words: () => string) => {
    const element = make("button", label);
    element.type = "button";
    element.setAttribute("aria-label", `${label}: ${title}`);
    element.addEventListener("click", () => void copied(words(), told));
    caption.append(element);
  };
  button("Data (CSV)", `${key}.csv`, "text/csv", () => csv(document.getElementById(`table-${key}`)));
  button("Image (SVG)", `${key}.svg`, "image/svg+xml", () => drawing(one(".plot > svg, .plot > figure", figure)));
  const address = () => `${page()}#${figure.id}`;
  const source = figure.dataset.source ? ` Reference: ${figure.dataset.source}.` : "";
  copy("Cite", () => `“${title}”. In: ${one("h1")?.textContent}; ${document.body.dataset.by}.${source} ${address()}`);
  copy("Link", address);
  caption.append(told);
  return caption;
}

function save(name: string, type: string, content: string): void {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function csv(table: HTMLElement | null): string {
  // A cell that begins like a formula would be run by a spreadsheet.
  const cell = (text: string) => `"${text.trim().replace(/\s+/g, " ").replace(/^[=+@]/, "'$&").replaceAll('"', '""')}"`;
  const rows = table ? all<HTMLTableRowElement>("tr", table) : [];
  return rows.map((row) => [...row.cells].map((item) => cell(item.textContent ?? "")).join(",")).join("\r\n");
}

/** The drawing with the page's colours written in, for it leaves the page's style behind. */
function drawing(svg: Element | null): string {
  if (!svg) return "";
  const style = getComputedStyle(document.documentElement);
  const text = new XMLSerializer().serializeToString(svg);
  return text.replace(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim() || "currentColor");
}
