// Dated claims in lanes by kind. A known day is a sign; what the words leave open is a dashed bar, its certain part solid.
// Where the reference has another date, a thin line leads to it.
import * as Plot from "@observablehq/plot";
import { type Drawn, type Spread, day, middle } from "./chart";
import { signOf } from "./page";

export interface TimelineItem {
  id: string;
  lane: string;
  label: string;
  verdict: string;
  at: Spread;
  ref: Spread | null;
}

interface Placed extends TimelineItem {
  row: number;
  mid: Date;
  shown: string;
  side: "start" | "end";
}

const ROW = 24; // pixels; a link over each sign needs as many
const LETTER = 6.3; // pixels of a letter at 12 px, on the wide side
const MANY = 40; // items from which a strip above tells how they are spread
const TALL = 10; // rows a lane may take before its labels are thinned

export function timeline(all: TimelineItem[], width: number): Drawn {
  const items = near(all);
  const days = items.flatMap((item) => [item.at, item.ref]).flatMap((at) => (at ? [day(at.from), day(at.to)] : []));
  const first = Math.min(...days);
  const last = Math.max(...days);
  const room = Math.max((last - first) * 0.03, 20 * 86_400_000);
  const domain: [Date, Date] = [new Date(first - room), new Date(last + room)];
  const x = (date: Date) => 10 + ((date.getTime() - +domain[0]) / (+domain[1] - +domain[0])) * (width - 20);

  const lanes = new Map<string, TimelineItem[]>();
  for (const item of items) lanes.set(item.lane, [...(lanes.get(item.lane) ?? []), item]);
  const placed: Placed[] = [];
  const heads: { lane: string; row: number }[] = [];
  let row = 0;
  for (const [lane, members] of lanes) {
    heads.push({ lane: `${lane} (${members.length})`, row });
    const letters = width < 600 ? 26 : 48;
    let packed = pack(members, x, width, (item) => clip(item.label, letters));
    if (packed.rows > TALL) packed = pack(members, x, width, (item) => (loud(item) ? clip(item.label, letters) : ""));
    if (packed.rows > TALL * 2) packed = pack(members, x, width, () => "");
    placed.push(...packed.items.map((item) => ({ ...item, row: item.row + row + 1 })));
    row += packed.rows + 1.5;
  }

  const open = placed.filter((item) => item.at.from !== item.at.to);
  const sure = open.filter((item) => item.at.sure_from);
  // A sign would hide a diamond that stands closer; the table has its date.
  const moved = placed.filter((item) => item.ref && loud(item) && differs(item.at, item.ref) && Math.abs(x(middle(item.ref)) - x(item.mid)) > 11);
  const colour = (item: TimelineItem) => `var(--v-${item.verdict})`;
  const svg = Plot.plot({
    width,
    height: (row + (placed.length > MANY ? 1.4 : -0.4)) * ROW + 34,
    marginLeft: 10,
    marginRight: 10,
    marginTop: 24,
    marginBottom: 10,
    x: { type: "utc", domain, axis: "top", grid: true, label: null, ticks: Math.max(3, Math.floor(width / 110)) },
    y: { axis: null, domain: [row - 1, placed.length > MANY ? -2.4 : -0.6] },
    style: { fontSize: "12px", background: "none", color: "inherit", overflow: "visible" },
    marks: [
      ...density(placed, domain, width),
      Plot.ruleY(heads.slice(1), { y: (head) => head.row - 0.75, stroke: "var(--line)" }),
      Plot.text(heads, { x: domain[0], y: "row", text: "lane", textAnchor: "start", fontWeight: 600, fill: "var(--soft)" }),
      Plot.link(moved, { x1: "mid", x2: (item) => middle(item.ref!), y: "row", stroke: "var(--soft)", strokeWidth: 1 }),
      Plot.dot(moved, { x: (item) => middle(item.ref!), y: "row", symbol: "diamond", r: 4.5, stroke: "var(--ink)", strokeWidth: 1.3, fill: "var(--paper)" }),
      Plot.ruleY(open, {
        x1: (item) => new Date(day(item.at.from)), x2: (item) => new Date(day(item.at.to) + 86_400_000), y: "row",
        stroke: colour, strokeWidth: 2, strokeDasharray: "3 3",
      }),
      Plot.ruleY(sure, {
        x1: (item) => new Date(day(item.at.sure_from)), x2: (item) => new Date(day(item.at.sure_to) + 86_400_000), y: "row",
        stroke: colour, strokeWidth: 5,
      }),
      Plot.dot(placed, { x: "mid", y: "row", r: 7, fill: "var(--paper)", stroke: colour, strokeWidth: 1.2 }),
      Plot.text(placed, { x: "mid", y: "row", text: (item) => signOf(item.verdict), fontSize: 10, fontWeight: 700, fill: colour }),
      label(placed, "start", 12),
      label(placed, "end", -12),
    ],
  });
  const [across, down] = [svg.scale("x")!, svg.scale("y")!];
  const points = placed.map((item) => ({
    id: item.id, verdict: item.verdict, words: item.label, x: Number(across.apply(item.mid)), y: Number(down.apply(item.row)),
  }));
  return { svg, points };
}

