"""One use case a function: what a person at the desk can do, with every permission checked."""
