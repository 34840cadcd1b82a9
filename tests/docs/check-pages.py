#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that the documentation says what is so.

usage: check-pages.py TOP WEIR-CLI MADE…

MADE are the pages that weir-cli makes, and all pages for browsers. Links and pictures are there; the help names
buttons, shortcuts and options as the program does; every problem and every node type
has its place. Prints TAP.
"""
import html.parser
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

from pages import anchors, read_blocks, without_code

LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
# Pictures are part of the program.
MAX_PICTURE_BYTES = 150_000
MAX_PICTURES_BYTES = 700_000
MAX_COLUMNS = 78
MODIFIERS = {"<Control>": "Ctrl+", "<Shift>": "Shift+", "<Alt>": "Alt+"}
KEY_NAMES = {"space": "Space", "question": "?", "comma": ","}


class Pages:
    def __init__(self, top, program, made):
        self.top = top
        self.program = program
        self.help = {p.name: p for p in sorted((top / "data" / "help").glob("*.md"))}
        del self.help["causes.md"]  # a part of problems.md
        self.help |= {p.name: p for p in made if p.suffix == ".md"}
        self.browser = {p.name: p.read_text() for p in made if p.suffix == ".html"}
        source = top / "src"
        self.others = [top / "README.md", *sorted(source.glob("*.md"))]
        self.others += sorted((source / "decisions").glob("*.md"))
        self.text = {n: p.read_text() for n, p in self.help.items()}
        self.plain = {n: without_code(t) for n, t in self.text.items()}

    def call(self, *arguments):
        return subprocess.run(
            [self.program, *arguments], capture_output=True, text=True, check=True
        ).stdout


def check_links(pages):
    """Links between pages lead to a page, and to a heading in it."""
    for name, text in pages.plain.items():
        for picture, _, target in LINK.findall(text):
            if picture or target.startswith("https://"):
                continue
            page, _, place = target.partition("#")
            page = page or name
            if page not in pages.text:
                yield f"{name}: there is no page {page}"
            elif place and place not in anchors(pages.text[page]):
                yield f"{name}: {page} has no heading #{place}"


def check_contexts(pages):
    """What F1 leads to is there."""
    path = pages.top / "src" / "editor" / "help" / "weir-help-context.c"
    targets = re.findall(r'"([a-z-]+\.md)(?:#([a-z-]+))?"', path.read_text())
    for page, place in targets:
        if page not in pages.text or (place and place not in anchors(pages.text[page])):
            yield f"{path.name}: there is no {page}#{place}"
    if len(targets) < 10:
        yield f"{path.name}: found only {len(targets)} targets"


def check_reachable(pages):
    """One can get to every page from the first."""
    seen, waiting = set(), ["index.md"]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in pages.plain:
            continue
        seen.add(name)
        targets = LINK.findall(pages.plain[name])
        waiting += [t.partition("#")[0] for p, _, t in targets if not p]
    for name in sorted(set(pages.help) - seen):
        yield f"nothing leads to {name}"


def check_other_links(pages):
    """Links of README and of the notes in src lead to files that are there."""
    for path in pages.others:
        for _, _, target in LINK.findall(without_code(path.read_text())):
            file = target.partition("#")[0]
            if "://" in target or not file:
                continue
            if not (path.parent / file).exists():
                yield f"{path.name}: there is no {target}"


def check_pictures(pages):
    """Pictures are there, have words, are small, and are used."""
    used = {}
    folder = pages.top / "data" / "help"
    for name, text in pages.plain.items():
        for picture, words, target in LINK.findall(text):
            if picture:
                used[target] = name
                if len(words) < 10:
                    yield f"{name}: {target} has no words for those who can't see it"
    for target, name in used.items():
        if not (folder / target).exists():
            yield f"{name}: there is no {target}"
    sizes = {p.name: p.stat().st_size for p in (folder / "pictures").iterdir()}
    for name, size in sizes.items():
        if f"pictures/{name}" not in used:
            yield f"no page shows pictures/{name}"
        if size > MAX_PICTURE_BYTES:
            yield f"pictures/{name} has {size} bytes; {MAX_PICTURE_BYTES} are enough"
    if sum(sizes.values()) > MAX_PICTURES_BYTES:
        yield f"pictures have {sum(sizes.values())} bytes"


def check_resource(pages):
    """All pages and pictures are part of the editor, and nothing else is."""
    path = pages.top / "src" / "editor" / "help" / "weir-help.gresource.xml"
    listed = {file.text for file in ET.parse(path).iter("file")}
    folder = pages.top / "data" / "help"
    there = set(pages.help)
    there |= {f"pictures/{p.name}" for p in (folder / "pictures").iterdir()}
    for name in sorted(listed ^ there):
        yield f"{path.name} and data/help differ by {name}"


def check_problems(pages):
    """Every code has its place, and every cause is about a code."""
    source = (pages.top / "src" / "schema" / "weir-problem.c").read_text()
    codes = re.findall(r'^  \{ "([A-Z]\d{3})"', source, re.M)
    causes = (pages.top / "data" / "help" / "causes.md").read_text()
    there = anchors(pages.text["problems.md"])
    for code in codes:
        if code.lower() not in there:
            yield f"problems.md has no {code}"
    for code in re.findall(r"^## (.*)$", causes, re.M):
        if code not in codes:
            yield f"causes.md: there is no {code}"
    if len(codes) < 90:
        yield f"found only {len(codes)} codes"


def check_flows(pages):
    """Files that pages show are those in data/help/flows, where there are such."""
    for name, text in pages.text.items():
        for block in read_blocks(name, text):
            path = pages.top / "data" / "help" / "flows" / block.file
            if block.file and path.exists() and path.read_text() != block.text:
                yield f"{name}:{block.line}: differs from {path.name}"


def check_widths(pages):
    """Commands fit the window of the help."""
    for name, text in pages.text.items():
        for block in read_blocks(name, text):
            lines = block.text.splitlines()
            if block.language == "console":
                lines = [line for line in lines if line.startswith(("$ ", "> "))]
            for line in lines:
                if len(line) > MAX_COLUMNS:
                    yield f"{name}:{block.line}: too long: {line}"


def check_nodes(pages):
    """Every node type has its place."""
    there = anchors(pages.text["nodes.md"])
    types = re.findall(r'"type":"([^"]+)","category"', pages.call("nodes", "--json"))
    for name in types:
        if name.replace(" ", "-") not in there:
            yield f"nodes.md has no {name}"
    if len(types) < 10:
        yield f"found only {len(types)} types"


def check_options(pages):
    """Options of weir-cli that pages name are there."""
    commands = re.findall(r"^  ([a-z]+) ", pages.call("help"), re.M)
    known = set()
    for command in ["", *(c for c in commands if c != "help")]:
        known |= set(re.findall(r"--[a-z][a-z-]+", pages.call("help", *command.split())))
    for name, text in pages.text.items():
        lines = [m for m in re.findall(r"`(--[^`]*)`", text)]
        lines += re.findall(r"`(weir-cli [^`]*)`", text)
        for block in read_blocks(name, text):
            if block.language not in ("sh", "console") or block.skip or block.needs:
                continue
            lines += [x for x in block.text.splitlines() if "weir-cli" in x]
        for option in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", " ".join(lines)))):
            if option not in known:
                yield f"{name}: weir-cli has no {option}"


def read_keys(accelerator):
    for modifier, short in MODIFIERS.items():
        accelerator = accelerator.replace(modifier, short)
    parts = accelerator.split("+")
    key = KEY_NAMES.get(parts[-1], parts[-1])
    parts[-1] = key.upper() if len(key) == 1 else key
    return "+".join(parts)


def check_shortcuts(pages):
    """The handbook's table has the keys of the shortcuts window."""
    path = pages.top / "src" / "editor" / "window" / "help-overlay.ui"
    keys = {}
    for shortcut in ET.parse(path).iter("object"):
        if shortcut.get("class") == "GtkShortcutsShortcut":
            values = {p.get("name"): p.text for p in shortcut.iter("property")}
            words = values["accelerator"].split()
            keys[values["title"]] = ", ".join(read_keys(w) for w in words)
    section = pages.text["editor.md"].partition("## Keyboard shortcuts")[2]
    rows = re.findall(r"^\| (.*?) \| (.*?) \|$", section, re.M)[1:]
    for shown, title in rows:
        if keys.get(title) != shown:
            yield f"editor.md: {title}: {shown}, but it is {keys.get(title)}"
    if len(rows) < 20:
        yield f"editor.md: found only {len(rows)} shortcuts"


