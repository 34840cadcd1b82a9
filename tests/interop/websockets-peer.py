#!/usr/bin/python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One end of a conversation, spoken by python3-websockets.

usage: websockets-peer.py client URL TEXT [CA]     prints what comes back
       websockets-peer.py server [CERT KEY]        prints its port, echoes for ever
       websockets-peer.py probe                    is the library here?
"""
import asyncio
import ssl
import sys

try:
    import websockets
except ImportError:
    sys.exit(77)


async def talk(url, text, ca=None):
    context = ssl.create_default_context(cafile=ca) if ca else None
    async with websockets.connect(url, ssl=context) as socket:
        await socket.send(text)
        print("text", await socket.recv(), flush=True)
        await socket.send(text.encode())
        print("binary", (await socket.recv()).decode(), flush=True)


async def echo(socket, _path=None):
    async for message in socket:
        await socket.send(message)


async def serve(certificate=None, key=None):
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    async with websockets.serve(echo, "127.0.0.1", 0, ssl=context) as server:
        print("port", server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


if sys.argv[1] == "client":
    asyncio.run(talk(*sys.argv[2:]))
elif sys.argv[1] == "server":
    asyncio.run(serve(*sys.argv[2:]))
