#!/bin/sh
# Runs the benchmark, the engines' suites and the compile times on this machine's GPU: ./run.sh [--libs FOLDER] [options of the benchmark]
#   --libs FOLDER   a folder with libvulkan.so.1 and what else the machine lacks
#   --out FOLDER    where bench.json, parity.json, compile.json and tunings.json go (default: here)
#   --parts LIST    of compile,bench,parity,tunings   --only LIST  candidates   --suites LIST  parts of file names   --quick
# VK_DRIVER_FILES chooses a driver; MMOE_LAB_GPU=software allows one that is not a graphics card.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
libs=
if [ "${1:-}" = --libs ]; then
  libs=$(cd "$2" && pwd)
  shift 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/app" "$work/app"
gzip -dc "$here/node.gz" >"$work/node"
gzip -dc "$here/dawn.node.gz" >"$work/app/node_modules/webgpu/dist/linux-x64/dawn.node"
chmod +x "$work/node"

path=$libs
export LD_LIBRARY_PATH="$path${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
# Node wants libstdc++; the machine's own, where it has one: its driver wants that too.
"$work/node" -v >/dev/null 2>&1 || export LD_LIBRARY_PATH="$here/lib:$LD_LIBRARY_PATH"

# Where a container keeps its driver apart, the loader does not look.
if [ -z "${VK_DRIVER_FILES:-}" ]; then
  for folder in "$libs" /usr/share/vulkan/icd.d /etc/vulkan/icd.d /usr/local/nvidia/share/vulkan/icd.d \
    /usr/local/share/vulkan/icd.d /opt/amdgpu/etc/vulkan/icd.d; do
    [ -n "$folder" ] || continue
    for file in "$folder"/*nvidia*.json "$folder"/*.json; do
      [ -f "$file" ] || continue
      VK_DRIVER_FILES=$file
      break 2
    done
  done
fi
if [ -n "${VK_DRIVER_FILES:-}" ]; then
  export VK_DRIVER_FILES VK_ICD_FILENAMES="$VK_DRIVER_FILES"
  echo "driver: $VK_DRIVER_FILES"
fi

export MMOE_LAB_GPU="${MMOE_LAB_GPU:-hardware}"
# Compile times are those of a driver that has not seen the kernels.
export __GL_SHADER_DISK_CACHE=0 MESA_SHADER_CACHE_DISABLE=true
"$work/node" "$work/app/main.js" --out "$here" "$@"
