"""The stand-ins for both payment gateways and the treasury put together."""

from pathlib import Path

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.paygov.bills import BillCounter
from motcua.connectors.sandbox.paygov.desk import PayGovDesk
from motcua.connectors.sandbox.shared_secret import shared_secret
from motcua.connectors.sandbox.till import Till
from motcua.connectors.sandbox.treasury.desk import TreasuryDesk
from motcua.connectors.sandbox.vnpt_pay.desk import VnptPayDesk
from motcua.connectors.sandbox.web import Application


def attach_payments(app: Application, *, var: Path, public_url: str, faults: Misbehaviour) -> None:
    """Add the three to the application and begin to call back."""
    till = Till(var / "sandbox" / "payments.sqlite3")
    paygov = PayGovDesk(till, secret=shared_secret(var, "paygov"), public_url=public_url, faults=faults)
    wallet = VnptPayDesk(
        till,
        secret=shared_secret(var, "vnpt_pay"),
        access="motcua-access",
        callback=f"{public_url}/doi-tac/vnpt-pay/",
        public_url=public_url,
        faults=faults,
    )
    paygov.attach(app)
    bills = f"{public_url}/doi-tac/paygov/bien-lai/"
    BillCounter(address=bills, secret=shared_secret(var, "paygov"), fault=lambda: faults.of("paygov")).attach(app)
    wallet.attach(app)
    TreasuryDesk(till, secret=shared_secret(var, "treasury"), faults=faults).attach(app)
    paygov.start_clerk()
    wallet.start_clerk()
