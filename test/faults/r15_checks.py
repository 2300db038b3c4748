"""What schemathesis holds against every answer; each is written down as a line."""

from __future__ import annotations

import json
import os
from pathlib import Path
import re

import schemathesis

ANSWERS = Path(os.environ["HOMEOPS_ANSWERS"])
INSIDE = re.compile(
    r"\bat \S+:\d+:\d+|node:internal|\b(select|insert into|update|delete from) .* (from|values|set|where) "
    r"|syntax error at|violates .* constraint|SQLSTATE",
    re.IGNORECASE,
)


@schemathesis.check
def keeps_its_inside(_ctx, response, case) -> None:
    """An answer is no failure of the server, and shows neither stack nor SQL."""
    text = response.content.decode("utf-8", "replace")
    told = INSIDE.search(text) if response.status_code >= 400 else None
    is_bad = response.status_code >= 500 or told is not None
    line = {
        "path": case.path,
        "status": response.status_code,
        "ms": round(response.elapsed * 1000, 1),
    }
    if is_bad:
        line["said"] = text[:300]
        line["body"] = repr(case.body)[:500]
    with ANSWERS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
