#!/bin/sh
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: check-data.sh BUILDDIR
#
# Fails when a desktop, a shell, man or systemd would not take what is installed
# for it: each file is given to the program that judges it.

set -u
build=$1
id=io.github.weirflow.Weir
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
status=0

complain ()
{
  echo "$*"
  status=1
}

# quiet WHAT COMMAND…: the command succeeds and says nothing.
quiet ()
{
  what=$1
  shift
  if ! said=$("$@" 2>&1) || [ -n "$said" ]; then
    complain "$what: $said"
  fi
}

# --- Desktop -------------------------------------------------------------------

check_metainfo ()
{
  # Before 1.0 AppStream did not know the tag <developer>.
  strict=
  if appstreamcli --version | grep -qE ' [1-9][0-9]*\.'; then
    strict=--strict
  fi
  # shellcheck disable=SC2086 # one word or none
  said=$(appstreamcli validate --no-net $strict "$build/data/$id.metainfo.xml" 2>&1) ||
    complain "metainfo: $said"
}

# kind NAME FILE TYPE: what a file manager takes FILE for, once it is called NAME.
kind ()
{
  cp "$2" "$scratch/$1"
  found=$(XDG_DATA_DIRS="$scratch" XDG_DATA_HOME="$scratch" \
    gio info -a standard::content-type "$scratch/$1" | sed -n 's/.*content-type: //p')
  [ "$found" = "$3" ] || complain "MIME: $1 is $found, not $3"
}

# With the desktop's own types beside ours, for they are what ours must leave alone.
check_mime ()
{
  flow=application/vnd.weir.flow+json
  mkdir -p "$scratch/mime/packages"
  cp /usr/share/mime/packages/freedesktop.org.xml "$build/data/$id.xml" \
    "$scratch/mime/packages"
  update-mime-database "$scratch/mime" >/dev/null 2>&1 || complain "MIME: not taken"
  printf '{"version": 1}\n' >"$scratch/object"
  printf '[{"id": 1, "type": "a"}, {"id": 2, "type": "b"}]\n' >"$scratch/list"
  for flow_file in data/examples/*.json; do
    case $flow_file in
      *.test.json) ;;
      *) kind flow.json "$flow_file" $flow ;;
    esac
  done
  kind no-ending data/examples/echo.json $flow
  kind package.json "$scratch/object" application/json
  kind other.json "$scratch/list" application/json
  kind echo.test.json "$scratch/object" application/vnd.weir.flow-test+json
}

quiet "desktop file" desktop-file-validate "$build/data/$id.desktop"
check_metainfo
quiet "settings" glib-compile-schemas --strict --dry-run data
check_mime
for picture in data/icons/*.svg; do
  quiet "icon" xmllint --noout "$picture"
done
sed -n 's|.*main/\(data/screenshots/[^<]*\).*|\1|p' "data/$id.metainfo.xml.in" >"$scratch/pictures"
while read -r picture; do
  [ -e "$picture" ] || complain "metainfo: there is no $picture"
done <"$scratch/pictures"

# --- Manuals, completions, units --------------------------------------------------

for page in data/man/*.[15] "$build"/data/man/*.1; do
  quiet "$page" groff -man -ww -Kutf8 -Tutf8 -z "$page"
done
quiet "bash completion" bash -n "$build/data/completions/weir-cli"
quiet "fish completion" fish -n "$build/data/completions/weir-cli.fish"
quiet "zsh completion" zsh -n "$build/data/completions/_weir-cli"

# The programs are where they were built, and the manual is not installed.
mkdir "$scratch/run" "$scratch/units"
sed "s|^ExecStart=[^ ]*|ExecStart=$(realpath "$build")/src/cli/weir-cli|" \
  "$build/data/systemd/weir@.service" >"$scratch/units/weir@.service"
cp data/systemd/weir@.socket "$scratch/units"
XDG_RUNTIME_DIR="$scratch/run" quiet "units" systemd-analyze --user --man=no \
  verify "$scratch/units/weir@.service" "$scratch/units/weir@.socket"

# --- Agreement ---------------------------------------------------------------------

version=$(sed -n "s/^  version: '\(.*\)',/\1/p" meson.build)
release=$(sed -n 's/.*<release version="\([^"]*\)".*/\1/p' "data/$id.metainfo.xml.in" | head -n 1)
package=$(sed -n '1s/^weir (\(.*\)) .*/\1/p' data/debian/changelog)
if [ "$version" != "$release" ] || [ "$version" != "$package" ]; then
  complain "versions differ: meson.build $version, metainfo $release, Debian $package"
fi

# Two packages with the same file don't install together.
twice=$(sort data/debian/*.install | uniq -d)
[ -z "$twice" ] || complain "in two Debian packages: $twice"

# What Weir may do in a sandbox is decided in one place, and this is the other.
quiet "manifest" python3 - <<'END'
import json

manifest = json.load(open("flatpak/io.github.weirflow.Weir.json"))
wanted = {
    "--share=ipc",
    "--share=network",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
}
if set(manifest["finish-args"]) != wanted:
    print("finish-args are not the five that are needed")
END

# --- Packages, when ./dev deb has built some -----------------------------------------

if command -v lintian >/dev/null && ls _b/deb/*.deb >/dev/null 2>&1; then
  quiet "lintian" lintian --allow-root --fail-on=error --profile=debian _b/deb/*.deb
fi
exit $status
