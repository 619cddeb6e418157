#!/usr/bin/env bash
# Packs what inference_check needs to be built on a machine that has a compiler, CMake and LibTorch but none of Debian's
# packages (a rented GPU machine, say): the sources and the small libraries, taken from this Debian machine.
#
#   tests/inference_check/bundle.sh OUT.tar.gz
#
# There:  tar xf OUT.tar.gz && cmake -S vidimus -B build -DVIDIMUS_ONLY_INFERENCE=ON -DCMAKE_BUILD_TYPE=Release \
#             -DCMAKE_PREFIX_PATH="$PWD/vidimus/deps;$(python3 -c 'import torch; print(torch.utils.cmake_prefix_path)')/../.."
#         cmake --build build -j && build/bin/inference_check --device cuda vidimus/tests/data/reference
# A LibTorch of the old C++ ABI (Python wheels before 2.6) also wants -DCMAKE_CXX_FLAGS=-D_GLIBCXX_USE_CXX11_ABI=0.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
out=${1:?usage: bundle.sh OUT.tar.gz}

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
tree="$staging/vidimus"
mkdir -p "$tree/deps/include" "$tree/deps/lib"
(cd "$root" && git ls-files -z CMakeLists.txt cmake core tests/golden tests/inference_check tests/data/reference |
    tar -c --null -T - ) | tar -x -C "$tree"

library() { # library NAME.a: the static one, so that nothing has to be installed there
    local file
    file=$(find /usr/lib -name "$1" -print -quit)
    [[ -n $file ]] || { echo "bundle.sh: $1 is not installed; run ./run --build-only first" >&2; exit 1; }
    cp "$file" "$tree/deps/lib/"
}
library libutf8proc.a
library libz.a
cp /usr/include/{utf8proc.h,zlib.h,zconf.h,xxhash.h} "$tree/deps/include/" 2>/dev/null ||
    cp /usr/include/{utf8proc.h,zlib.h,xxhash.h} /usr/include/*/zconf.h "$tree/deps/include/"
cp -r /usr/include/nlohmann /usr/include/tl "$tree/deps/include/"
mkdir -p "$tree/deps/share/cmake"
cp -r /usr/share/cmake/{nlohmann_json,tl-expected} "$tree/deps/share/cmake/" 2>/dev/null || true

tar -czf "$out" -C "$staging" vidimus
echo "$out: $(du -h "$out" | cut -f1)"
