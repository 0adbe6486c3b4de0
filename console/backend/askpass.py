"""What ssh runs as SSH_ASKPASS: hands the question to the console that started ssh, and prints the answer.

A program of its own (``python -I askpass.py PROMPT``), standard library only. The console listens on a socket in a folder that only its user may
enter; the token tells it which of its ssh processes is asking. Exit status 1 means: no answer.
"""

from __future__ import annotations

import json
import os
import socket
import sys


def main() -> int:
    """Ask; returns the exit status."""
    question = {
        "token": os.environ.get("VIRTDECK_ASKPASS_TOKEN", ""),
        "prompt": sys.argv[1] if len(sys.argv) > 1 else "",
        "hint": os.environ.get("SSH_ASKPASS_PROMPT", ""),  # ssh(1): "confirm" or "none", else a secret is wanted
    }
    try:
        with socket.socket(socket.AF_UNIX) as console:
            console.connect(os.environ["VIRTDECK_ASKPASS_SOCKET"])
            console.sendall(json.dumps(question).encode() + b"\n")
            reply = b""
            while chunk := console.recv(65536):
                reply += chunk
        answer = json.loads(reply)["answer"]
    except (OSError, ValueError, KeyError):
        return 1
    if answer is None:
        return 1
    sys.stdout.write(answer + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
