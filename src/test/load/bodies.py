"""Both ends of what bodies.sh sends.  bodies.py serve PORT GIB: an upstream that takes an upload and gives a download of so many
GiB.  bodies.py get PORT GIB: a client of the download.  Whoever reads stops for PAUSE seconds after a quarter of it."""
import http.client
import os
import socketserver
import sys
import time

PAUSE = float(os.environ.get("PAUSE", "10"))
SIZE = int(float(sys.argv[3]) * (1 << 30))
BLOCK = bytes(1 << 18)


def take(read):
    """Reads to the end, with the pause; how much it was."""
    total, rested = 0, False
    while part := read(1 << 18):
        total += len(part)
        if not rested and total > SIZE / 4:
            rested = True
            time.sleep(PAUSE)
    return total


class Peer(socketserver.StreamRequestHandler):
    def handle(self):
        while line := self.rfile.readline():
            chunked = False
            while header := self.rfile.readline().strip().lower():
                chunked |= header == b"transfer-encoding: chunked"
            if line.startswith(b"GET"):
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % SIZE)
                for _ in range(SIZE // len(BLOCK)):
                    self.wfile.write(BLOCK)
                continue
            assert chunked, "the upload is not chunked"
            self.left = 0
            answer = b"%d" % take(self.chunks)
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(answer), answer))

    def chunks(self, most):
        if self.left == 0:
            self.left = int(self.rfile.readline(), 16)
            if self.left == 0:
                assert self.rfile.readline() == b"\r\n"
                return b""
        part = self.rfile.read(min(most, self.left))
        self.left -= len(part)
        if self.left == 0:
            assert self.rfile.readline() == b"\r\n"
        return part


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


port = int(sys.argv[2])
if sys.argv[1] == "serve":
    Server(("127.0.0.1", port), Peer).serve_forever()
else:
    client = http.client.HTTPConnection("127.0.0.1", port)
    client.request("GET", "/down")
    print(take(client.getresponse().read))
