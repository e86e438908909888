// The report is readable without this script. With it: a finding opens beside its words, the chips filter, keys walk.
import { claims } from "./claims";
import { charts } from "./chart";
import { cites } from "./cite";
import { filters } from "./filters";
import { gutter } from "./gutter";
import { keys } from "./keys";
import { theme } from "./theme";

document.documentElement.classList.add("js");
theme();
cites();
const walk = claims();
filters(walk);
keys(walk);
gutter(walk);
charts();
