// j and k walk, Esc closes, ? lists the keys. Single letters can be turned off (WCAG 2.1.4) and stay so.
import type { Walk } from "./claims";
import { one } from "./page";

const STORE = "detente-letters";

export function keys(walk: Walk): void {
  const dialog = one<HTMLDialogElement>("#keys");
  const letters = one<HTMLInputElement>("#letters");
  const tools = one(".tools");
  if (tools) tools.hidden = false;
  if (letters) {
    letters.checked = remembered() !== "off";
    letters.addEventListener("change", () => remember(letters.checked ? "on" : "off"));
  }
  one("#keys-open")?.addEventListener("click", () => dialog?.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog?.open) return;
    const target = event.target as HTMLElement;
    if (target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "Escape") return walk.close();
    if (letters && !letters.checked) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      walk.step(event.key === "j" ? 1 : -1);
    } else if (event.key === "?") {
      event.preventDefault();
      dialog?.showModal();
    }
  });
}

// A page opened from a file may be refused its storage; then the choice lasts as long as the page.
function remembered(): string | null {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

function remember(value: string): void {
  try {
    localStorage.setItem(STORE, value);
  } catch {
    // Not kept; see above.
  }
}
