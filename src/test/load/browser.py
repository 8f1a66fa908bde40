"""The upstream of browser.sh: a page whose script uses a WebSocket, uploads, downloads and asks for much at once, and tells
what came of it.  browser.py PORT prints that as JSON when the page has told it, and ends."""
import base64
import hashlib
import os
import socketserver
import struct
import sys
import threading

PAGE = b"""<!doctype html><meta charset="utf-8"><title>Culvert</title><script>
(async () => {
  const told = {};
  try {
    told.websocket = await new Promise((done, failed) => {
      const socket = new WebSocket('ws://' + location.host + '/ws'), sizes = [];
      socket.onopen = () => { socket.send('hello'); socket.send('x'.repeat(70000)); };
      socket.onmessage = message => {
        sizes.push(message.data.length);
        if (sizes.length == 2) { socket.close(); done(sizes.join()); }
      };
      socket.onerror = () => failed('the WebSocket failed');
    });
    const body = new Blob(Array(256).fill(new Uint8Array(1 << 20).fill(7)));
    told.uploaded = await (await fetch('/up', {method: 'PUT', body})).text();
    told.downloaded = String((await (await fetch('/down')).arrayBuffer()).byteLength);
    told.answered = await (await fetch('/own')).text();
    told.many = String((await Promise.all([...Array(30).keys()].map(i => fetch('/n' + i).then(r => r.text())))).length);
  } catch (error) { told.error = String(error); }
  await fetch('/told', {method: 'POST', body: JSON.stringify(told)});
})();
</script>"""


class Peer(socketserver.StreamRequestHandler):
    def handle(self):
        while line := self.rfile.readline():
            method, path, _ = line.split()
            headers = {}
            while header := self.rfile.readline().strip():
                name, value = header.split(b":", 1)
                headers[name.lower()] = value.strip()
            if path == b"/ws":
                self.echo(headers[b"sec-websocket-key"])
                return
            body = self.read(int(headers.get(b"content-length", 0)))
            if path == b"/":
                self.answer(PAGE, b"text/html")
            elif path == b"/up":
                self.answer(b"%d" % body[0])
            elif path == b"/down":
                self.answer(b"z" * (100 << 20))
            elif path == b"/told":
                print(body[1].decode(), flush=True)
                self.answer(b"")
                threading.Timer(0.3, os._exit, [0]).start()
            else:
                self.answer(path)

    def read(self, length):
        """How many bytes there were, and the first of them."""
        left, first = length, b""
        while left > 0:
            part = self.rfile.read(min(1 << 16, left))
            if not part:
                raise EOFError
            left -= len(part)
            first = first or part
        return length, first

    def answer(self, body, kind=b"text/plain"):
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(body))
        self.wfile.write(head + body)

    def echo(self, key):
        accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
        self.wfile.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        while len(start := self.rfile.read(2)) == 2:
            opcode, length = start[0] & 15, start[1] & 127
            if length == 126:
                length, = struct.unpack(">H", self.rfile.read(2))
            elif length == 127:
                length, = struct.unpack(">Q", self.rfile.read(8))
            mask = self.rfile.read(4)
            data = bytes(byte ^ mask[i & 3] for i, byte in enumerate(self.rfile.read(length)))
            size = (bytes([length]) if length < 126 else
                    b"\x7e" + struct.pack(">H", length) if length < 65536 else b"\x7f" + struct.pack(">Q", length))
            self.wfile.write(bytes([128 | opcode]) + size + data)
            if opcode == 8:
                return


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


Server(("127.0.0.1", int(sys.argv[1])), Peer).serve_forever()
