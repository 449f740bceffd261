// MLflow clients print `View run at …/#/experiments/7/runs/<id>`; only the browser sees what stands behind #.
const follow = () => {
  const found = /^#\/experiments\/(\d+)(?:\/runs\/([0-9a-f]{32}))?/.exec(location.hash);
  if (!found) return;
  const place = found[2] ? `/runs/${found[2]}` : `/experiments/${found[1]}`;
  // The address of a project or a task leads to its page, which keeps that part.
  if (/^\/($|tasks\/|projects\/)/.test(location.pathname)) location.replace(place);
  // Who has to sign in first is led there afterwards.
  for (const field of document.querySelectorAll("[data-after-sign-in]")) field.value = place;
};
window.addEventListener("hashchange", follow);
follow();
