#!/usr/bin/env python3
"""A receiver as the documentation of OpenMetadata describes it: verify_signature is its code.

python3 openmetadata-receiver.py 8001 your-hmac-secret-key
"""
import hmac
import hashlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def verify_signature(payload, signature, secret_key):
    expected = hmac.new(
        secret_key.encode('utf-8'),
        payload.encode('utf-8'),
        hashlib.sha256
    ).hexdigest()
    return hmac.compare_digest(f"sha256={expected}", signature)


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        payload = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
        verified = all(
            verify_signature(payload, self.headers.get(name, ""), sys.argv[2])
            for name in ("X-OpenMetadata-Signature", "X-OM-Signature")
        )
        print("verified:" if verified else "refused:", payload, flush=True)
        self.send_response(200 if verified else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_PUT = do_POST

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver)
    print("listening on port", server.server_port, flush=True)
    server.serve_forever()
