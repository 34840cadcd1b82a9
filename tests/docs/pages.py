# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads pages of the documentation, for the checks beside this file.

A fenced block may have a mark on the line above it:

    <!-- file: NAME -->            the block is the contents of a file
    <!-- run: exit=1 -->           its exit status, if not 0
    <!-- run: needs WORD -->       not run without this program, command or option
    <!-- run: no, REASON -->       can't be run in a test
"""
import dataclasses
import re

FENCE = re.compile(r"^( *)```(\w*)\s*$")
MARK = re.compile(r"^\s*<!-- (file|run): (.*?) -->\s*$")
HEADING = re.compile(r"^(#{1,6}) (.*)$")


@dataclasses.dataclass
class Block:
    page: str
    line: int
    language: str
    text: str
    file: str = ""  # the file it is
    needs: str = ""
    skip: str = ""  # why it is not run
    status: int = 0


def read_mark(block, kind, value):
    if kind == "file":
        block.file = value
        return
    for part in value.split(", "):
        if part == "no":
            block.skip = value.removeprefix("no, ")
            return
        if part.startswith("exit="):
            block.status = int(part.removeprefix("exit="))
        elif part.startswith("needs "):
            block.needs = part.removeprefix("needs ")
        else:
            raise ValueError(f"{block.page}:{block.line}: no such mark: {part}")


def read_blocks(name, text):
    """The fenced blocks of a page."""
    lines = text.splitlines()
    blocks = []
    at = 0
    while at < len(lines):
        fence = FENCE.match(lines[at])
        if not fence:
            at += 1
            continue
        indent, language = fence.groups()
        end = at + 1
        while not (FENCE.match(lines[end]) and not FENCE.match(lines[end]).group(2)):
            end += 1
        body = [line.removeprefix(indent) for line in lines[at + 1 : end]]
        block = Block(name, at + 1, language, "\n".join(body) + "\n")
        mark = MARK.match(lines[at - 1]) if at > 0 else None
        if mark:
            read_mark(block, *mark.groups())
        blocks.append(block)
        at = end + 1
    return blocks


def without_code(text):
    """The page without its blocks, comments and code in lines; lines stay lines."""
    text = re.sub(r"<!--.*?-->", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)
    text = re.sub(
        r"^( *)```.*?^ *```\s*?$",
        lambda m: "\n" * m[0].count("\n"),
        text,
        flags=re.S | re.M,
    )
    return re.sub(r"`[^`\n]*`", "", text)


def anchor(heading):
    """As weir_markdown_dup_anchor() makes it."""
    plain = re.sub(r"[`*]", "", heading).lower()
    return re.sub(r"[^0-9a-z\u0080-\U0010ffff]+", "-", plain).strip("-")


def anchors(text):
    fenced = re.sub(r"^ *```.*?^ *```\s*?$", "", text, flags=re.S | re.M)
    return {anchor(m[2]) for line in fenced.splitlines() if (m := HEADING.match(line))}
