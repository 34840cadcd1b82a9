#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when a source file includes a layer it may not see.

usage: check-layers.py SRCDIR
"""
import pathlib
import re
import sys

CORE = {"json", "schema", "flow", "runtime", "nodes", "host", "testing"}
MAY_SEE = {
    "json": {"json"},
    "schema": {"json", "schema"},
    "net": {"net"},
    "flow": {"json", "schema", "flow"},
    "runtime": {"json", "schema", "flow", "runtime"},
    "nodes": {"json", "schema", "net", "runtime", "nodes"},
    "host": {"json", "schema", "flow", "runtime", "net", "host"},
    "testing": {"json", "schema", "flow", "runtime", "net", "host", "testing"},
    "cli": CORE | {"cli"},
    "compat": {"compat"},
    "editor": CORE | {"compat", "editor"},
}
ONLY = {  # layers of which a consumer may see just some headers
    ("nodes", "runtime"): {"weir-node-api.h", "weir-message.h"},
    ("editor", "nodes"): {"weir-node-table.h"},
    ("cli", "nodes"): {"weir-node-table.h"},
}
PROJECT = re.compile(r'\s*#\s*include\s+"([a-z]+)/([^"]+)"')
TOOLKIT = re.compile(r"\s*#\s*include\s+<(gtk|gdk|gsk|adwaita)")


def main(root):
    bad = []
    for path in sorted(root.rglob("*.[ch]")):
        layer = path.relative_to(root).parts[0]
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = PROJECT.match(line)
            if match:
                other, header = match.groups()
                if other not in MAY_SEE.get(layer, set()):
                    bad.append(f"{path}:{number}: {layer}/ must not include {other}/")
                allowed = ONLY.get((layer, other))
                if allowed is not None and header not in allowed:
                    bad.append(f"{path}:{number}: {layer}/ may not include {other}/{header}")
            if TOOLKIT.match(line) and layer not in {"compat", "editor"}:
                bad.append(f"{path}:{number}: only editor/ and compat/ may include the toolkit")
    print("\n".join(bad))
    return 1 if bad else 0


sys.exit(main(pathlib.Path(sys.argv[1])))
