# shellcheck shell=bash
# What ./run and ./check share: packages, configuration, build. Sourced, not run; expects $root to be the repository.
# Everything is quiet when there is nothing to do; a failure shows the end of its log and says what to do.

: "${root:?}"
logs="$root/build/logs"
onTerminal=false
[[ -t 1 ]] && onTerminal=true

die() {
    printf '\n%s\n' "$1" >&2
    shift
    [[ $# -eq 0 ]] || printf '%s\n' "$@" >&2
    exit 1
}

# step TITLE LOG COMMAND...: runs the command with its output in LOG. A step over within two seconds leaves no line;
# a longer one shows how far it is (on a terminal all the time, elsewhere once a minute). Returns the command's status.
step() {
    local title=$1 log=$2 started=$SECONDS ticker status=0
    shift 2
    mkdir -p "$(dirname "$log")"
    : >"$log"
    tick "$title" "$log" &
    ticker=$!
    "$@" >"$log" 2>&1 </dev/null || status=$?
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    $onTerminal && printf '\r\033[K'
    if ((SECONDS - started > 2)) && ((status == 0)); then
        printf '%s: done in %s\n' "$title" "$(duration $((SECONDS - started)))"
    fi
    return "$status"
}

tick() {
    local title=$1 log=$2 started=$SECONDS pause=60 last width=1000
    trap 'kill $! 2>/dev/null; exit 0' TERM
    if $onTerminal; then
        pause=1
        width=$(tput cols 2>/dev/null || echo 80)
    fi
    while true; do
        sleep "$pause" >/dev/null 2>&1 &
        wait $!
        last=$(tail -n 1 "$log" 2>/dev/null | tr -d '\r' | cut -c "1-$((width - 40))") || last=
        if $onTerminal; then
            printf '\r\033[K%s: %s  %s' "$title" "$(duration $((SECONDS - started)))" "$last"
        else
            printf '%s: %s so far  %s\n' "$title" "$(duration $((SECONDS - started)))" "$last"
        fi
    done
}

duration() {
    if (($1 < 60)); then echo "$1 s"; else echo "$(($1 / 60)) min $(($1 % 60)) s"; fi
}

# The packages of the list that this machine should have, one a line.
wantedPackages() {
    local release name condition
    # Debian's testing and unstable have no number: they are newer than every release.
    release=$(. /etc/os-release && echo "${VERSION_ID:-99}")
    release=${release%%.*}
    while read -r name condition _; do
        [[ -z $name || $name == \#* ]] && continue
        case $condition in
        '') ;;
        wayland) [[ -n ${WAYLAND_DISPLAY:-} && -z ${DISPLAY:-} ]] || continue ;;
        *+) ((release >= ${condition%+})) || continue ;;
        *) die "packaging/linux/debian-packages.txt: $name has the unknown condition \"$condition\"." ;;
        esac
        echo "$name"
    done <"$root/packaging/linux/debian-packages.txt"
}

installPackages() {
    local wanted missing log="$logs/packages.log" asRoot=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        die "This script installs what it needs from Debian's packages, and this is no Debian system." \
            "Install the libraries named in docs/dependencies.md, then:" \
            "  cmake --preset release && cmake --build --preset release"
    fi
    mapfile -t wanted < <(wantedPackages)
    mapfile -t missing < <(comm -23 <(printf '%s\n' "${wanted[@]}" | sort) <(dpkg-query -W \
        -f='${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/ installed$//p' | sort))
    ((${#missing[@]})) || return 0

    if ((EUID != 0)); then
        command -v sudo >/dev/null || die "Some packages are missing, and installing them needs root. As root, run:" \
            "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" "then start this again."
        echo "Missing packages: ${missing[*]}"
        # Asks for the password now, where it can be seen; without a terminal it must do without one.
        if [[ -t 0 ]]; then sudo true; else sudo -n true; fi || die "sudo did not let this through. As root, run:" \
            "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" "then start this again."
        asRoot=(sudo)
    fi
    local count=${#missing[@]}
    if ! step "Installing packages ($count)" "$log" aptInstall "${missing[@]}"; then
        tail -n 15 "$log" >&2
        die "Installing packages failed (all of it: $log)." \
            "Check the network and /etc/apt/sources.list; an installation that was cut off is finished with" \
            "  dpkg --configure -a && apt-get -f install" "Then start this again."
    fi
}

aptInstall() (
    local apt=(apt-get -y -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    # The system's files must be readable by everyone, whatever the umask of who builds.
    umask 022
    "${asRoot[@]}" env DEBIAN_FRONTEND=noninteractive "${apt[@]}" update &&
        "${asRoot[@]}" env DEBIAN_FRONTEND=noninteractive "${apt[@]}" install --no-install-recommends "$@"
)

prepareCache() {
    local cache=${CCACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/ccache}
    if ! mkdir -p "$cache" 2>/dev/null || [[ ! -w $cache ]]; then
        export CCACHE_DIR="$root/build/ccache"
    fi
}

# As many compilers as there are processors and memory for: a file that includes LibTorch takes up to 1.5 GB.
jobCount() {
    local processors memory
    processors=$(nproc)
    memory=$(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB$/\1/p' /proc/meminfo) / 1500000))
    ((memory < 1)) && memory=1
    echo $((processors < memory ? processors : memory))
}

# build PRESET [TARGET...]
build() {
    local preset=$1 folder="$root/build/$1" log fresh=() home
    shift
    prepareCache
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$folder/CMakeCache.txt" 2>/dev/null || true)
    if [[ ! -f $folder/build.ninja || $home != "$root" || $root/CMakePresets.json -nt $folder/build.ninja ]]; then
        log="$logs/configure-$preset.log"
        # A cache made elsewhere (the folder was moved or copied) is of no use here.
        [[ -n $home && $home != "$root" ]] && fresh=(--fresh)
        if ! (cd "$root" && step "Configuring" "$log" cmake --preset "$preset" "${fresh[@]}"); then
            tail -n 25 "$log" >&2
            die "Configuring failed (all of it: $log)." \
                "If packages were upgraded since the last build, start afresh:  rm -rf \"$folder\"" \
                "and run this again."
        fi
        touch "$folder/build.ninja"
    fi
    log="$logs/build-$preset.log"
    if ! step "Building ($preset)" "$log" ninja -C "$folder" -j "$(jobCount)" "$@"; then
        grep -E -m 8 'error:|FAILED:|undefined reference|No space left|Killed' "$log" >&2 || tail -n 25 "$log" >&2
        die "Building failed (all of it: $log)." \
            "Out of memory shows as \"Killed\" above: close other programs and run this again; what is built is kept." \
            "If packages were upgraded since the last build, start afresh:  rm -rf \"$folder\""
    fi
}
