#!/bin/bash
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: check.sh FOLDER
#
# Builds the manifest, tests included, installs it for this user into FOLDER alone,
# and uses it as people would: the headless program with a file that the document
# portal grants, a port served to the outside, the editor started by the bus, and a
# picture of it. The runtime comes from Flathub, or, where that is out of reach, is
# made of Debian packages by local-runtime.sh; the manifest is the same.

set -euo pipefail

id=io.github.weirflow.Weir
path=/io/github/weirflow/Weir

fail ()
{
  echo "flatpak: $*" >&2
  exit 1
}

run ()
{
  flatpak run --user --die-with-parent --file-forwarding --command=weir-cli $id "$@"
}

# --- Inside of a session of its own -------------------------------------------------

check_headless ()
{
  run --version
  run check --quiet @@ "$work/echo.json" @@ ||
    fail "weir-cli can't read a flow the portal grants"
  if run check --quiet "$work/echo.json" 2>/dev/null; then
    fail "weir-cli reads what nobody granted"
  fi
  echo "flatpak: weir-cli reads the flow it was given, and no other"
}

check_port ()
{
  run run --port=0 --admin --format=json --exit-after=30 @@ "$work/echo.json" @@ \
    >"$work/run.ndjson" &
  runner=$!
  port=
  for _ in $(seq 100); do
    port=$(sed -n 's/.*"event":"ready".*"port":\([0-9]*\).*/\1/p' "$work/run.ndjson")
    [ -z "$port" ] || break
    sleep 0.1
  done
  [ -n "$port" ] || fail "weir-cli did not get ready"
  curl -sf "http://127.0.0.1:$port/flows" | grep -q websocket-listener ||
    fail "what weir-cli serves does not come out of the sandbox"
  flatpak kill $id
  wait "$runner" || true
  echo "flatpak: a port opened inside is served outside"
}

check_editor ()
{
  gdbus call --session --dest $id --object-path $path \
    --method org.freedesktop.Application.Activate '{}' >/dev/null
  timeout 30 xdotool search --sync --onlyvisible --name '^Weir$' >/dev/null
  gdbus call --session --dest $id --object-path $path/window/1 \
    --method org.gtk.Actions.Activate open-example "[<'echo'>]" '{}' >/dev/null
  gdbus call --session --dest $id --object-path $path/window/1 \
    --method org.gtk.Actions.Activate run '[]' '{}' >/dev/null
  timeout 30 xdotool search --sync --onlyvisible --name '^echo' >/dev/null
  sleep 3
  import -window root "$work/editor.png"
  flatpak kill $id
  echo "flatpak: the bus starts the editor: $work/editor.png"
}

# A file granted by the portal, as a file manager hands it over: the exported
# desktop file forwards it.
check_granted_file ()
{
  flatpak run --user --die-with-parent --file-forwarding $id @@u "file://$work/echo.json" @@ &
  editor=$!
  timeout 30 xdotool search --sync --onlyvisible --name '^echo.json$' >/dev/null
  sleep 2
  import -window root "$work/granted.png"
  # It is written in place: the same file, seen from outside.
  gdbus call --session --dest $id --object-path $path/window/1 \
    --method org.gtk.Actions.Activate add-flow '[]' '{}' >/dev/null
  gdbus call --session --dest $id --object-path $path/window/1 \
    --method org.gtk.Actions.Activate save '[]' '{}' >/dev/null
  for _ in $(seq 50); do
    cmp -s "$work/echo.json" data/examples/echo.json || break
    sleep 0.1
  done
  if cmp -s "$work/echo.json" data/examples/echo.json; then
    fail "the editor did not save a granted file"
  fi
  flatpak kill $id
  wait "$editor" || true
  echo "flatpak: the editor opens and saves a granted file: $work/granted.png"
}

if [ "${1:-}" = --inside ]; then
  work=$2
  trap 'flatpak kill $id 2>/dev/null || true' EXIT
  check_headless
  check_port
  check_editor
  check_granted_file
  exit 0
fi

# --- Building ----------------------------------------------------------------------------

cd "$(dirname "$0")/.."
mkdir -p "$1"
work=$(realpath "$1")
manifest=flatpak/$id.json
branch=$(sed -n 's/.*"runtime-version": "\(.*\)".*/\1/p' $manifest)
export FLATPAK_USER_DIR=$work/installed

has_runtime ()
{
  flatpak --user info "org.gnome.Sdk//$branch" >/dev/null 2>&1
}

if ! has_runtime && flatpak --user remote-add --if-not-exists flathub \
  https://dl.flathub.org/repo/flathub.flatpakrepo 2>/dev/null; then
  flatpak --user install -y --noninteractive flathub \
    "org.gnome.Platform//$branch" "org.gnome.Sdk//$branch" || true
fi
if ! has_runtime; then
  echo "flatpak: Flathub is out of reach; making a runtime of Debian packages"
  flatpak/local-runtime.sh "$branch" "$work/runtime" >"$work/runtime.log" 2>&1 ||
    { tail -n 20 "$work/runtime.log"; fail "the runtime can't be made"; }
fi
flatpak-builder --user --install --force-clean --ccache --state-dir="$work/state" \
  --repo="$work/repo" "$work/app" $manifest >"$work/build.log" 2>&1 ||
  { tail -n 60 "$work/build.log"; fail "the manifest does not build"; }
grep -aE '^(Ok|Fail|Skipped|Timeout): ' "$work/build.log" || true
cp data/examples/echo.json "$work/echo.json"

# The document portal mounts below the runtime folder, and only there is it
# looked for; the bus has to know the display and what Flatpak exports.
XDG_RUNTIME_DIR=/run/user/$(id -u)
export XDG_RUNTIME_DIR
if [ -e "$XDG_RUNTIME_DIR/doc/by-app" ]; then
  echo "flatpak: installed; not used here, for your session's own document portal runs"
  exit 0
fi
if [ ! -d "$XDG_RUNTIME_DIR" ]; then
  mkdir -p "$XDG_RUNTIME_DIR"
  chmod 700 "$XDG_RUNTIME_DIR"
fi
export XDG_DATA_DIRS=$FLATPAK_USER_DIR/exports/share:/usr/local/share:/usr/share
export GSK_RENDERER=cairo
exec xvfb-run -a -s '-screen 0 1280x800x24 -noreset' \
  dbus-run-session -- "$0" --inside "$work" 2>"$work/session.log"
