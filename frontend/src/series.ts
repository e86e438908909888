// Reference series as quiet lines, told apart by dash and by a label at their end; the text's numbers as signs on them.
import * as Plot from "@observablehq/plot";
import { type Drawn, type Spread, day, middle } from "./chart";
import { signOf } from "./page";

interface Point {
  at: Spread;
  value: number;
}

interface Said extends Point {
  id: string;
  who: string;
  verdict: string;
  words: string;
}

export interface SeriesData {
  unit: string;
  lines: { label: string; points: Point[] }[];
  claims: Said[];
}

const DASHES = ["none", "6 3", "2 3", "9 3 2 3"];
const YEAR = 365.25 * 86_400_000;
const GAP = 15; // pixels between labels

export function series(data: SeriesData, width: number): Drawn {
  const height = width < 600 ? 260 : 320;
  const narrow = width < 600;
  const days = [...data.lines.flatMap((line) => line.points), ...data.claims].map((point) => point.at);
  // A number alone is given the year before and after, or its own year would fill the width.
  const pad = Math.max(0, 3 * YEAR - (Math.max(...days.map((at) => day(at.to))) - Math.min(...days.map((at) => day(at.from))))) / 2;
  const first = Math.min(...days.map((at) => day(at.from))) - pad;
  const last = Math.max(...days.map((at) => day(at.to))) + 86_400_000 + pad;
  const values = [...data.lines.flatMap((line) => line.points), ...data.claims].map((point) => point.value);
  const least = Math.min(0, ...values);
  const most = Math.max(...values) * 1.08 || 1;
  const margin = { top: 16, bottom: 28, right: narrow ? 118 : 210 };
  const y = (value: number) => margin.top + (1 - (value - least) / (most - least)) * (height - margin.top - margin.bottom);
  const lines = data.lines.map((line, index) => ({ ...line, dash: DASHES[index % DASHES.length]! })).filter((line) => line.points.length);
  const ends = spaced(lines.map((line) => ({ label: line.label, ...line.points.at(-1)! })), y);
  const colour = (claim: Said) => `var(--v-${claim.verdict})`;
  const svg = Plot.plot({
    width,
    height,
    marginLeft: 60,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    marginRight: margin.right,
    x: { type: "utc", domain: [new Date(first), new Date(last)], label: null, ticks: narrow ? 3 : 7 },
    y: { domain: [least, most], label: null, grid: true, ticks: 5, tickFormat: short },
    style: { fontSize: "12px", background: "none", color: "inherit", overflow: "visible" },
    marks: [
      ...lines.flatMap((line) => [
        Plot.line(line.points, { x: (point: Point) => middle(point.at), y: "value", stroke: "var(--soft)", strokeWidth: 1.6, strokeDasharray: line.dash }),
        Plot.dot(line.points, { x: (point: Point) => middle(point.at), y: "value", r: 2, fill: "var(--soft)" }),
      ]),
      ...ends.map((end) =>
        Plot.text([end], {
          x: new Date(last), y: "value", dx: 6, dy: end.dy, text: "label", textAnchor: "start",
          lineWidth: narrow ? 9 : 17, textOverflow: "ellipsis", fill: "var(--soft)",
        }),
      ),
      Plot.ruleY(data.claims.filter((claim) => claim.at.from !== claim.at.to), {
        x1: (claim: Said) => new Date(day(claim.at.from)), x2: (claim: Said) => new Date(day(claim.at.to) + 86_400_000), y: "value",
        stroke: colour, strokeWidth: 1.5, strokeDasharray: "3 2",
      }),
      Plot.dot(data.claims, { x: (claim: Said) => middle(claim.at), y: "value", r: 8, fill: "var(--paper)", stroke: colour, strokeWidth: 1.5 }),
      Plot.text(data.claims, { x: (claim: Said) => middle(claim.at), y: "value", text: (claim: Said) => signOf(claim.verdict), fontWeight: 700, fontSize: 11, fill: colour }),
    ],
  });
  const x = svg.scale("x")!;
  const points = data.claims.map((claim) => ({ id: claim.id, verdict: claim.verdict, words: claim.words, x: Number(x.apply(middle(claim.at))), y: y(claim.value) }));
  return { svg, points };
}

/** Moves labels apart so that none covers another, keeping their order. */
function spaced<E extends { value: number }>(ends: E[], y: (value: number) => number): (E & { dy: number })[] {
  const sorted = ends.map((end) => ({ ...end, dy: 0, at: y(end.value) })).sort((a, b) => a.at - b.at);
  let floor = -Infinity;
  for (const end of sorted) {
    const at = Math.max(end.at, floor + GAP);
    end.dy = at - end.at;
    floor = at;
  }
  return sorted;
}

/** 310000000 as 310 M: an axis is read at a glance. */
function short(value: number): string {
  const steps: [number, string][] = [[1e12, " tn"], [1e9, " bn"], [1e6, " M"], [1e3, " k"]];
  const [size, name] = steps.find(([size]) => Math.abs(value) >= size * 10 || (Math.abs(value) >= size && size > 1e3)) ?? [1, ""];
  return `${Number((value / size).toPrecision(3)).toLocaleString("en")}${name}`;
}
