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
# What software centres copy is free of conditions.
SPDX_METAINFO = "SPDX-License-Identifier: CC0-1.0"
CODE = {".c", ".h", ".py", ".sh", ".build", ".in"}
# A file is tested by tests/LAYER/test-X.c, where X is its name or a leading part of
# it: weir-credentials-cipher.c by test-credentials.c. These have no such test, since
# what they do shows only through their users; the tests of those cover them.
COVERED_BY = {
    "cli/command": "commands",
    "cli/completion": "commands",
    "cli/finding": "check",
    "cli/flow": "check",
    "cli/help": "commands",
    "cli/inject": "signals",
    "cli/main": "commands",
    "cli/man": "commands",
    "cli/nodes": "commands",
    "cli/print": "output",
    "cli/problems": "commands",
    "cli/reporter": "run",
    "cli/runner": "run",
    "editor/application": "window",
    "editor/banner": "window",
    "editor/choice-row": "translation",
    "editor/config-list": "config-panel",
    "editor/connection": "connection-panel",
    "editor/debug": "debug-panel",
    "editor/entry-actions": "outline",
    "editor/entry-feed": "outline",
    "editor/entry-item": "outline",
    "editor/entry-row": "outline",
    "editor/file-row": "property-dialog",
    "editor/flow-test": "flow-test-panel",
    "editor/message-item": "connection-panel",
    "editor/flow-tabs": "window",
    "editor/hex-lines": "value-view",
    "editor/import": "import-dialog",
    "editor/json-sheet": "property-dialog",
    "editor/keyring": "session-secrets",
    "editor/list-factory": "outline",
    "editor/main": "window",
    "editor/no-keyring": "session-secrets",
    "editor/node-list": "property-dialog",
    "editor/page-client": "property-dialog",
    "editor/page-debug": "property-dialog",
    "editor/page-group": "property-dialog",
    "editor/page-inject": "property-dialog",
    "editor/page-switcher": "window",
    "editor/page-tls": "property-dialog",
    "editor/page-websocket": "property-dialog",
    "editor/preferences": "window",
    "editor/problem-fix": "problem-panel",
    "editor/problem-item": "session",
    "editor/problem-list": "problem-panel",
    "editor/problem-row": "problem-panel",
    "editor/property-caption": "property-dialog",
    "editor/property-fix": "property-dialog",
    "editor/property-page": "property-dialog",
    "editor/resources": "window",
    "editor/row": "property-dialog",
    "editor/schedule-group": "property-dialog",
    "editor/send": "connection-panel",
    "editor/session-facts": "search",
    "editor/start-page": "window",
    "editor/test-group": "property-dialog",
    "editor/type-tile": "palette",
    "editor/import": "import-dialog",
    "editor/value": "value-view",
    "flow/change": "edit-law",
    "flow/element": "document",
    "flow/field": "form",
    "flow/flow-encoding": "flow-file",
    "flow/flow-error": "document",
    "flow/graft": "clipboard",
    "flow/group-fit": "operation-group",
    "flow/id-list": "operation",
    "flow/incoming": "clipboard",
    "flow/reference": "environment",
    "flow/sheet": "form",
    "flow/text-container": "entry-text",
    "flow/text-layout": "entry-text",
    "flow/text-token": "entry-text",
    "host/admin": "flow-api",
    "host/host": "flow-api",
    "host/press-log": "traffic",
    "json/date": "convert",
    "json/decimal": "number",
    "json/key": "value",
    "json/text": "convert",
    "net/http-peer": "ws-server",
    "net/io-loop": "io-timers",
    "net/socket": "ws-server",
    "net/ws": "ws-server",
    "nodes/debug-status": "debug",
    "nodes/link-source": "link",
    "nodes/tls-check": "tls-config",
    "nodes/tls-service": "tls-config",
    "nodes/websocket": "websocket-client",
    "runtime/date-format": "typed-value",
    "runtime/deploy-plan": "engine",
    "schema/property": "node-type",
    "schema/registry": "node-type",
}
# Their types are all held to the laws of tests/nodes/test-all-types.c.
NODE_TYPE = re.compile(r"nodes/weir-node-[a-z-]+\.c$")


def tracked(top):
    for part in ("src", "tests", "data", ".ci"):
        for path in sorted((top / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def leading_parts(stem):
    """x-y-z, x-y, x"""
    words = stem.split("-")
    return ["-".join(words[:n]) for n in range(len(words), 0, -1)]


def find_test(top, layer, stem):
    """The test of a file, by its name or by the table; None when there is none."""
    for part in leading_parts(stem):
        name = COVERED_BY.get(f"{layer}/{part}", part)
        test = top / "tests" / layer / f"test-{name}.c"
        if test.exists():
            return test
    return None


def stale_rows(top):
    """Rows of the table that name a test or a file that is gone."""
    for row, test in COVERED_BY.items():
        layer, stem = row.split("/")
        if not (top / "tests" / layer / f"test-{test}.c").exists():
            yield f"tests/lint/check-files.py: {row}: no tests/{layer}/test-{test}.c"
        if not any((top / "src" / layer).rglob(f"*{stem}*.c")):
            yield f"tests/lint/check-files.py: {row}: no such file"


def main(top):
    bad = list(stale_rows(top))
    builds = {p.parent: p.read_text() for p in (top / "src").rglob("meson.build")}
    potfiles = (top / "po" / "POTFILES.in").read_text().split()
    for path in tracked(top):
        name = path.relative_to(top)
        script = not path.suffix and path.name in {"run", "dev"}
        spdx = SPDX_METAINFO if ".metainfo." in path.name else SPDX
        if (path.suffix in CODE or script) and spdx not in path.read_text()[:400]:
            bad.append(f"{name}: no SPDX lines")
        if path.suffix not in {".c", ".h"} or name.parts[0] != "src":
            continue
        text = path.read_text()
        if re.search(r'\bN?_ \(\s*"', text) and str(name) not in potfiles:
            bad.append(f"{name}: has texts for people, but is not in po/POTFILES.in")
        if path.suffix == ".h":
            continue
        listed = builds.get(path.parent, "")
        if path.name not in listed and path.stem.removeprefix("weir-node-") not in listed:
            bad.append(f"{name}: in no meson.build")
        layer = name.parts[1]
        stem = path.stem.removeprefix("weir-").removeprefix("cli-")
        if not find_test(top, layer, stem) and not NODE_TYPE.search(str(name)):
            bad.append(f"{name}: no tests/{layer}/test-{stem}.c")
    if potfiles != sorted(potfiles):
        bad.append("po/POTFILES.in: not sorted")
    for name in potfiles:
        if not (top / name).exists():
            bad.append(f"po/POTFILES.in: {name}: no such file")
    print("\n".join(bad), end="\n" if bad else "")
    return 1 if bad else 0


sys.exit(main(pathlib.Path(sys.argv[1])))