/** Without the few dates so far off that the others would be crushed into a corner; the table has them all. */
export function near(items: TimelineItem[]): TimelineItem[] {
  const sorted = [...items].sort((a, b) => +middle(a.at) - +middle(b.at));
  const few = Math.floor(sorted.length * 0.1);
  const times = sorted.map((item) => +middle(item.at));
  const span = times.at(-1)! - times[0]!;
  let from = 0;
  let to = sorted.length;
  for (let at = 1; at < sorted.length; at += 1) {
    if (times[at]! - times[at - 1]! < span * 0.3) continue;
    if (at <= few) from = at;
    else if (sorted.length - at <= few) to = Math.min(to, at);
  }
  return items.filter((item) => sorted.indexOf(item) >= from && sorted.indexOf(item) < to);
}

/** How many claims fall where, above the lanes, once there are too many to be seen one by one. */
function density(placed: Placed[], domain: [Date, Date], width: number): Plot.Markish[] {
  if (placed.length <= MANY) return [];
  const bins = Math.floor(width / 9);
  const step = (+domain[1] - +domain[0]) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const item of placed) counts[Math.min(bins - 1, Math.floor((+item.mid - +domain[0]) / step))]! += 1;
  const most = Math.max(...counts);
  const bars = counts.map((count, index) => ({ count, x: +domain[0] + index * step })).filter((bar) => bar.count);
  return [
    Plot.rect(bars, {
      x1: (bar) => new Date(bar.x), x2: (bar) => new Date(bar.x + step), y1: -0.9, y2: (bar) => -0.9 - (1.4 * bar.count) / most,
      fill: "var(--soft)", inset: 0.5,
    }),
  ];
}

function label(placed: Placed[], side: "start" | "end", dx: number): Plot.Text {
  const edge = (item: Placed) => {
    const half = item.at.from === item.at.to ? +item.mid : side === "start" ? day(item.at.to) : day(item.at.from);
    const ref = item.ref && loud(item) && differs(item.at, item.ref) ? +middle(item.ref) : +item.mid;
    return new Date(side === "start" ? Math.max(half, +item.mid, ref) : Math.min(half, +item.mid, ref));
  };
  const some = placed.filter((item) => item.side === side && item.shown);
  return Plot.text(some, {
    x: edge, y: "row", text: "shown", textAnchor: side, dx, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 3,
  });
}

/** Puts each item into the first row where it and its label have room. */
function pack(members: TimelineItem[], x: (date: Date) => number, width: number, words: (item: TimelineItem) => string) {
  const taken: [number, number][][] = [];
  const items = members.map((item): Placed => {
    const ends = [item.at, ...(item.ref ? [item.ref] : [])];
    const from = Math.min(...ends.map((at) => x(new Date(day(at.from))))) - 12;
    const to = Math.max(...ends.map((at) => x(new Date(day(at.to))))) + 12;
    const shown = words(item);
    const long = shown.length * LETTER + 6;
    const side = to + long > width && from - long > 0 ? "end" : "start";
    const box: [number, number] = side === "start" ? [from, to + long] : [from - long, to];
    let row = taken.findIndex((line) => line.every(([a, b]) => box[1] < a || box[0] > b));
    if (row < 0) row = taken.push([]) - 1;
    taken[row]!.push(box);
    return { ...item, row, mid: middle(item.at), shown, side };
  });
  return { items, rows: Math.max(taken.length, 1) };
}

const clip = (words: string, letters: number): string => (words.length <= letters ? words : `${words.slice(0, letters).replace(/\s+\S*$/, "")} …`);
const loud = (item: TimelineItem): boolean => ["refuted", "imprecise", "conflicting"].includes(item.verdict);
/** The reference's date lies outside what the words allow, or is so much narrower that it tells something. */
const differs = (at: Spread, ref: Spread): boolean => ref.to < at.from || ref.from > at.to;
