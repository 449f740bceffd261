// POST by script: with the CSRF token, as an htmx request, and with the events of the answer fired.
export const csrf = () =>
  document.querySelector("[name=csrfmiddlewaretoken]")?.value ??
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

export async function post(url, values = {}) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(values),
      headers: { "HX-Request": "true", "X-CSRFToken": csrf(), Accept: "text/html" },
      credentials: "same-origin",
    });
  } catch {
    complain();
    return false;
  }
  const away = response.headers.get("HX-Redirect");
  if (away) location.assign(away);
  fire(JSON.parse(response.headers.get("HX-Trigger") ?? "{}"));
  if (!response.ok && !response.headers.has("HX-Trigger")) {
    const text = (await response.text()).trim();
    const isPage = text.startsWith("<") || text.length > 400 || !text;
    complain(isPage ? undefined : text);
  }
  return response.ok;
}

export function fire(events) {
  for (const [name, detail] of Object.entries(events)) {
    document.body.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

// Without a text: that the server did not answer.
export const complain = (text = document.body.dataset.textOffline) => fire({ toast: { text, tone: "bad" } });
