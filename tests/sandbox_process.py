"""The sandbox as it runs in life: a process of its own on a free port, for tests that speak to it over a socket."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PEOPLE = """
citizens:
  - {sub: "test-1", SoDinhDanh: "038190001234", HoVaTen: "Lê Thị Thử", NgayThangNamSinh: "1990-05-17", GioiTinh: Nữ, loa: 2,
     phone: "0912000001", email: "thu@example.vn", address: "12 Phố Thử, Phường Điện Biên", commune_code: "14767"}
  - {sub: "test-2", SoDinhDanh: "038085004321", HoVaTen: "Trịnh Văn Nghiệm", NgayThangNamSinh: "1985-02-03", GioiTinh: Nam, loa: 1}
organisations:
  - {sub: "test-3", LoaiTaiKhoan: "2", MaSoThue: "2809999903", TenDoanhNghiep: "Công ty TNHH Thử", HoVaTen: "Lê Thị Thử",
     SoDinhDanh: "038190001234", loa: 2}
"""


@dataclass(frozen=True)
class Sandbox:
    """Where the running sandbox answers, and the folder it shares with the product."""

    url: str
    var: Path
    process: subprocess.Popen[str]

    def misbehave(self, **faults: object) -> None:
        """Switch faults on or off."""
        httpx.post(f"{self.url}/admin/misbehave", json=faults).raise_for_status()


@contextmanager
def running_sandbox(var: Path, *, pace: float = 0.2) -> Iterator[Sandbox]:
    """Start it, wait until it listens, stop it at the end."""
    people = var / "citizens.yaml"
    people.write_text(PEOPLE, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "motcua.connectors.sandbox",
        "--port",
        "0",
        "--var",
        str(var),
        "--people",
        str(people),
        "--pace",
        str(pace),
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1] / "src")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert "listening on " in line, "the sandbox did not start"
            yield Sandbox(line.split("listening on ")[1].strip(), var, process)
        finally:
            process.terminate()
            process.wait(timeout=10)
