// The clock of a review goes on while its page is looked at; what counts is counted by the server.
const clock = document.querySelector("[data-clock]");
const TICK_MS = 5000;
let seconds = Number(clock?.dataset.clock ?? 0);

if (clock) {
  setInterval(() => {
    if (document.hidden) return;
    seconds += TICK_MS / 1000;
    clock.textContent = clock.dataset.text.replace("{count}", Math.ceil(seconds / 60));
  }, TICK_MS);
}
