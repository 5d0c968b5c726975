"""Whether a file lies on a network drive."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

NETWORK: Final = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afpfs",
        "afs",
        "9p",
        "ncpfs",
        "webdav",
        "davfs",
        "ceph",
        "glusterfs",
        "lustre",
        "gfs2",
        "ocfs2",
        "beegfs",
        "orangefs",
        "sshfs",
        "fuse.sshfs",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.rclone",
        "fuse.glusterfs",
        "fuse.ceph",
        "fuse.s3fs",
        "fuse.gcsfuse",
        "fuse.smbnetfs",
    ]
)
"""Kinds of file systems that lie on other machines, as Linux and macOS name them."""


class Volume(NamedTuple):
    """Where a file system is mounted, and of what kind it is."""

    mountpoint: str
    kind: str


def network_drive(path: Path, volumes: Iterable[Volume] | None = None) -> str | None:
    """The kind of network drive that `path` lies on, or would lie on; None where it is a disk of this machine.

    `volumes` are those mounted; None asks the system.
    """
    place = os.path.realpath(path)
    inside = [
        volume
        for volume in (_mounted() if volumes is None else volumes)
        if place == volume.mountpoint or place.startswith(volume.mountpoint.rstrip("/") + "/")
    ]
    if not inside:
        return None
    # The last of those mounted on one place hides the others.
    innermost = max(enumerate(inside), key=lambda pair: (len(pair[1].mountpoint), pair[0]))[1]
    return innermost.kind if innermost.kind.lower() in NETWORK else None


def _mounted() -> list[Volume]:
    import psutil

    return [Volume(part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)]
