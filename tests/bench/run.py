#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure `weir-cli` beside its peers: one flow, one machine, one run, medians.

Servers run on the first core, the load generator on the second. Rounds
alternate between the servers, so that what disturbs one disturbs all.

usage: run.py BUILDDIR PEERSDIR [--rounds N] [--seconds S] [--only PART,…] [--json FILE]
"""
import argparse
import contextlib
import json
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
FLOW = HERE / "echo-flow.json"
PATH = "/ws/echo"
ECHO = [  # clients, idle, window
    (1, 0, 1),
    (1, 0, 32),
    (100, 0, 1),
    (100, 0, 32),
    (1000, 0, 1),
    (1000, 0, 32),
    (1, 10000, 1),
]
RECORD = [(1, 0, 32), (100, 0, 1), (100, 0, 32)]
PARTS = ["start", "memory", "echo", "record", "tests", "instructions"]


def pinned(core, command):
    if shutil.which("taskset") and os.cpu_count() > 1:
        return ["taskset", "-c", str(core), *map(str, command)]
    return list(map(str, command))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One of the programs compared; command(port) starts it."""

    def __init__(self, name, command, pin=True):
        self.name = name
        self.command = command
        self.pin = pin

    @contextlib.contextmanager
    def running(self):
        port = free_port()
        process = subprocess.Popen(
            pinned(0, self.command(port)) if self.pin else list(map(str, self.command(port))),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_accepting(port)
            yield port, process.pid
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_accepting(port):
    request = (
        f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n"
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as probe:
            probe.sendall(request.encode())
            if b" 101 " in probe.recv(256):
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing accepts WebSockets on port {port}")


def node_red_folder(peers):
    """Makes a user directory for Node-RED with our flow in it."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="weir-bench-"))
    shutil.copy(FLOW, folder / "flows.json")
    (folder / "settings.js").write_text(
        "module.exports = { uiHost: '127.0.0.1', logging: { console: { level: 'error' } },"
        " editorTheme: { tours: false }, telemetry: { enabled: false } };\n"
    )
    return folder


def find_servers(build, peers):
    servers = [
        Server("weir", lambda p: [build / "src/cli/weir-cli", "run", "-q", f"--port={p}",
                                  "--max-clients=20000", FLOW]),
        Server("raw", lambda p: [build / "tests/bench/raw-echo", p]),
    ]
    modules = peers / "node_modules"
    if (modules / "node-red").exists():
        folder = node_red_folder(peers)
        servers.append(
            Server("node-red", lambda p: ["node", modules / "node-red/red.js", "-u", folder,
                                          "-p", p, "-s", folder / "settings.js", "flows.json"])
        )
    if (modules / "ws").exists():
        servers.append(Server("ws", lambda p: ["node", HERE / "ws-echo.js", modules / "ws", p]))
    return servers


class Bench:
    def __init__(self, build, servers, rounds, seconds):
        self.load = build / "tests/bench/weir-load"
        self.servers = servers
        self.rounds = rounds
        self.seconds = seconds
        self.results = []

    def note(self, part, server, name, values, unit):
        value = statistics.median(values)
        self.results.append({"part": part, "server": server, "name": name, "median": value,
                             "unit": unit, "values": values})
        print(f"  {name:34} {server:10} {value:14,.2f} {unit}", flush=True)

    def run_load(self, port, *options, **keywords):
        command = pinned(1, [self.load, f"--port={port}", f"--path={PATH}", *options])
        return json.loads(subprocess.check_output(command, text=True, timeout=180, **keywords))

    def start(self):
        """Time from the start of the process to its first accepted WebSocket."""
        times = {server.name: [] for server in self.servers}
        for _ in range(max(self.rounds, 5)):
            for server in self.servers:
                port = free_port()
                result = self.run_load(port, "--first-accept", "--", *map(str, server.command(port)))
                times[server.name].append(result["first_accept_ms"])
        for name, values in times.items():
            self.note("start", name, "first accepted WebSocket", values, "ms")

    def memory(self):
        """Resident memory, idle and with 1,000 idle clients."""
        for server in self.servers:
            with server.running() as (port, pid):
                time.sleep(2)
                idle = resident_kib(pid)
                command = pinned(1, [self.load, f"--port={port}", f"--path={PATH}", "--hold",
                                     "--clients=0", "--idle=1000"])
                holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                holder.stdout.readline()
                time.sleep(1)
                full = resident_kib(pid)
                holder.communicate()
            self.note("memory", server.name, "RSS idle", [idle / 1024], "MiB")
            self.note("memory", server.name, "RSS with 1,000 idle clients", [full / 1024], "MiB")

    def echo(self):
        """Messages per second and latency of the echo flow, 64 bytes."""
        for clients, idle, window in ECHO:
            found = {server.name: [] for server in self.servers}
            for _ in range(self.rounds):
                for server in self.servers:
                    with server.running() as (port, _pid):
                        found[server.name].append(
                            self.run_load(port, f"--clients={clients}", f"--idle={idle}",
                                          f"--window={window}", f"--seconds={self.seconds}"))
            case = f"{clients:,} clients" + (f" + {idle:,} idle" if idle else "") + f", window {window}"
            for name, rows in found.items():
                for key, unit in [("rate", "msg/s"), ("p50_ms", "ms p50"), ("p99_ms", "ms p99")]:
                    self.note("echo", name, case, [row[key] for row in rows], unit)

    def record(self):
        """What recording costs an echo flow: its rate over that without.

        Neither is pinned to a core: what makes lines is a thread of its own."""
        weir = next((server for server in self.servers if server.name == "weir"), None)
        if weir is None:
            return
        plain = Server("plain", weir.command, pin=False)
        file = pathlib.Path(tempfile.mkdtemp(prefix="weir-bench-")) / "echo.ndjson"
        recording = Server("recording", lambda p: [*weir.command(p), f"--record={file}",
                                                   "--record-limit=64G"], pin=False)
        for clients, idle, window in RECORD:
            ratios = []
            for _ in range(max(self.rounds, 5)):
                rates = []
                for server in (plain, recording):
                    with server.running() as (port, _pid):
                        rates.append(self.run_load(port, f"--clients={clients}", f"--idle={idle}",
                                                   f"--window={window}",
                                                   f"--seconds={self.seconds}")["rate"])
                lost = sum(json.loads(line)["count"] for line in file.open() if '"lost"' in line)
                ratios.append(rates[1] / rates[0])
                if lost:
                    print(f"    {lost:,} events were lost")
            self.note("record", "recording", f"{clients:,} clients, window {window}", ratios, "× rate")
        shutil.rmtree(file.parent)

    def tests(self):
        """Flow tests: 100 small files, and what one more of them costs."""
        weir_cli = self.load.parents[2] / "src/cli/weir-cli"
        folder = pathlib.Path(tempfile.mkdtemp(prefix="weir-bench-"))
        shutil.copy(FLOW, folder)
        for number in range(100):
            (folder / f"{number:03}.test.json").write_text(json.dumps({
                "flow": FLOW.name,
                "steps": [{"connect": "a", "path": PATH}, {"send": "hello", "from": "a"},
                          {"expect": "hello", "to": "a"}],
            }))

        def seconds(*arguments):
            began = time.monotonic()
            subprocess.check_call([weir_cli, "test", *arguments], stdout=subprocess.DEVNULL)
            return time.monotonic() - began

        one, hundred, parallel = [], [], []
        for _ in range(max(self.rounds, 5)):
            one.append(seconds(folder / "000.test.json") * 1000)
            hundred.append(seconds(folder) * 1000)
            parallel.append(seconds("--jobs=2", folder) * 1000)
        self.note("tests", "weir", "100 files, --jobs=2", parallel, "ms")
        self.note("tests", "weir", "100 files, one at a time", hundred, "ms")
        self.note("tests", "weir", "the program with one file", one, "ms")
        self.note("tests", "weir", "each file more",
                  [(many - few) / 99 for many, few in zip(hundred, one)], "ms")
        shutil.rmtree(folder)

    def instructions(self):
        """Instructions per echoed message, the difference of two counted runs."""
        if not shutil.which("valgrind"):
            print("  (valgrind is not installed: instructions are not counted)")
            return
        for server in self.servers:
            if server.name in ("weir", "raw"):
                few, many = (self.count_instructions(server, n) for n in (20_000, 60_000))
                self.note("instructions", server.name, "instructions per echoed message",
                          [(many - few) / 40_000], "instr")

    def count_instructions(self, server, messages):
        port = free_port()
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                   *map(str, server.command(port))]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            wait_until_accepting(port)
            self.run_load(port, "--clients=10", "--window=32", f"--messages={messages}")
        finally:
            process.terminate()
        text = process.communicate()[1]
        return int(text.rsplit("Collected :", 1)[1].split()[0])

    def print_ratios(self):
        """Weir over each of the others, where both were measured."""
        print("\nratios, weir to the others")
        for row in self.results:
            if row["server"] != "weir":
                continue
            others = [other for other in self.results if other["server"] != "weir" and
                      all(other[key] == row[key] for key in ("part", "name", "unit"))]
            text = "  ".join(f"{other['server']} {row['median'] / other['median']:.3f}×"
                             for other in others if other["median"])
            print(f"  {row['name']:34} {row['unit']:8} {text}")


def resident_kib(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError(f"process {pid} has no resident memory")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=lambda p: pathlib.Path(p).resolve())
    parser.add_argument("peers", type=lambda p: pathlib.Path(p).resolve())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--servers", default="")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()

    subprocess.check_call(["ninja", "-C", options.build, "src/cli/weir-cli",
                           "tests/bench/weir-load", "tests/bench/raw-echo"],
                          stdout=subprocess.DEVNULL)
    servers = find_servers(options.build, options.peers)
    if options.servers:
        servers = [server for server in servers if server.name in options.servers.split(",")]
    bench = Bench(options.build, servers, options.rounds, options.seconds)
    print("servers:", ", ".join(server.name for server in servers))
    for part in options.only.split(","):
        method = getattr(bench, part)
        print(method.__doc__.splitlines()[0])
        method()
    bench.print_ratios()
    if options.json:
        options.json.write_text(json.dumps(bench.results, indent=1) + "\n")


sys.exit(main())
