#!/bin/sh
# Builds @tensorflow/tfjs-node without its own download: the addon is compiled against the libtensorflow inside PyPI's
# TensorFlow wheel, which is found where a package index is, and is years newer than the one that the package asks for.
# For machines that train; nothing of the product needs it. Wants Linux, g++, python3 with pip and about 1.5 GB.
#
#   sh models/native/build-tfjs-node.sh                       # then: SEGUE_TF_BACKEND=tfjs-node npm run train -- …
#   TENSORFLOW=tensorflow==2.21.0 sh models/native/…          # the wheel that also knows CUDA
#
# All of it lies in .cache/tfjs-node; node_modules gets one link, which the next `npm ci` removes: run this again.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
place=$root/.cache/tfjs-node
version=4.22.0
napi=8
wheel=${TENSORFLOW:-tensorflow-cpu==2.21.0}

mkdir -p "$place/wheel"
cd "$place"

if [ ! -f "node_modules/node-api-headers/package.json" ]; then
  echo "1/4 unpacking @tensorflow/tfjs-node $version without its install script"
  [ -f package.json ] || echo '{"private":true}' > package.json
  npm install --ignore-scripts --no-audit --no-fund --loglevel=error "@tensorflow/tfjs-node@$version" node-api-headers
fi

if [ ! -f wheel/tensorflow/libtensorflow_cc.so.2 ]; then
  echo "2/4 fetching libtensorflow from $wheel"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest wheel "$wheel"
  python3 - wheel <<'PYTHON'
import glob, sys, zipfile
wheel = zipfile.ZipFile(glob.glob(sys.argv[1] + '/*.whl')[0])
wanted = ('tensorflow/libtensorflow', 'tensorflow/include/tensorflow/c/', 'tensorflow/include/tensorflow/core/platform/',
          'tensorflow/include/tsl/', 'tensorflow/include/xla/tsl/')
wheel.extractall(sys.argv[1], [name for name in wheel.namelist() if name.startswith(wanted)])
PYTHON
  rm wheel/*.whl
fi

echo "3/4 compiling the addon"
package=$place/node_modules/@tensorflow/tfjs-node
mkdir -p "$package/lib/napi-v$napi"
g++ -O2 -fPIC -shared -std=c++17 "-DNAPI_VERSION=$napi" \
  -I"$place/node_modules/node-api-headers/include" -I"$package" -I"$place/wheel/tensorflow/include" \
  "$package/binding/tfjs_backend.cc" "$package/binding/tfjs_binding.cc" -o "$package/lib/napi-v$napi/tfjs_binding.node" \
  -L"$place/wheel/tensorflow" -l:libtensorflow_cc.so.2 -l:libtensorflow_framework.so.2 \
  -Wl,-rpath,"$place/wheel/tensorflow"

echo "4/4 linking it beside the one TensorFlow.js that the product has"
for part in "$root"/node_modules/@tensorflow/tfjs*; do
  name=$(basename "$part")
  case $name in tfjs-node*) continue ;; esac
  rm -rf "$place/node_modules/@tensorflow/$name"
  ln -s "$part" "$place/node_modules/@tensorflow/$name"
done
rm -rf "$root/node_modules/@tensorflow/tfjs-node"
ln -s "$package" "$root/node_modules/@tensorflow/tfjs-node"

cd "$root"
exec npm run --silent doctor
