"""Proof that an archive loses nothing: real kills, failing disks, changed bytes, many writers at once."""
