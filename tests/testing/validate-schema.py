#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say of JSON texts whether they fit a JSON Schema.

Standard input is a JSON array of texts; standard output has a line for each,
"valid" or what is wrong. Exit status 77 when python3-jsonschema isn't there or
too old for draft 2020-12.

usage: validate-schema.py SCHEMA
"""
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.stdin.buffer.read()
    sys.exit(77)


def judge(validator, text):
    try:
        error = next(validator.iter_errors(json.loads(text)), None)
    except ValueError as broken:
        return f"not JSON: {broken}"
    return "valid" if error is None else error.message[:100].replace("\n", " ")


def main(path):
    schema = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for text in json.loads(sys.stdin.buffer.read()):
        print(judge(validator, text).encode("ascii", "replace").decode())


if __name__ == "__main__":
    main(*sys.argv[1:])
