"""Say clearly what the machine lacks, and how to get it. Plain Python: runs before anything is installed.

python3 tools/preflight.py python|test      exit 0 when all is there, 1 with sentences otherwise
"""

import importlib.util
import shutil
import sys
from pathlib import Path

SERVER = Path("/usr/lib/postgresql")


def lacks(purpose: str) -> list[str]:
    """One sentence per missing thing, with the command that brings it on Debian."""
    found = []
    if sys.version_info < (3, 11):
        found.append(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: apt install python3")
    if importlib.util.find_spec("pip") is None:
        found.append("pip is missing: apt install python3-pip")
    if purpose == "test":
        if not (shutil.which("initdb") or list(SERVER.glob("*/bin/initdb"))):
            found.append("The PostgreSQL server programs are missing: apt install postgresql")
        if not shutil.which("chromium"):
            found.append("The Chromium browser is missing: apt install chromium")
        if not shutil.which("tesseract"):
            found.append("Tesseract, which reads scans, is missing: apt install tesseract-ocr tesseract-ocr-vie")
        if not shutil.which("pdfsig"):
            found.append("poppler's pdfsig is missing: apt install poppler-utils")
    return found


if __name__ == "__main__":
    sentences = lacks(sys.argv[1] if len(sys.argv) > 1 else "python")
    for sentence in sentences:
        sys.stderr.write(f"{sentence}\n")
    sys.exit(1 if sentences else 0)
