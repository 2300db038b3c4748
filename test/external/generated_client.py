"""Reads the timeline with a client that a program wrote from the document of the API."""

from __future__ import annotations

from datetime import datetime
import json
import sys

from client import AuthenticatedClient
from client.api.memory import memory_timeline
from client.models import Error, MemoryTimelineBody, TimelinePage


def main(url: str, token: str) -> None:
    """Page by page, then with a token that nobody knows."""
    sentences: list[str] = []
    pages = 0
    body = MemoryTimelineBody(limit=2)
    with AuthenticatedClient(base_url=url, token=token, raise_on_unexpected_status=True) as api:
        while True:
            page = memory_timeline.sync(client=api, body=body)
            assert isinstance(page, TimelinePage), page
            pages += 1
            for item in page.items:
                assert datetime.fromisoformat(item.at).tzinfo is not None
                if item.sentence is not None:
                    sentences.append(item.sentence)
            if page.cursor is None or pages == 50:
                break
            body = MemoryTimelineBody(limit=2, cursor=page.cursor)
    with AuthenticatedClient(base_url=url, token="nobody") as stranger:
        refused = memory_timeline.sync(client=stranger, body=MemoryTimelineBody())
    assert isinstance(refused, Error), refused
    print(json.dumps({"pages": pages, "sentences": sentences, "refused": refused.error.code}))


main(*sys.argv[1:])
