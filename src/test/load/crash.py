#!/usr/bin/env python3
"""Kills the program at random points under load and edits, and finds out what is missing afterwards.

    crash.py COMMAND [KILLS] [SEED]

COMMAND starts the program, such as ./culvert; KILLS is 100 if nothing is said. Everything is on 127.0.0.0/8 and in a
directory of its own. After each kill the program is started again and must have every change that it had acknowledged, an
audit event of each, every event that it had shown, and a database that SQLite calls sound. A change that was under way may be
there or not, but not by half: an event and no change, or a change and no event, is a failure.
"""
import http.client, json, os, random, shlex, signal, socket, socketserver, sqlite3, subprocess, sys, tempfile, threading, time

COMMAND = shlex.split(sys.argv[1])
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 100
rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
DIR = tempfile.mkdtemp(prefix="culvert-crash-")
LISTS = {"endpoints": "endpoints", "reserved_addrs": "reserved_addrs", "ip_policies": "ip_policies"}
EVENTS = {"endpoints": "endpoint", "reserved_addrs": "tcp_address", "ip_policies": "ip_policy"}


class Echo(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


class Answer(socketserver.BaseRequestHandler):
    def handle(self):
        try:
            while data := self.request.recv(65536):
                self.request.sendall(data)
        except OSError:
            pass


echo = Echo(("127.0.0.1", 0), Answer)
threading.Thread(target=echo.serve_forever, daemon=True).start()


class Program:
    def __init__(self):
        self.process = subprocess.Popen(COMMAND + ["serve", "--data-dir", DIR, "--api-addr", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if "listening" not in line:
            sys.exit("The program did not start: " + line)
        self.port = int(line.split("API http://127.0.0.1:")[1].split(",")[0])
        self.key = open(os.path.join(DIR, "api.key")).read().strip()

    def call(self, method, path, body=None):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            c.request(method, path, json.dumps(body) if body is not None else None,
                      {"Authorization": "Bearer " + self.key, "Content-Type": "application/json"})
            r = c.getresponse()
            text = r.read()
            return r.status, json.loads(text) if text else None
        finally:
            c.close()

    def all(self, path, name, query=""):
        found, uri = [], path + "?limit=100" + query
        while uri:
            status, body = self.call("GET", uri)
            if status != 200:
                sys.exit(f"{uri} answers {status}: {body}")
            found += body[name]
            following = body["next_page_uri"]
            uri = following and "/" + following.split("/", 3)[3]
        return found

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def change(program, state, number):
    """One change; answers what is known of it, or None if it was refused."""
    kind = rng.choice(list(LISTS))
    mine = sorted(i for k, i in state if k == kind)
    roll = rng.random()
    if mine and roll < 0.25:
        id_ = rng.choice(mine)
        return kind, "deleted", id_, None, lambda: program.call("DELETE", f"/{kind}/{id_}")
    if mine and roll < 0.6:
        id_ = rng.choice(mine)
        return kind, "updated", id_, f"d{number}", lambda: program.call("PATCH", f"/{kind}/{id_}", {"description": f"d{number}"})
    body = {"description": f"d{number}"}
    if kind == "endpoints":
        body |= {"type": "agent", "name": f"e{number}", "upstream_url": str(echo.server_address[1])}
    return kind, "created", None, f"d{number}", lambda: program.call("POST", f"/{kind}", body)


def load(program, stop):
    """Short connections through whatever endpoint there is."""
    while not stop.is_set():
        try:
            endpoints = program.all("/endpoints", "endpoints")
            for e in endpoints[:5]:
                for _ in range(20):
                    with socket.create_connection(("127.0.0.1", e["port"]), timeout=2) as s:
                        s.sendall(b"hello")
                        s.recv(5)
            time.sleep(0.05)
        except (OSError, ValueError, http.client.HTTPException):
            time.sleep(0.1)


def failures(program, state, pending, shown, acknowledged):
    problems = []
    there = {(kind, r["id"]): r.get("description", "") for kind in LISTS for r in program.all("/" + kind, LISTS[kind])}
    types = ",".join(f"{what}_{how}.v0" for what in EVENTS.values() for how in ("created", "updated", "deleted"))
    audits = {}
    for e in program.all("/events", "events", "&type=" + types):
        audits.setdefault((e["event_type"], e["object"]["id"]), []).append(e["object"].get("description", ""))
    if pending:
        kind, what, id_, text, _ = pending
        type_ = f"{EVENTS[kind]}_{what}.v0"
        if what == "created":
            new = [k for k in there if k not in state and k[0] == kind and there[k] == text]
            made = [i for (t, i), texts in audits.items() if t == type_ and text in texts]
            if [k[1] for k in new] != made:
                problems.append(f"{type_}: by half, there {new}, told {made}")
            for k in new:
                state[k] = text
        else:
            done = (kind, id_) not in there if what == "deleted" else there.get((kind, id_)) == text
            told = (type_, id_) in audits and (what == "deleted" or text in audits[(type_, id_)])
            if done != told:
                problems.append(f"{type_} of {id_}: by half, done {done}, told {told}")
            if done:
                state.pop((kind, id_)) if what == "deleted" else state.update({(kind, id_): text})
    if there != state:
        problems.append(f"changes lost or unasked: {set(there.items()) ^ set(state.items())}")
    for type_, id_, text in acknowledged:
        if (type_, id_) not in audits or (text is not None and text not in audits[(type_, id_)]):
            problems.append(f"no event of an acknowledged change: {type_} {id_} {text}")
    for id_ in shown:
        status, _ = program.call("GET", "/events/" + id_)
        if status != 200:
            problems.append(f"an event that was shown is gone: {id_}")
    return problems


def main():
    state, acknowledged, number, problems = {}, [], 0, []
    program = Program()
    for kill in range(1, KILLS + 1):
        stop = threading.Event()
        thread = threading.Thread(target=load, args=(program, stop), daemon=True)
        thread.start()
        shown, pending = set(), None
        timer = threading.Timer(rng.uniform(0.05, 2.5), program.kill)
        timer.start()
        try:
            while True:
                number += 1
                pending = change(program, state, number)
                kind, what, id_, text, ask = pending
                status, body = ask()
                pending = None
                if status >= 400:
                    continue  # an address in use cannot be released
                id_ = id_ or body["id"]
                state.pop((kind, id_)) if what == "deleted" else state.update({(kind, id_): text})
                acknowledged.append((f"{EVENTS[kind]}_{what}.v0", id_, text))
                if number % 5 == 0:
                    _, body = program.call("GET", "/events?limit=20")
                    shown |= {e["event_id"] for e in body["events"]}
        except (OSError, ValueError, http.client.HTTPException):
            pass
        timer.join()
        program.process.wait()
        stop.set()
        thread.join()
        with sqlite3.connect(os.path.join(DIR, "culvert.db")) as db:
            sound = db.execute("pragma integrity_check").fetchone()[0]
            if sound != "ok":
                problems.append(f"kill {kill}: {sound}")
        program = Program()
        found = failures(program, state, pending, shown, acknowledged)
        problems += [f"kill {kill}: {p}" for p in found]
        if found or kill % 10 == 0:
            print(f"{kill} kills, {len(acknowledged)} changes, {len(state)} things, {len(problems)} problems", flush=True)
    connections = program.call("GET", "/history")[1]["connections"]
    program.process.terminate()
    program.process.wait()
    print(f"{KILLS} kills, {len(acknowledged)} acknowledged changes, {connections} connections in the history, {len(problems)} problems")
    for p in problems[:20]:
        print("  " + p)
    sys.exit(1 if problems else 0)


main()
