"""Images: what captions say of their pictures."""
