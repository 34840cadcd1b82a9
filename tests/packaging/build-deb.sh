#!/bin/sh
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: build-deb.sh FOLDER
#
# Builds the Debian packages into FOLDER from a copy of what git knows, with
# data/debian where Debian looks for it, and lets lintian judge them.

set -eu
cd "$(dirname "$0")/../.."
mkdir -p "$1"
folder=$(realpath "$1")

rm -rf "$folder/weir" "$folder"/*.deb "$folder"/*.changes "$folder"/*.buildinfo
mkdir "$folder/weir"
git ls-files -z --cached --others --exclude-standard |
  tar -c --null --files-from=- --ignore-failed-read | tar -x -C "$folder/weir"
cp -r data/debian "$folder/weir/debian"

# debhelper gives the build an empty home; the compiler's cache is elsewhere. The
# tests are for ./dev test, unless they are asked for by DEB_BUILD_OPTIONS.
if command -v ccache >/dev/null; then
  CCACHE_DIR=$(ccache --get-config cache_dir)
  export CCACHE_DIR
fi
export DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS-nocheck}"
(cd "$folder/weir" && dpkg-buildpackage --build=binary --no-sign --no-check-builddeps)

# --allow-root: a container has nobody else.
lintian --allow-root --fail-on=error,warning --profile=debian \
  --suppress-tags=initial-upload-closes-no-bugs "$folder"/*.changes
