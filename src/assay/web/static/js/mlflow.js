// MLflow clients print `View run at …/#/experiments/7/runs/<id>`; only the browser sees what stands behind #.
const found = /^#\/experiments\/\d+\/runs\/([0-9a-f]{32})/.exec(location.hash);
// The address of a project or a task leads to its page, which keeps that part.
if (found && /^\/($|tasks\/|projects\/)/.test(location.pathname)) location.replace(`/runs/${found[1]}`);
