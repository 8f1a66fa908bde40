"""Both ends of the transfers that netem.sh sends through Culvert.

    transfers.py serve HOST PORT
    transfers.py drive HOST PORT COUNT PARALLEL BYTES SECONDS

The client says in one line what it wants, `KIND ID UP DOWN`, and both ends make the same pseudo-random bytes from the
ID, so that each knows the SHA-256 of what must reach it.  Kinds: `ask` (the client sends all, shuts down, then reads),
`tell` (the server ends first, then the client sends), `both` (both at once), `slow-client` and `slow-server` (the
reader dawdles, with a small receive buffer), `reset-client` and `reset-server` (the one named resets, the other must
be told).  A server that was sent the wrong bytes resets, and prints why.  Each end prints its failures and a sum.
A reset can be lost on the way and is not repeated, so whoever waits for one keeps sending: that calls for another.
"""

import collections
import hashlib
import random
import socket
import struct
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

KINDS = ["ask", "tell", "both", "slow-client", "slow-server", "reset-client", "reset-server"]
PIECE = 65536
print_lock = threading.Lock()


def say(*words):
    with print_lock:
        print(*words, flush=True)


def content(number, way, size):
    return random.Random(f"{number} {way}").randbytes(size)


def send(sock, data):
    sock.sendall(data)
    sock.shutdown(socket.SHUT_WR)


def receive(sock, wanted, pause=0.0):
    """Reads to the end and compares; the pause follows each piece."""
    digest, size = hashlib.sha256(), 0
    while data := sock.recv(PIECE):
        digest.update(data)
        size += len(data)
        if pause:
            time.sleep(pause)
    if digest.digest() != hashlib.sha256(wanted).digest():
        raise ValueError(f"{size} of {len(wanted)} bytes came, or other ones")


def reset(sock):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def await_reset(sock, seconds):
    """The peer must reset; an orderly end would tell the reader that all is well."""
    end = time.monotonic() + seconds
    sock.settimeout(0.2)
    while time.monotonic() < end:
        try:
            if not sock.recv(PIECE):
                raise ValueError("an orderly end instead of a reset")
        except TimeoutError:
            pass
        except (ConnectionResetError, BrokenPipeError):
            return
        try:
            sock.sendall(b"?")
        except TimeoutError:
            pass
        except (ConnectionResetError, BrokenPipeError):
            return
    raise ValueError("no reset came")


def play(sock, kind, mine, peers, is_client, seconds):
    """One end's part of a transfer."""
    if kind in ("reset-client", "reset-server"):
        if (kind == "reset-client") == is_client:
            sock.sendall(mine)
            if sock.recv(1):  # the other is there and in the middle of it
                reset(sock)
        else:
            sock.sendall(b"!")
            await_reset(sock, seconds)
    elif kind == "both":
        writer = threading.Thread(target=lambda: quietly(send, sock, mine), daemon=True)
        writer.start()
        receive(sock, peers)
        writer.join(seconds)
    elif (kind in ("tell", "slow-client")) != is_client:  # it sends first
        send(sock, mine)
        receive(sock, peers)
    else:
        receive(sock, peers, pause=0.02 if kind.startswith("slow") else 0.0)
        send(sock, mine)
        if sock.recv(1):
            raise ValueError("a byte after the end")


def quietly(action, *args):
    try:
        action(*args)
    except OSError:
        pass  # the reader of this socket meets it too, and tells


def serve(host, port):
    listener = socket.create_server((host, port), backlog=512)
    say("ready")
    counts = collections.Counter()

    def answer(sock):
        name = "?"
        try:
            with sock:
                sock.settimeout(120)
                line = b""
                while not line.endswith(b"\n"):
                    if not (byte := sock.recv(1)):
                        raise ValueError("no first line")
                    line += byte
                kind, number, up, down = name = line.decode().split()
                if kind == "slow-server":
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
                try:
                    play(sock, kind, content(number, "down", int(down)), content(number, "up", int(up)), False, 60)
                except ValueError:
                    reset(sock)
                    raise
            counts["ok " + kind] += 1
        except (OSError, ValueError) as problem:
            counts["failed"] += 1
            say("FAILED at the server:", *name, repr(problem))
        say("server so far:", dict(counts))

    while True:
        sock, _ = listener.accept()
        threading.Thread(target=answer, args=(sock,), daemon=True).start()


def drive(host, port, count, parallel, size, seconds):
    counts = collections.Counter()
    began = time.monotonic()

    def transfer(number):
        kind = KINDS[number % len(KINDS)]
        dice = random.Random(number)
        up, down = dice.randrange(size // 4, size), dice.randrange(size // 4, size)
        if kind.startswith("slow"):
            up, down = up // 2, down // 2
        if number % 10 == 9 and not kind.startswith("reset"):  # nothing at all must pass too
            up, down = (0, down) if number % 20 == 9 else (up, 0)
        try:
            with socket.socket() as sock:
                sock.settimeout(max(5.0, began + seconds - time.monotonic()))
                if kind == "slow-client":
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
                sock.connect((host, port))
                sock.sendall(f"{kind} {number} {up} {down}\n".encode())
                play(sock, kind, content(number, "up", up), content(number, "down", down), True, 60)
            counts[kind] += 1
            counts["bytes"] += 0 if kind.startswith("reset") else up + down
        except (OSError, ValueError) as problem:
            counts["failed"] += 1
            say("FAILED at the client:", kind, number, up, down, repr(problem))

    with ThreadPoolExecutor(parallel) as pool:
        list(pool.map(transfer, range(count)))
    say("client:", dict(counts), f"in {time.monotonic() - began:.1f} s")
    return 1 if counts["failed"] else 0


if sys.argv[1] == "serve":
    serve(sys.argv[2], int(sys.argv[3]))
else:
    sys.exit(drive(sys.argv[2], *map(int, sys.argv[3:8])))
