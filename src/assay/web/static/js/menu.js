// Menus (popovers): arrow keys inside, closed by a choice, placed by hand where CSS cannot anchor them.
const canAnchor = CSS.supports("position-area: bottom");

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.(".menu") || event.newState !== "open") return;
  if (!canAnchor) place(menu, document.querySelector(`[popovertarget="${menu.id}"]`));
  (menu.querySelector("input:not([type=hidden]), textarea") ?? items(menu)[0])?.focus();
}, true);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu:popover-open");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!menu || !step) return;
  event.preventDefault();
  const all = items(menu);
  all.at((all.indexOf(document.activeElement) + step) % all.length)?.focus();
});

document.addEventListener("click", (event) => {
  const item = event.target.closest?.(".menu > a, .menu > button");
  if (item && !item.hasAttribute("popovertarget")) item.closest(":popover-open")?.hidePopover();
});

const items = (menu) => [...menu.querySelectorAll("a[href], button:not(:disabled), input:not([type=hidden])")];

function place(menu, button) {
  if (!button) return;
  const at = button.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.right - menu.offsetWidth), innerWidth - menu.offsetWidth - 8);
  const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom : Math.max(8, at.top - menu.offsetHeight - 8)}px`;
}
