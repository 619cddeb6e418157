#!/bin/sh
# Runs a program as on a desktop with a screen reader: with an X server, and the accessibility bus switched on.
#     with_readers.sh AT_SPI_BUS_LAUNCHER PROGRAM [ARGUMENT...]
export QT_QPA_PLATFORM=xcb QT_ACCESSIBILITY=1 QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
exec xvfb-run -a dbus-run-session -- sh -c '
    launcher=$1
    shift
    "$launcher" --launch-immediately &
    bus=$!
    "$@"
    result=$?
    kill "$bus"
    exit "$result"' sh "$@"
