"""Starts wptserve of an outside web-platform-tests checkout, on loopback and without HTTP/2 or web sockets.

    python3 server.py DIR

None of the checkout's code is changed: what Python has dropped since it was written is put back before it is loaded.
"""
import collections
import collections.abc
import json
import os
import sys
import tempfile

for name in ("Mapping", "MutableMapping", "Sequence", "MutableSequence", "Set", "MutableSet", "Iterable", "Callable"):
    if not hasattr(collections, name):
        setattr(collections, name, getattr(collections.abc, name))

root = os.path.abspath(sys.argv[1])
sys.path.insert(0, os.path.join(root, "tools"))
import localpaths  # noqa: E402,F401
from serve import serve  # noqa: E402

CONFIG = {
    "server_host": "127.0.0.1",
    "check_subdomains": False,
    "log_level": "warning",
    "ports": {"http": [8000, 8001], "https": [8443, 8444], "ws": [], "wss": []},
    "ssl": {"type": "pregenerated"},
}

if __name__ == "__main__":
    path = os.path.join(tempfile.mkdtemp(), "config.json")
    with open(path, "w") as file:
        json.dump(CONFIG, file)
    arguments = vars(serve.get_parser().parse_args(["--config", path, "--no-h2"]))
    serve.run(**arguments)
