// Light and dark follow the system until the reader chooses.
import { one } from "./page";

export function theme(): void {
  const button = one<HTMLButtonElement>("#theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const name = () => {
    if (button) button.textContent = dark() ? "Light" : "Dark";
  };
  button?.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    name();
  });
  system.addEventListener("change", name);
  name();
}
