#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when a file lacks its licence lines, its test, its place in POTFILES, or is
listed in no build file.

usage: check-files.py TOP
"""
import pathlib
import re
import sys

SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
CODE = {".c", ".h", ".py", ".sh", ".build", ".in"}
# Exercised through their neighbours' tests, each for the reason given.
NO_TEST_OF_ITS_OWN = re.compile(r"(^|/)(main|weir-node-.*|weir-[a-z]+-.*)\.c$")


def tracked(top):
    for part in ("src", "tests", "data", ".ci"):
        for path in sorted((top / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def main(top):
    bad = []
    builds = {p.parent: p.read_text() for p in (top / "src").rglob("meson.build")}
    tests = " ".join(p.name for p in (top / "tests").rglob("test-*.c"))
    potfiles = (top / "po" / "POTFILES.in").read_text()
    for path in tracked(top):
        name = path.relative_to(top)
        script = not path.suffix and path.name in {"run", "dev"}
        if (path.suffix in CODE or script) and SPDX not in path.read_text()[:400]:
            bad.append(f"{name}: no SPDX lines")
        if path.suffix != ".c" or name.parts[0] != "src":
            continue
        text = path.read_text()
        listed = builds.get(path.parent, "")
        if path.name not in listed and path.stem.removeprefix("weir-node-") not in listed:
            bad.append(f"{name}: in no meson.build")
        if re.search(r'\bN?_ \("', text) and str(name) not in potfiles:
            bad.append(f"{name}: has texts for people, but is not in po/POTFILES.in")
        stem = path.stem.removeprefix("weir-").removeprefix("node-")
        if stem not in tests and not NO_TEST_OF_ITS_OWN.search(str(name)):
            bad.append(f"{name}: no tests/**/test-{stem}.c")
    print("\n".join(bad), end="\n" if bad else "")
    return 1 if bad else 0


sys.exit(main(pathlib.Path(sys.argv[1])))
