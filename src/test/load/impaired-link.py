"""A network cable that delays, loses, doubles and reorders, for kernels without `tc netem`.

Makes a TAP interface in each of two network namespaces and carries the frames between them, as netem would:
each waits delay +/- jitter (so that packets overtake each other), some are lost, some come twice, and some do not wait
at all.  Usage: impaired-link.py NAMESPACE INTERFACE NAMESPACE INTERFACE DELAY-MS JITTER-MS LOSS-% DOUBLE-% EARLY-% SEED
Needs root.  Ends with SIGTERM; says then what was done to how many packets.
"""

import ctypes
import fcntl
import heapq
import os
import random
import select
import signal
import struct
import sys
import time

TUNSETIFF, IFF_TAP, IFF_NO_PI, CLONE_NEWNET = 0x400454CA, 2, 0x1000, 0x40000000
LIMIT = 10_000  # packets on their way in one direction; what comes on top is lost
libc = ctypes.CDLL(None, use_errno=True)


def tap(namespace, name):
    with open("/run/netns/" + namespace) as place:
        if libc.setns(place.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns " + namespace)
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TAP | IFF_NO_PI))
    return fd


def main(args):
    delay, jitter, loss, double, early = (float(a) for a in args[4:9])
    dice = random.Random(int(args[9]))
    ends = [tap(args[0], args[1]), tap(args[2], args[3])]
    other = {ends[0]: ends[1], ends[1]: ends[0]}
    waiting, on_the_way, number = [], dict.fromkeys(ends, 0), 0
    did = dict(carried=0, lost=0, doubled=0, early=0, overflowed=0)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("ready", flush=True)
    try:
        while True:
            rest = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
            for end in select.select(ends, [], [], rest)[0]:
                for _ in range(64):
                    try:
                        packet = os.read(end, 65536)
                    except BlockingIOError:
                        break
                    if dice.random() * 100 < loss:
                        did["lost"] += 1
                        continue
                    copies = 2 if dice.random() * 100 < double else 1
                    did["doubled"] += copies - 1
                    for _ in range(copies):
                        if on_the_way[end] >= LIMIT:
                            did["overflowed"] += 1
                            continue
                        wait = (delay + dice.uniform(-jitter, jitter)) / 1000
                        if dice.random() * 100 < early:
                            wait, did["early"] = 0, did["early"] + 1
                        number += 1
                        on_the_way[end] += 1
                        heapq.heappush(waiting, (time.monotonic() + wait, number, end, packet))
            now = time.monotonic()
            while waiting and waiting[0][0] <= now:
                _, _, end, packet = heapq.heappop(waiting)
                on_the_way[end] -= 1
                did["carried"] += 1
                try:
                    os.write(other[end], packet)
                except OSError:
                    did["overflowed"] += 1
    finally:
        print(args[1], args[3], did, flush=True)


main(sys.argv[1:])
