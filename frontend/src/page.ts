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
