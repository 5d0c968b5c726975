"""Tables of places made into the index that onrecord looks names up in."""
