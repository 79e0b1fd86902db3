"""Pages of the portal: what it holds, and a form by which a person files a dossier that is then handed to the province."""

import hmac
import json
import secrets
import threading
import time
from collections.abc import Mapping
from email.parser import BytesParser
from email.policy import HTTP
from hashlib import sha256
from html import escape

import httpx

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.national_portal.ledger import Ledger
from motcua.connectors.sandbox.web import Application, BadRequestError, Reply, Request, page, redirect

_STATES = {"waiting": "chờ địa phương nhận", "taken_in": "địa phương đã nhận", "refused": "địa phương không nhận"}
_OWNER = (
    ("ChuHoSo", "Họ và tên chủ hồ sơ", "text"),
    ("SoDinhDanh", "Số định danh cá nhân", "text"),
    ("NgaySinh", "Ngày sinh", "date"),
    ("SoDienThoai", "Số điện thoại", "tel"),
    ("Email", "Thư điện tử", "email"),
    ("DiaChi", "Địa chỉ", "text"),
)
Sent = tuple[dict[str, list[str]], list[tuple[str, str, bytes]]]


class Counter:
    """Lists what is held, takes filings, and hands them on by a signed call; the province also fetches what a call did not bring."""

    def __init__(self, ledger: Ledger, *, secret: str, public_url: str, faults: Misbehaviour) -> None:
        self._ledger, self._secret, self._faults = ledger, secret.encode(), faults
        self._address = f"{public_url}/doi-tac/cong-dvc-quoc-gia/ho-so/"

    def attach(self, app: Application) -> None:
        """Add the pages below /national-portal."""
        app.route("GET", "/national-portal/", self._home)
        app.route("GET", "/national-portal/ho-so/{code}", self._dossier)
        app.route("GET", "/national-portal/nop/{code}", self._form)
        app.route("POST", "/national-portal/nop/{code}", self._take)
        app.route("POST", "/national-portal/gui", self._file_json)

    def file(self, content: Mapping[str, object], files: list[tuple[str, str, bytes]], base: str) -> str:
        """Keep a filing and hand it to the province; returns the national code."""
        code = self._ledger.file(content, [(name, body) for _, name, body in files])
        threading.Thread(target=self._hand_on, args=(code, base), daemon=True).start()
        return code

    def shown(self, code: str, base: str) -> dict[str, object]:
        """A filing as it is handed on, with addresses of its files."""
        filing = next(one for one in self._ledger.filings() if one["MaHoSoQuocGia"] == code)
        return with_addresses(filing, base)

    def _hand_on(self, code: str, base: str) -> None:
        if self._faults.of("national_portal") in {"down", "slow"}:
            return  # the province fetches it later
        body = json.dumps(self.shown(code, base), ensure_ascii=False).encode()
        moment, number = str(int(time.time())), secrets.token_hex(16)
        signature = hmac.new(self._secret, f"{moment}.{number}.".encode() + body, sha256).hexdigest()
        headers = {"Content-Type": "application/json", "X-Timestamp": moment, "X-Delivery": number, "X-Signature": f"sha256={signature}"}
        try:
            httpx.post(self._address, content=body, headers=headers, timeout=5)
        except httpx.HTTPError:
            return  # the province fetches it later

    def _home(self, request: Request) -> Reply:
        filings = "".join(
            f"<tr><td>{escape(str(one['MaHoSoQuocGia']))}</td><td>{escape(str(one.get('TenTTHC', '')))}</td>"
            f"<td>{escape(_STATES.get(str(one['TrangThai']), ''))}</td>"
            f"<td>{escape(str(one['MaHoSo'] or one['LyDo']))}</td></tr>"
            for one in self._ledger.filings()
        )
        dossiers = "".join(
            f'<tr><td><a href="/national-portal/ho-so/{escape(one["code"])}">{escape(one["code"])}</a></td>'
            f"<td>{escape(one['owner'])}</td><td>{escape(one['status'])}</td><td>{escape(one['changed'])}</td></tr>"
            for one in self._ledger.latest()
        )
        procedures = "".join(
            f'<li><a href="/national-portal/nop/{escape(str(record["MATTHC"]))}">{escape(str(record["TENTTHC"]))}</a></li>'
            for record in self._ledger.procedures()
            if record["TRANGTHAI"] == "1"
        )
        empty = "<li>Chưa có thủ tục nào: địa phương chưa đồng bộ danh mục.</li>"
        return page("national_portal.html", raw={"filings": filings, "dossiers": dossiers, "procedures": procedures or empty})

    def _dossier(self, request: Request) -> Reply:
        found = self._ledger.dossier(request.parts["code"])
        if found is None:
            return page("problem.html", 404, message="Không có hồ sơ này.")
        rows = "".join(
            f"<tr><td>{escape(name)}</td><td>{escape(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))}</td></tr>"
            for name, value in found.items()
        )
        return page("national_portal_dossier.html", raw={"rows": rows}, code=request.parts["code"])

    def _form(self, request: Request) -> Reply:
        record = self._procedure(request.parts["code"])
        owner = "".join(_input(name, label, kind, required=True) for name, label, kind in _OWNER)
        agencies = "".join(
            f'<option value="{escape(str(one["MADONVI"]))}">{escape(str(one["TENDONVI"]))}</option>'
            for one in _listed(record, "COQUANTHUCHIEN")
        )
        fields = "".join(_question(one) for one in _listed(record, "BIEUMAU"))
        papers = "".join(
            f'<p><label for="t_{escape(str(one["MAGIAYTO"]))}">{escape(str(one["TENGIAYTO"]))}</label><br>'
            f'<input type="file" id="t_{escape(str(one["MAGIAYTO"]))}" name="tep:{escape(str(one["MAGIAYTO"]))}"></p>'
            for one in _listed(record, "TEPCANNOP")
        )
        raw = {"owner": owner, "agencies": agencies, "fields": fields, "papers": papers}
        return page("national_portal_form.html", raw=raw, procedure=record["TENTTHC"], code=record["MATTHC"])

    def _take(self, request: Request) -> Reply:
        record = self._procedure(request.parts["code"])
        posted, files = read_multipart(request)
        content = {
            "MaTTHC": record["MATTHC"],
            "TenTTHC": record["TENTTHC"],
            "MaCoQuan": _one(posted, "MaCoQuan"),
            **{name: _one(posted, name) for name, _, _ in _OWNER if name != "SoDinhDanh"},
            "NgaySinh": _one(posted, "NgaySinh").replace("-", ""),
            "LoaiDoiTuong": "1",
            "MaDoiTuong": f"TECH-{secrets.token_hex(6)}",
            "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": _one(posted, "SoDinhDanh")}],
            "HinhThuc": "0",
            "ToKhai": [
                {"TenTruong": one["TEN"], "NhanTruong": one["NHAN"], "GiaTri": _value(one, posted)} for one in _listed(record, "BIEUMAU")
            ],
            "ThanhPhan": [component for component, _, _ in files],
        }
        self.file(content, files, request.base)
        return redirect("/national-portal/")

    def _file_json(self, request: Request) -> Reply:
        """For tests: a filing as JSON, without the form."""
        sent = request.json()
        files = [(str(one["component"]), str(one["name"]), bytes.fromhex(str(one["hex"]))) for one in _listed(sent, "files")]
        content = {**dict(sent), "ThanhPhan": [component for component, _, _ in files]}
        content.pop("files", None)
        return Reply(self.file(content, files, request.base).encode(), media_type="text/plain")

    def _procedure(self, code: str) -> dict[str, object]:
        record = next((one for one in self._ledger.procedures() if one.get("MATTHC") == code and one["TRANGTHAI"] == "1"), None)
        if record is None:
            raise BadRequestError("no such procedure")
        return record


