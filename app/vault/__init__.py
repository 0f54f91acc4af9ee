"""Where a station's secrets are kept: key slots, and the openers that fit them."""
