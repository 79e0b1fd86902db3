"""`python -m motcua.connectors.sandbox --port 8100`: serve the stand-ins until interrupted."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from motcua.connectors.sandbox.eid.people import load_citizens
from motcua.connectors.sandbox.server import Options, build, serve

_ROOT = Path(__file__).resolve().parents[4]


def main(arguments: list[str] | None = None) -> int:
    """Serve; exit code 0 when stopped, 1 when the people file is wrong or the port is taken."""
    parser = argparse.ArgumentParser(prog="sandbox", description="Stand-ins for the electronic identity and the business register.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100, help="0 takes a free one")
    parser.add_argument("--var", type=Path, default=Path(os.environ.get("MOTCUA_VAR", _ROOT / "var")))
    parser.add_argument("--people", type=Path, help="file of invented citizens (default: people/citizens.yaml of the province)")
    parser.add_argument("--pace", type=float, default=20.0, help="seconds a filing stays in each step of the business register")
    parser.add_argument("--mail-port", type=int, help="where mail is taken (default: the port plus 25; 0 takes a free one)")
    given = parser.parse_args(arguments)
    default_mail_port = given.port + 25 if given.port else 0
    province = Path(os.environ.get("MOTCUA_PROVINCE", _ROOT / "provinces" / "thanh_hoa"))
    options = Options(
        var=given.var,
        people=given.people or province / "people" / "citizens.yaml",
        public_url=os.environ.get("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8000"),
        pace=given.pace,
        host=given.host,
        mail_port=default_mail_port if given.mail_port is None else given.mail_port,
    )
    try:
        load_citizens(options.people)
        app, desk = build(options)
        server = serve(app, given.host, given.port)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 1
    desk.start_clerk()
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    sys.stdout.write(f"sandbox: listening on http://{given.host}:{server.server_port}\n")
    sys.stdout.flush()
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        sys.stderr.write("sandbox: stopped\n")
    desk.stop()
    server.server_close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
