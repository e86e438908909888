// The few questions that every part asks of the page.

export function one<E extends HTMLElement>(selector: string, within: ParentNode = document): E | null {
  return within.querySelector<E>(selector);
}

export function all<E extends HTMLElement>(selector: string, within: ParentNode = document): E[] {
  return [...within.querySelectorAll<E>(selector)];
}

/** An element with text; nothing is ever parsed as markup. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, text = "", className = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** Tells those who listen rather than look. */
export function say(words: string): void {
  const live = one("#live");
  if (live) live.textContent = words;
}

/** Copies words and shows them, so that they can be marked by hand where the browser refuses. */
export async function copied(words: string, shown: HTMLElement | null): Promise<void> {
  if (shown) shown.textContent = words;
  let done = "Copied";
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    done = "To copy";
  }
  if (shown) shown.dataset.done = done;
  say(done === "Copied" ? done : "The browser does not allow copying; the words are shown below");
}

/** The address of this page. */
export const page = (): string => location.href.split("#")[0]!;

/** In a notebook the page is a frame without an address of its own: there its links would open the notebook again. */
export const framed = location.protocol === "about:";

export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The verdict of an element that carries one as a class, `v-refuted`. */
export function verdictOf(element: Element): string {
  return [...element.classList].find((name) => name.startsWith("v-"))?.slice(2) ?? "";
}

/** The word and the sign of a verdict, as the key at the foot of the page has them. */
export function wordOf(verdict: string): string {
  return one(`.key .v-${verdict}`)?.textContent ?? verdict;
}

export function signOf(verdict: string): string {
  return one(`.key .v-${verdict}`)?.dataset.sign ?? "";
}
