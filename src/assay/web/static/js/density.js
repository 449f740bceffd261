// The server says {value, next} when the density of rows was changed: what is on the page follows at once.
document.addEventListener("density", ({ detail: { value, next } }) => {
  const address = new URL(location.href);
  if (address.searchParams.has("density")) {
    address.searchParams.delete("density"); // the address would win
    return location.assign(address);
  }
  document.documentElement.dataset.density = value;
  document.getElementById("density").elements.density.value = next;
  for (const button of document.querySelectorAll("#person-menu [name=density]")) button.setAttribute("aria-pressed", String(button.value === value));
});
