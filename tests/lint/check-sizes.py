#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when a source file or a public header outgrew its room.

usage: check-sizes.py DIR…
"""
import pathlib
import re
import sys

MAX_SOURCE = 800
MAX_HEADER = 150  # of declarations; what documents them is welcome to be long
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def length(path):
    """Returns how many lines count."""
    text = path.read_text()
    if path.suffix == ".h":
        text = "\n".join(filter(str.strip, COMMENT.sub("", text).splitlines()))
    return len(text.splitlines())


def main(directories):
    status = 0
    for directory in directories:
        for path in sorted(pathlib.Path(directory).rglob("*.[ch]")):
            limit = MAX_HEADER if path.suffix == ".h" else MAX_SOURCE
            lines = length(path)
            if lines > limit:
                print(f"{path}: {lines} lines, more than {limit}: split it by concern")
                status = 1
    return status


sys.exit(main(sys.argv[1:]))
