"""Forms as data: what fields there are is written in specs; one maker builds them all."""
