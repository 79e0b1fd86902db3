"""Who the tests are about and what they answer."""

from django.test import Client

from motcua.blocks.accounts.api import Account

EXTRACT = "2.000635"
THANH = {
    "SoDinhDanh": "038078011358",
    "HoVaTen": "Lê Văn Thành",
    "NgayThangNamSinh": "1978-11-02",
    "GioiTinh": "Nam",
    "loAs": "2",
}
ANSWERS = {
    "nyc_noi_cu_tru": {"text": "Số 12 phố Đinh Lễ", "area": "14767", "area_name": "Phường Điện Biên, Thành phố Thanh Hóa"},
    "nyc_dien_thoai": "0912345601",
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": 2,
    "mien_phi": "khong",
    "cam_doan": True,
}


def logged_in(account: Account, assurance: int = 2) -> Client:
    """A browser with the session of that account."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["motcua.assurance"] = assurance
    session.save()
    return client
