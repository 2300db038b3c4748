# Builds the app's image from its Dockerfile and unpacks it. Runs in a mount namespace of its own, so that nothing stays mounted.
# STORE: buildah's; DRIVER and LAYERS: how it keeps layers; IMPORTED and TREE: a base image and what it is made from, then nothing is
# built; ROOT: the context; TARGET: where to unpack; MACHINE: how this machine reaches its registries, lent and never part of the image.
set -eu
b() { buildah --storage-driver "$DRIVER" --root "$STORE/storage" --runroot "$STORE/run" "$@"; }

if [ -n "$IMPORTED" ]; then
  container=$(b from scratch)
  cp -a "$TREE/." "$(b mount "$container")/"
  b commit --quiet --format docker --rm "$container" "docker.io/library/$IMPORTED" > /dev/null
  exit
fi

b bud --isolation chroot --pull-never --format docker --layers="$LAYERS" --tag homeops \
  --build-arg BUILD_ARCH="$ARCH" --build-arg BUILD_VERSION="$VERSION" \
  --volume "$MACHINE:/run/machine:ro" --volume "$MACHINE/npmrc:/root/.npmrc:ro" \
  --volume "$MACHINE/apt.conf:/etc/apt/apt.conf.d/99machine:ro" --volume "$NPM_CACHE:/root/.npm/_cacache" "$ROOT" >&2
container=$(b from --pull-never homeops)
mkdir -p "$TARGET/rootfs"
cp -a "$(b mount "$container")/." "$TARGET/rootfs/"
b inspect --type image homeops > "$TARGET/image.json"
b rm "$container" > /dev/null
if [ "$LAYERS" = false ]; then b rmi --force homeops > /dev/null; fi
