"""Asks HomeOps as the integration does: learns the fingerprint without a token, then pins it and sends the token."""

import asyncio
import json
import os
import sys

import aiohttp

url, wrong = sys.argv[1:]
headers = {"Authorization": f"Bearer {os.environ['API_TOKEN']}"}


async def outcome(asking) -> list:
    """Of one request, its status or how it failed, and what came back."""
    try:
        async with asking as answer:
            return [answer.status, await answer.text()]
    except aiohttp.ClientError as error:
        return [type(error).__name__, None]


async def shown(session: aiohttp.ClientSession) -> str:
    """What the server shows before anything is sent: nothing has this fingerprint, so the one that was found is told."""
    try:
        await session.get(f"{url}/api/health", ssl=aiohttp.Fingerprint(bytes(32)))
    except aiohttp.ServerFingerprintMismatch as mismatch:
        return mismatch.got.hex().upper()
    raise AssertionError("a certificate was taken for another")


async def live(session: aiohttp.ClientSession, pin: aiohttp.Fingerprint) -> list:
    async with session.ws_connect(f"{url}/api/live", ssl=pin) as socket:
        hello = await socket.receive_json()
        await socket.send_json({"type": "auth", "token": os.environ["API_TOKEN"]})
        return [hello["type"], await socket.receive_json()]


async def main() -> dict:
    async with aiohttp.ClientSession() as session:
        fingerprint = await shown(session)
        pin, other = (aiohttp.Fingerprint(bytes.fromhex(text)) for text in (fingerprint, wrong.replace(":", "")))
        command = {"url": f"{url}/api/system/status", "json": {}, "headers": headers}
        plain = {**command, "url": command["url"].replace("https", "http", 1)}
        return {
            "fingerprint": fingerprint,
            "unverified": await outcome(session.post(**command)),
            "health": (await outcome(session.get(f"{url}/api/health", ssl=pin)))[0],
            "pinned": (await outcome(session.post(**command, ssl=pin)))[0],
            "live": await live(session, pin),
            "wrong": await outcome(session.post(**command, ssl=other)),
            "plain": await outcome(session.post(**plain)),
            "page": await outcome(session.get(plain["url"].replace("/api/system/status", "/"), allow_redirects=False)),
        }


json.dump(asyncio.run(main()), sys.stdout)
