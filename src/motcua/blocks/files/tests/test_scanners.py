"""The virus scanner is asked over a real socket, and its silence is never taken for a clean file."""

import io
import socketserver
import struct
import threading

import pytest

from motcua.blocks.files import api
from motcua.blocks.files.tests import planted
from motcua.kernel.errors import Fault, Refusal

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class FakeClamd(socketserver.StreamRequestHandler):
    """Speaks INSTREAM as clamd does: chunks with their length before them, an empty one at the end."""

    limit = 1_000_000

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        body = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            body += self.rfile.read(length)
            if len(body) > self.limit:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.wfile.write(b"stream: Eicar-Signature FOUND\0" if EICAR in body else b"stream: OK\0")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


@pytest.fixture
def clamd():
    with Server(("127.0.0.1", 0), FakeClamd) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield api.ClamdScanner(("127.0.0.1", server.server_address[1]), timeout_seconds=5)
        server.shutdown()
        thread.join()


@pytest.fixture
def scanning(clamd):
    api.use_scanner(clamd)
    yield
    api.use_scanner(None)


def test_a_clean_file_is_kept_with_the_verdict(send, scanning):
    assert send("a.png", planted.picture()).checked == "clamd: clean"


def test_a_file_with_a_virus_is_refused(send, scanning, folder):
    infected = planted.pdf(
        lambda document: document.Root.__setattr__("X", document.make_indirect(document.make_stream(EICAR))), compress_streams=False
    )
    with pytest.raises(Refusal) as refused:
        send("a.pdf", infected)
    assert refused.value.code == "file_virus"
    assert "Eicar-Signature" in str(refused.value)
    assert list(folder.glob("??/??/*")) == []


def test_many_chunks_are_sent_whole(clamd):
    assert clamd.scan(io.BytesIO(bytes(500_000) + EICAR)).threat == "Eicar-Signature"
    assert clamd.scan(io.BytesIO(bytes(500_000))).scanned


def test_a_scanner_that_gives_up_or_is_away_is_a_fault(clamd, send):
    with pytest.raises(Fault, match="size limit"):
        clamd.scan(io.BytesIO(bytes(1_000_001)))
    api.use_scanner(api.ClamdScanner("/nonexistent/clamd.sock", timeout_seconds=1))
    try:
        with pytest.raises(Fault, match="cannot be reached"):
            send("a.png", planted.picture())
    finally:
        api.use_scanner(None)
