"""A notebook that tries to run and to load in every place a notebook has, the sixteen of CVE-2021-32862 among them."""

import base64
import json

from assay.kit.tests.books import code, shown, text

RUN = "document.documentElement.setAttribute('data-pwned','')"
ELSEWHERE = "canary.invalid"
SCRIPT = f"<script>{RUN}</script>"
HANDLER = f'<img src=x onerror="{RUN}">'
SVG = (
    f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="{RUN}">{SCRIPT}'
    f'<image xlink:href="http://{ELSEWHERE}/svg.png"/><style>@import url(http://{ELSEWHERE}/svg.css);</style>'
    f'<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">{HANDLER}</body></foreignObject></svg>'
)
DATA = "data:text/html;base64," + base64.b64encode(SCRIPT.encode()).decode()
REMOTE = (
    f'<img src="http://{ELSEWHERE}/a.png" srcset="http://{ELSEWHERE}/b.png 2x"> <link rel=stylesheet '
    f'href="http://{ELSEWHERE}/c.css"> <style>@import url(http://{ELSEWHERE}/d.css); *{{display:none}}</style> '
    f'<p style="background:url(http://{ELSEWHERE}/e.png)">styled</p> <video src="http://{ELSEWHERE}/f.mp4" autoplay>'
    f'</video> <iframe src="http://{ELSEWHERE}/g"></iframe> <object data="{DATA}"></object> <embed src="{DATA}">'
    f'<base href="http://{ELSEWHERE}/"> <meta http-equiv="refresh" content="0;url=http://{ELSEWHERE}/h"> '
    f'<table background="http://{ELSEWHERE}/i.png"><tr><td>x</td></tr></table> <input type=image '
    f'src="http://{ELSEWHERE}/j.png"> <a href="{DATA}">data</a> <a href="javascript:{RUN}" ping='
    f'"http://{ELSEWHERE}/k">press</a> <div hx-get="http://{ELSEWHERE}/l" hx-trigger="load">htmx</div>'
)
MATH = (
    f"$\\href{{javascript:{RUN}}}{{x}}$ $\\text{{{HANDLER}}}$ $$\\unicode{{{SCRIPT}}}$$ "
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;"></math> '
    f'<a title="$x$ onmouseover={RUN}">mark in a title</a> <div><a title="\n\n$x$ onclick={RUN} x="">late</a></div>'
)


def hostile() -> bytes:
    """The bytes of the notebook."""
    attachment = {"x.svg": {"image/svg+xml": SVG}, "x.png": {"image/png": f'" onerror="{RUN}'}}
    cells = [
        code(SCRIPT + HANDLER, *_outputs()),
        text(f"# {SCRIPT} {HANDLER}\n\n{REMOTE}\n\n{MATH}"),
        text(
            f"![a](attachment:x.svg) ![b](attachment:x.png) ![c]({DATA}) ![d](//{ELSEWHERE}/m.png)",
            attachments=attachment,
        ),
        text(f"[plain](javascript:{RUN}) [entity](java&#115;cript:{RUN}) <javascript:{RUN}>\n\n```html\n{SCRIPT}\n```"),
        text(
            f'<noscript><p title="</noscript>{HANDLER}"></noscript> <svg><style><img title="</style>{HANDLER}"></svg>'
        ),
        {"cell_type": "raw", "metadata": {"raw_mimetype": "text/html", "format": "text/html"}, "source": [SCRIPT]},
        {"cell_type": SCRIPT, "metadata": {}, "source": [SCRIPT]},
        code("x") | {"metadata": {"tags": [f'"><{SCRIPT}']}, "id": f'"{HANDLER}', "execution_count": SCRIPT},
        text("The end of it."),
    ]
    state = {"application/vnd.jupyter.widget-state+json": {"state": {SCRIPT: {"model_name": f"</script>{SCRIPT}"}}}}
    metadata = {
        "title": f"</title>{SCRIPT}",
        "authors": [{"name": SCRIPT}],
        "widgets": state,
        "kernelspec": {"name": SCRIPT, "language": f'"{HANDLER}', "display_name": SCRIPT},
        "language_info": {"name": SCRIPT, "pygments_lexer": f'"{HANDLER}', "codemirror_mode": SCRIPT},
    }
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}).encode()


def _outputs() -> list[dict[str, object]]:
    isolated = {"text/html": {"isolated": True}, "filenames": {"image/png": f"http://{ELSEWHERE}/n.png"}}
    named = [{"image/png": {"alt": f'"{HANDLER}', "width": f'1" onload="{RUN}'}, "filenames": isolated["filenames"]}]
    return [
        shown(text__html=SCRIPT + HANDLER + REMOTE),
        shown(text__html=f"<div>{REMOTE}</div>") | {"metadata": isolated},
        shown(**{"image__svg+xml": SVG}),
        shown(application__javascript=RUN),
        shown(text__markdown=f"{SCRIPT} [a](javascript:{RUN}) {HANDLER} ![x](http://{ELSEWHERE}/o.png)"),
        shown(text__latex=f"$$ {SCRIPT} $$ {MATH}"),
        shown(image__png=f'" onerror="{RUN}" x="') | {"metadata": named[0]},
        shown(image__jpeg=f"AAAA' onerror='{RUN}"),
        shown(**{"application__vnd.jupyter.widget-view+json": {"model_id": f"</script>{SCRIPT}"}}),
        shown(**{"application__vnd.plotly.v1+json": {"data": [SCRIPT]}, "text__html": SCRIPT}),
        shown(**{"text__vnd.mermaid": f"graph LR; A[{SCRIPT}]"}),
        {"output_type": "stream", "name": f'"{HANDLER}', "text": [SCRIPT, HANDLER]},
        {"output_type": "stream", "name": "stderr", "text": [f"\x1b[31m{SCRIPT}\x1b]8;;javascript:{RUN}\x07link"]},
        {"output_type": "error", "ename": SCRIPT, "evalue": HANDLER, "traceback": [f"\x1b[0;31m{SCRIPT}"]},
        {"output_type": "execute_result", "execution_count": SCRIPT, "metadata": {}, "data": {"text/plain": SCRIPT}},
    ]
