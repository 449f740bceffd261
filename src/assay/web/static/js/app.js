// The one script that pages load; each behaviour finds its elements by data attributes.
import "htmx";
import "assay/requests";
import "assay/toast";
import "assay/progress";
import "assay/dialogs";
import "assay/menu";
import "assay/keys";
import "assay/copy";
import "assay/density";
import "assay/live";
import "assay/clear";
import "assay/complete";
import "assay/drafts";
import "assay/enter";
import "assay/files";
import "assay/mention";
import "assay/mlflow";
import "assay/palette";
import "assay/quote";
import "assay/seen";
import "assay/rows";
import "assay/sums";

// The server shows times in the reader's zone.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.includes(`zone=${zone}`)) {
  document.cookie = `zone=${zone}; path=/; max-age=31536000; SameSite=Lax`;
}

// Only pages that have what a script is about load it.
const loadMore = () => {
  if (document.querySelector("[data-drag-list]")) import("assay/drag").then((drag) => drag.start());
  if (document.querySelector("#selected.picked--board")) import("assay/picking");
  if (document.querySelector("#beside")) import("assay/beside");
  if (document.querySelector("[data-passkey]")) import("assay/passkey").then((passkey) => passkey.start());
  if (document.querySelector("#selected, [data-submits]")) import("assay/table");
  if (document.querySelector("[data-autosave]")) import("assay/autosave");
  if (document.querySelector("[data-slash]")) import("assay/slash");
  if (document.querySelector("[data-quotes]")) import("assay/quoting");
  if (document.querySelector("[data-choose]")) import("assay/choose");
  if (document.querySelector("[data-filter]")) import("assay/filter");
  if (document.querySelector("[data-editor]")) import("assay/editor");
  if (document.querySelector("[data-board]")) import("assay/moves");
  if (document.querySelector("[data-plot]")) import("assay/plot").then((plot) => plot.start());
  if (document.querySelector("[data-print]")) import("assay/print");
  if (document.querySelector("[data-clock]")) import("assay/clock");
};
document.addEventListener("htmx:after:swap", loadMore);
loadMore();
