// Passkeys. A form with data-passkey="create" or "get" asks the browser for one before it is sent; its options
// stand in data-options, or data-passkey-from names the address that gives them. Forms without a passkey
// (data-passkey-offer) stay hidden until the browser is known to have them.
const able = () =>
  window.isSecureContext && typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function";

export function start() {
  for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);
}

function prepare(form) {
  if (form.dataset.passkeyReady) return;
  form.dataset.passkeyReady = "yes";
  for (const note of form.querySelectorAll("[data-passkey-missing]")) note.hidden = able();
  form.hidden = form.hasAttribute("data-passkey-offer") && !able();
  form.addEventListener("submit", (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    if (able()) ask(form);
    else tell(form);
  });
}

async function ask(form) {
  try {
    const { publicKey } = await options(form);
    const credential = form.dataset.passkey === "create" ? await made(publicKey) : await shown(publicKey);
    form.elements.credential.value = JSON.stringify(credential.toJSON());
  } catch {
    tell(form);
    return;
  }
  form.submit();
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const response = await fetch(form.dataset.passkeyFrom, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`answer ${response.status}`);
  return (await response.json()).request_options;
}

const made = (publicKey) =>
  navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });

const shown = (publicKey) =>
  navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });

function tell(form) {
  const detail = { text: form.dataset.textFailed, tone: "bad" };
  document.body.dispatchEvent(new CustomEvent("toast", { detail, bubbles: true }));
}
