// [data-sum] holds fields [data-sum-part]; [data-sum-shown] shows what they make together while one types.
document.addEventListener("input", (event) => {
  const box = event.target.matches?.("[data-sum-part]") && event.target.closest("[data-sum]");
  const shown = box && box.querySelector("[data-sum-shown]");
  if (!shown) return;
  const numbers = [...box.querySelectorAll("[data-sum-part]")].map((field) => Number(field.value.replace(",", ".")) || 0);
  shown.textContent = Number(numbers.reduce((sum, number) => sum + number, 0).toFixed(1));
});
