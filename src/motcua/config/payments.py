"""Settings of payments: gateways, the treasury, templates of receipts.

MOTCUA_PAYGOV_URL, MOTCUA_VNPT_PAY_URL, MOTCUA_TREASURY_URL   where they answer; without them the sandbox stands in; `none`: not connected
MOTCUA_PAYGOV_SECRET, MOTCUA_VNPT_PAY_SECRET, MOTCUA_TREASURY_SECRET   the shared secrets; without them ones shared with the sandbox
                            are made once and kept in MOTCUA_VAR
MOTCUA_PAYGOV_PARTNER       our code at PayGov (MaDoiTac); MOTCUA_VNPT_PAY_MERCHANT and MOTCUA_VNPT_PAY_ACCESS at VNPT Pay
MOTCUA_RECEIPT_SERIES       the series of receipts (ký hiệu), `{yy}` is the year
MOTCUA_BENEFICIARY          account number and name at the State Treasury that is credited, separated by a semicolon
"""

import os
from pathlib import Path
from typing import Any

from motcua.connectors.sandbox.shared_secret import shared_secret


def paygov_connection(var: Path, sandbox_url: str, public_url: str) -> dict[str, str]:
    """PayGov: address, our code, secret, and where it tells us how a payment ended."""
    return {
        **_connection("PAYGOV", "paygov", var, sandbox_url),
        "partner": os.environ.get("MOTCUA_PAYGOV_PARTNER", "MOTCUA-THANHHOA"),
        "callback": f"{public_url}/doi-tac/paygov/xac-nhan/",
        "beneficiary": os.environ.get("MOTCUA_BENEFICIARY", "3511.0.1059999;Kho bạc Nhà nước Thanh Hóa (tài khoản thử nghiệm)"),
    }


def vnpt_pay_connection(var: Path, sandbox_url: str, public_url: str) -> dict[str, str]:
    """VNPT Pay: address, our merchant and access codes, secret; it calls `confirm` and `result` below the base."""
    return {
        **_connection("VNPT_PAY", "vnpt_pay", var, sandbox_url),
        "merchant": os.environ.get("MOTCUA_VNPT_PAY_MERCHANT", "THANHHOA"),
        "access": os.environ.get("MOTCUA_VNPT_PAY_ACCESS", "motcua-access"),
        "callback": f"{public_url}/doi-tac/vnpt-pay/",
    }


def treasury_connection(var: Path, sandbox_url: str) -> dict[str, str]:
    """The treasury's statements: address and secret."""
    return _connection("TREASURY", "treasury", var, sandbox_url)


def receipt_settings() -> dict[str, Any]:
    """Templates (mẫu số) by kind and the series (ký hiệu); to be registered with the tax office [check]."""
    return {
        "templates": {"fee": "01BLP0-001", "charge": "01BLP0-002", "obligation": "01BLP0-003"},
        "series": os.environ.get("MOTCUA_RECEIPT_SERIES", "TH-{yy}E"),
    }


def _connection(name: str, path: str, var: Path, sandbox_url: str) -> dict[str, str]:
    url = os.environ.get(f"MOTCUA_{name}_URL", f"{sandbox_url}/{path}")
    return {
        "url": "" if url == "none" else url.rstrip("/"),
        "secret": os.environ.get(f"MOTCUA_{name}_SECRET") or shared_secret(var, path),
    }
