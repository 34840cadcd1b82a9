#!/bin/sh
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: with-display.sh [--accessibility] COMMAND...
#
# Runs COMMAND with an X server, a session bus and a home of its own, so that
# tests of the editor need no display, run side by side, and neither see nor
# change anything of the user's session. With --accessibility the bus starts
# the accessibility service, for tests that read the screen as Orca does.

set -u

accessibility=no
if [ "$1" = --accessibility ]; then
  accessibility=yes
  shift
fi

for needed in Xvfb dbus-run-session; do
  command -v $needed >/dev/null || { echo "1..0 # SKIP no $needed"; exit 0; }
done

here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d) || exit 99
server=
# The kill is for this server alone; its children are none.
finish ()
{
  [ -z "$server" ] || kill "$server" 2>/dev/null
  rm -rf "$dir"
}
trap finish EXIT
trap 'exit 143' HUP INT TERM

export HOME="$dir/home"
export XDG_CONFIG_HOME="$dir/config" XDG_DATA_HOME="$dir/data"
export XDG_STATE_HOME="$dir/state" XDG_CACHE_HOME="$dir/cache"
export XDG_RUNTIME_DIR="$dir/run"
mkdir -m 700 "$HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME" \
  "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME" "$XDG_CONFIG_HOME/gtk-4.0"

# What else would differ between machines: pictures are the same twice.
cat >"$XDG_CONFIG_HOME/gtk-4.0/settings.ini" <<END
[Settings]
gtk-enable-animations=0
gtk-cursor-blink=0
gtk-font-name=Cantarell 11
gtk-icon-theme-name=Adwaita
gtk-xft-dpi=98304
gtk-xft-antialias=1
gtk-xft-hinting=0
gtk-xft-rgba=none
END
export GDK_BACKEND=x11 GSK_RENDERER=cairo ADW_DISABLE_PORTAL=1
# Cairo needs no GL, whose drivers leak for the eyes of LeakSanitizer.
# From 4.18 on it is another variable that says so.
[ "$GSK_RENDERER" != cairo ] || export GDK_DEBUG=gl-disable GDK_DISABLE=gl
export GSETTINGS_BACKEND=memory GDK_SCALE=1 GTK_A11Y=test
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XAUTHORITY GTK_THEME \
  GTK_MODULES GTK_IM_MODULE AT_SPI_BUS_ADDRESS

# -displayfd: the server takes a free number itself. -noreset: without it the
# server starts over when its first client leaves, and drops the others.
Xvfb -displayfd 3 -screen 0 "${WEIR_TEST_SCREEN:-1280x800x24}" -dpi 96 \
  -nolisten tcp -noreset 3>"$dir/display" >/dev/null 2>&1 &
server=$!
tries=0
until [ -s "$dir/display" ]; do
  tries=$((tries + 1))
  if [ $tries -gt 400 ] || ! kill -0 "$server" 2>/dev/null; then
    echo "no X server" >&2
    exit 99
  fi
  sleep 0.05
done
DISPLAY=:$(cat "$dir/display")
export DISPLAY

config=$here/session.conf
if [ $accessibility = yes ]; then
  service=/usr/share/dbus-1/services/org.a11y.Bus.service
  [ -e "$service" ] || { echo "1..0 # SKIP no $service"; exit 0; }
  unset GTK_A11Y NO_AT_BRIDGE
  config=$dir/session.conf
  mkdir "$dir/services"
  ln -s "$service" "$dir/services"
  sed "s|<listen>|<servicedir>$dir/services</servicedir>&|" \
    "$here/session.conf" >"$config"
fi
dbus-run-session --config-file="$config" -- "$@"