def with_addresses(filing: Mapping[str, object], base: str) -> dict[str, object]:
    """The filing with the addresses of its files."""
    components = _texts(filing.get("ThanhPhan"))
    papers = [
        {
            "TenTepDinhKem": one["TenTep"],
            "MaThanhPhanHoSo": components[index] if index < len(components) else "",
            "DuongDanTaiTepTin": f"{base}/national-portal/files/{one['id']}",
        }
        for index, one in enumerate(_listed(filing, "TepDinhKem"))
    ]
    return {**{key: value for key, value in filing.items() if key not in {"TepDinhKem", "ThanhPhan"}}, "TaiLieuNop": papers}


def read_multipart(request: Request) -> Sent:
    """Fields and files of a posted form; files nobody chose are left out."""
    head = f"Content-Type: {request.headers.get('content-type', '')}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + request.body)
    fields: dict[str, list[str]] = {}
    files: list[tuple[str, str, bytes]] = []
    for part in message.iter_parts():
        name = str(part.get_param("name", "", header="content-disposition"))
        body = part.get_payload(decode=True)
        body = body if isinstance(body, bytes) else b""
        if name.startswith("tep:"):
            if body:
                files.append((name.removeprefix("tep:"), part.get_filename() or "tep.pdf", body))
        else:
            fields.setdefault(name, []).append(body.decode("utf-8", "replace"))
    return fields, files


def _listed(record: Mapping[str, object], name: str) -> list[dict[str, object]]:
    found = record.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _texts(found: object) -> list[str]:
    return [str(one) for one in found] if isinstance(found, list) else []


def _one(posted: Mapping[str, list[str]], name: str) -> str:
    return posted.get(name, [""])[0]


def _value(field: Mapping[str, object], posted: Mapping[str, list[str]]) -> object:
    name = str(field["TEN"])
    return posted.get(name, []) if field.get("KIEU") == "checkboxes" else _one(posted, name)


def _input(name: str, label: str, kind: str, *, required: bool = False) -> str:
    mark = " required" if required and name not in {"Email"} else ""
    return f'<p><label for="f_{name}">{escape(label)}</label><br><input id="f_{name}" name="{name}" type="{kind}"{mark}></p>'


def _question(field: Mapping[str, object]) -> str:
    name, label, kind = escape(str(field["TEN"])), escape(str(field["NHAN"])), str(field.get("KIEU"))
    options = [(escape(str(one["GIATRI"])), escape(str(one["NHAN"]))) for one in _listed(field, "LUACHON")]
    if kind in {"select", "radio", "checkboxes"}:
        many = " multiple" if kind == "checkboxes" else ""
        chosen = "".join(f'<option value="{value}">{text}</option>' for value, text in [("", ""), *options])
        return f'<p><label for="f_{name}">{label}</label><br><select id="f_{name}" name="{name}"{many}>{chosen}</select></p>'
    if kind == "confirm":
        return (
            f'<p class="choice"><input type="checkbox" id="f_{name}" name="{name}" value="true"><label for="f_{name}">{label}</label></p>'
        )
    types = {"date": "date", "number": "number", "money": "number", "email": "email", "phone": "tel"}
    return _input(name, label if kind != "address" else f"{label} (số nhà, đường, phường/xã)", types.get(kind, "text"))
