"""The bare limit of a push, run as a program: batches over HTTP into one table, synced, answered.

`python raw_central.py FILE HEXKEY` prints the port it listens on. The body is what a window would
send, its signature and envelope left out: a JSON list of `[raw, private]` in base64.
"""

import json
import sys
from base64 import b64decode
from http.server import BaseHTTPRequestHandler, HTTPServer

from sqlcipher3 import dbapi2


def main() -> None:
    conn = dbapi2.connect(sys.argv[1], isolation_level=None)
    for line in (f"key=\"x'{sys.argv[2]}'\"", "journal_mode=WAL", "synchronous=FULL"):
        conn.execute(f"PRAGMA {line}")
    conn.execute("CREATE TABLE held (seq INTEGER PRIMARY KEY, raw BLOB, private BLOB)")

    class Receiver(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            rows = [(b64decode(raw), b64decode(private)) for raw, private in body]
            conn.execute("BEGIN IMMEDIATE")
            conn.executemany("INSERT INTO held (raw, private) VALUES (?, ?)", rows)
            conn.execute("COMMIT")
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_words: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
