"""The window's end of the exchange: asks the central what it holds, sends the rest, takes the feed."""