def read_interface(top):
    """All texts of the interface, without mnemonics."""
    texts = set()
    for path in (top / "src").rglob("*"):
        if path.suffix == ".ui":
            texts |= {e.text for e in ET.parse(path).iter() if e.text}
        elif path.suffix == ".c":
            source = re.sub(r'"\s*\n\s*"', "", path.read_text())
            texts |= set(re.findall(r'"((?:[^"\\]|\\.)*)"', source))
    return {t.replace("_", "").removesuffix("…") for t in texts}


def check_names(pages):
    """What the help has in italics with a capital is a text of the interface."""
    texts = read_interface(pages.top)
    causes = (pages.top / "data" / "help" / "causes.md").read_text()
    plain = pages.plain | {"causes.md": without_code(causes)}
    for name in sorted(set(plain) - {"nodes.md", "problems.md"}):
        text = re.sub(r"\n(?!\n)", " ", plain[name].replace("**", ""))
        for words in re.findall(r"\*([A-Z][^*\n]*?)\*", text):
            words = re.sub(r" +", " ", words)
            parts = [words, *words.split(": ")]
            if not any(p.removesuffix("…") in texts for p in parts):
                yield f"{name}: the program says “{words}” nowhere"


class Outline(html.parser.HTMLParser):
    """What links lead to, what is open, and what was closed out of turn."""

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.ids, self.links = [], [], set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids.add(values.get("id"))
        self.links |= {values.get("href"), values.get("src")} - {None}
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def check_browser(pages):
    """Each page is there for browsers, sound, with links that lead somewhere."""
    outlines = {n: Outline(t) for n, t in pages.browser.items()}
    for name in pages.help:
        if name.replace(".md", ".html") not in outlines:
            yield f"{name} is not there for browsers"
    for name, outline in outlines.items():
        if outline.wrong or outline.open:
            yield f"{name}: {outline.wrong} {outline.open} don't match"
        for link in outline.links:
            page, _, place = link.partition("#")
            page = page or name
            if link.startswith(("https://", "pictures/")):
                continue
            if page not in outlines or (place and place not in outlines[page].ids):
                yield f"{name}: {link} leads nowhere"


CHECKS = [
    check_browser,
    check_links,
    check_contexts,
    check_reachable,
    check_other_links,
    check_pictures,
    check_resource,
    check_problems,
    check_nodes,
    check_flows,
    check_widths,
    check_options,
    check_shortcuts,
    check_names,
]


def main(top, program, made):
    pages = Pages(pathlib.Path(top), program, [pathlib.Path(p) for p in made])
    failed = 0
    print(f"1..{len(CHECKS)}")
    for number, check in enumerate(CHECKS, 1):
        wrong = list(check(pages))
        failed += bool(wrong)
        for line in wrong:
            print("# " + line)
        print(f"{'not ok' if wrong else 'ok'} {number} - {check.__doc__}")
    return int(failed > 0)


sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
