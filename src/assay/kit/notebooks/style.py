"""How a drawn notebook looks. In its frame it sees no style sheet of ours; `color-scheme` of the frame is its theme.

On a screen a wide table scrolls; paper cannot, so there its words may break.
"""

STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1d2330, #eceef2); --soft: light-dark(#5b6475, #a9b0bd);
  --line: light-dark(#e3e6ea, #3a4150); --sunken: light-dark(#f5f6f8, #232833); --page: light-dark(#fff, #1a1f29); }
body { font: 15px/1.6 system-ui, sans-serif; color: var(--ink); background: var(--page); margin: 16px auto 48px;
  max-width: 960px; padding: 0 16px; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.2em 0 .5em; scroll-margin-top: 8px; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; } h3 { font-size: 1.1em; } h4, h5, h6 { font-size: 1em; }
p, ul, ol { margin: .6em 0; }
a { color: light-dark(#1d4ed8, #9db8ff); }
blockquote { border-left: 3px solid var(--line); color: var(--soft); margin: .8em 0; padding: 0 14px; }
pre, code, kbd { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { margin: 0; padding: 8px 12px; white-space: pre-wrap; }
.text_cell_render code { background: var(--sunken); border-radius: 4px; padding: 1px 4px; }
.text_cell_render pre { background: var(--sunken); border-radius: 6px; margin: .6em 0; }
.text_cell_render pre code { padding: 0; }
table { border-collapse: collapse; font-size: 13px; margin: 8px 0; display: block; overflow-x: auto; max-width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 4px 12px; text-align: right; vertical-align: top;
  overflow-wrap: break-word; }
th { font-weight: 600; } tbody tr:hover { background: var(--sunken); }
.text_cell_render th, .text_cell_render td { text-align: left; }
img { max-width: 100%; height: auto; background: #fff; border-radius: 4px; }
math { font-size: 1.1em; } math[display="block"] { overflow-x: auto; margin: .8em 0; }
.cell { margin: 0 0 14px; }
.input, .output_area { display: grid; grid-template-columns: 64px minmax(0, 1fr); }
.text_cell, .output_area > .output_stream { min-width: 0; }
.prompt { color: var(--soft); font: 11px/1.5 ui-monospace, Menlo, monospace; padding: 9px 8px 0 0; text-align: right; }
.text_cell > .prompt { display: none; }
.output_area { margin-top: 4px; }
.output_subarea { min-width: 0; }
.input_area { background: var(--sunken); border-radius: 6px; }
.output_stderr { background: light-dark(#fff4f2, #33211f); border-radius: 6px; }
.note { color: var(--soft); font-size: 13px; }
body > .note { border-top: 1px solid var(--line); padding-top: 8px; }
.ansi-bold { font-weight: 600; } .ansi-underline { text-decoration: underline; }
.ansi-red-fg, .ansi-red-intense-fg { color: light-dark(#b42318, #ff9a8d); }
.ansi-green-fg, .ansi-green-intense-fg { color: light-dark(#067647, #6fd6a1); }
.ansi-yellow-fg, .ansi-yellow-intense-fg { color: light-dark(#8a5a00, #f0c674); }
.ansi-blue-fg, .ansi-blue-intense-fg { color: light-dark(#1d4ed8, #9db8ff); }
.ansi-magenta-fg, .ansi-magenta-intense-fg { color: light-dark(#86198f, #e5a4ef); }
.ansi-cyan-fg, .ansi-cyan-intense-fg { color: light-dark(#0e6f80, #7fd6e6); }
.k, .kn, .kd, .kc, .ow { color: light-dark(#1d4ed8, #9db8ff); }
.s, .s1, .s2, .sd, .sa { color: light-dark(#067647, #6fd6a1); }
.c, .c1, .cm { color: var(--soft); font-style: italic; } .mi, .mf { color: light-dark(#a04100, #f0c674); }
.nf, .nc, .nd { color: light-dark(#6941c6, #c9b1ff); }
@media (max-width: 560px) { body { padding: 0 8px; }
  .input, .output_area { grid-template-columns: minmax(0, 1fr); } .prompt { display: none; } }
@page { size: A4; margin: 14mm; }
@media print { :root { color-scheme: light; } body { max-width: none; margin: 0; padding: 0 8px; }
  .input, .output_subarea img, tr { break-inside: avoid; } h1, h2, h3, h4 { break-after: avoid; }
  table { overflow: visible; font-size: 11px; } th, td { padding: 3px 6px; overflow-wrap: anywhere; } }
"""
