#!/bin/sh
# A container runs one process; packages must not start services while they are installed.
exit 101
