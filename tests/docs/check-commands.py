#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run every command that the documentation shows.

usage: check-commands.py TOP WEIR-CLI

`sh` blocks are scripts; `console` blocks have a command behind each "$ " and what it
prints below, where "…" stands for anything; of `yaml` blocks, which are jobs for CI,
the calls of weir-cli are run. They run page by page in a folder that has
the examples. Port 1880 becomes a free one, and a run that would go on for ever is
interrupted once it listens. Prints TAP.
"""
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile

from pages import read_blocks

# More would mean that people give up making their commands run.
MAX_SKIPPED = 6
TIMEOUT_S = 60

WRAPPER = """#!{python}
import os, signal, subprocess, sys
arguments = sys.argv[1:]
program = {program!r}
if arguments[:1] != ["run"]:
    os.execv(program, [program] + arguments)
if not any(a.startswith("--port") for a in arguments):
    arguments.insert(1, "--port=" + os.environ["WEIR_DOCS_PORT"])
if any(a.startswith("--exit-after") for a in arguments):
    os.execv(program, [program] + arguments)
child = subprocess.Popen([program] + arguments, stderr=subprocess.PIPE, text=True)
for line in child.stderr:
    sys.stderr.write(line)
    if "Listening on" in line:
        child.send_signal(signal.SIGINT)
sys.exit(child.wait())
"""

# Where people wait a second for the flow to be up, a loaded machine needs longer.
SLEEP = """#!{python}
import os, socket, time
for _ in range(300):
    try:
        socket.create_connection(("127.0.0.1", int(os.environ["WEIR_DOCS_PORT"]))).close()
        break
    except OSError:
        time.sleep(0.1)
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return str(s.getsockname()[1])


class Runner:
    def __init__(self, top, program, folder):
        self.top = top
        self.program = program
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name, text in (("weir-cli", WRAPPER), ("sleep", SLEEP)):
            path = self.bin / name
            path.write_text(text.format(python=sys.executable, program=program))
            path.chmod(0o755)
        self.words = self.run_quietly("help") + self.run_quietly("help", "run")

    def run_quietly(self, *arguments):
        return subprocess.run(
            [self.program, *arguments], capture_output=True, text=True, check=True
        ).stdout

    def has(self, word):
        """A program, an option of `weir-cli run`, or "command NAME" of weir-cli."""
        if word.startswith(("--", "command ")):
            start = re.escape(word.removeprefix("command "))
            return re.search(rf"^  {start}\b", self.words, re.M) is not None
        return shutil.which(word) is not None

    def start_page(self, folder):
        """The folder commands of a page run in."""
        folder.mkdir()
        for part in ("examples", "help/flows"):
            for path in (self.top / "data" / part).glob("*.json"):
                shutil.copy(path, folder)
        shutil.copy(folder / "hello.json", folder / "flows.json")
        for name, fixture in (("cert.pem", "server.crt"), ("key.pem", "server.key")):
            shutil.copy(self.top / "tests" / "fixtures" / "tls" / fixture, folder / name)
        shutil.copytree(self.top / "data" / "help" / "flows", folder / "flows")
        pem = (folder / "cert.pem").read_text()
        (folder / "cert.der").write_bytes(ssl.PEM_cert_to_DER_cert(pem))
        self.folder = folder
        self.port = free_port()
        for path in folder.rglob("*.json"):
            path.write_text(path.read_text().replace(":1880", ":" + self.port))

    def shell(self, script):
        """Returns: its exit status, and all it printed"""
        environment = dict(
            os.environ,
            PATH=f"{self.bin}:{os.environ['PATH']}",
            WEIR_DOCS_PORT=self.port,
            LC_ALL="C.UTF-8",
            LANGUAGE="C",
        )
        done = subprocess.run(
            ["sh", "-euc", script.replace(":1880", ":" + self.port)],
            cwd=self.folder,
            env=environment,
            # What a command asks for, twice: without a terminal it reads this.
            input="secret\nsecret\n",
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=TIMEOUT_S,
        )
        return done.returncode, done.stdout.replace(":" + self.port, ":1880")


def to_pattern(shown):
    """The text as an expression, where "…" is anything, and on a line of its own any
    number of lines."""
    lines = []
    for line in shown.splitlines():
        if line == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*?".join(re.escape(p) for p in line.split("…")) + r"\n")
    return re.compile("".join(lines))


def steps_of(block):
    """(command, what it prints or None) of a block"""
    if block.language == "sh":
        return [(block.text, None)]
    if block.language == "yaml":
        calls = re.findall(r"^ *- (?:run: )?(weir-cli .*)$", block.text, re.M)
        return [(call + "\n", None) for call in calls]
    steps = []
    for line in block.text.splitlines(True):
        if line.startswith("$ "):
            steps.append([line[2:], ""])
        elif line.startswith("> "):
            steps[-1][0] += line[2:]
        else:
            steps[-1][1] += line
    return steps


def run_block(runner, block):
    """Returns: what went wrong, or None"""
    for command, shown in steps_of(block):
        try:
            status, printed = runner.shell(command)
        except subprocess.TimeoutExpired:
            return f"{command}still runs after {TIMEOUT_S} s"
        if status != block.status:
            return f"{command}exit status {status}, not {block.status}:\n{printed}"
        if shown is not None and not to_pattern(shown).fullmatch(printed):
            return f"{command}is said to print:\n{shown}but prints:\n{printed}"
    return None


def check(runner, block):
    """Returns: a line of TAP, without its number"""
    first = block.text.splitlines()[0].removeprefix("$ ")
    name = f"{block.page}:{block.line} {first}".replace("#", "")
    if block.skip:
        return f"ok {{}} - {name} # SKIP {block.skip}"
    if block.needs and not runner.has(block.needs):
        return f"ok {{}} - {name} # SKIP there is no {block.needs}"
    wrong = run_block(runner, block)
    if wrong is None:
        return f"ok {{}} - {name}"
    for line in wrong.splitlines():
        print("# " + line)
    return f"not ok {{}} - {name}"


def main(top, program):
    paths = [top / "README.md", *sorted((top / "data" / "help").glob("*.md"))]
    lines = []
    marked = 0
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(top, program, pathlib.Path(folder))
        for path in paths:
            runner.start_page(pathlib.Path(folder) / path.stem)
            for block in read_blocks(path.name, path.read_text()):
                if block.file:
                    (runner.folder / block.file).write_text(block.text)
                if block.language not in ("sh", "console", "yaml"):
                    continue
                marked += bool(block.skip)
                lines.append(check(runner, block).format(len(lines) + 1))
                print(lines[-1], flush=True)
    verdict = "ok" if marked <= MAX_SKIPPED else "not ok"
    print(f"{verdict} {len(lines) + 1} - {marked} of {MAX_SKIPPED} blocks are never run")
    print(f"1..{len(lines) + 1}")
    return int(verdict != "ok" or any(line.startswith("not") for line in lines))


sys.exit(main(pathlib.Path(sys.argv[1]), os.path.abspath(sys.argv[2])))
