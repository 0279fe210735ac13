// Menus that a button opens: they take the focus, and Escape closes them and gives it back.

export function openMenu(button, opened) {
  const menu = document.getElementById(button.getAttribute("aria-controls"));
  const toggle = (open) => {
    menu.hidden = !open;
    button.ariaExpanded = open;
  };
  button.addEventListener("click", () => {
    toggle(menu.hidden);
    if (menu.hidden) return;
    opened?.();
    menu.querySelector("input, button").focus();
  });
  menu.parentElement.addEventListener("keydown", (event) => {
    event.stopPropagation(); // Material reads single keys as shortcuts
    if (event.key !== "Escape" || menu.hidden) return;
    toggle(false);
    button.focus();
  });
  menu.parentElement.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.parentElement.contains(relatedTarget)) toggle(false);
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.hidden && !menu.parentElement.contains(target)) toggle(false);
  });
}
