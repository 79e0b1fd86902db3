"""Names of people who do not exist, by number: the same number always gives the same name."""

from itertools import product

_FAMILY = (
    "Nguyễn", "Lê", "Trần", "Phạm", "Hoàng", "Trịnh", "Vũ", "Đỗ", "Bùi", "Hà", "Lương", "Mai", "Đặng", "Ngô", "Cao", "Trương", "Lưu",
    "Quách",
)  # fmt: skip
_MEN = (
    "Văn An", "Đức Bình", "Văn Cường", "Quang Dũng", "Minh Đức", "Văn Hải", "Xuân Hòa", "Quốc Huy", "Văn Hùng", "Trọng Khang",
    "Đình Lâm", "Hữu Long", "Văn Mạnh", "Hoài Nam", "Đình Phúc", "Minh Quân", "Văn Sơn", "Bá Thành", "Đức Thắng", "Ngọc Toàn",
    "Xuân Trường", "Anh Tuấn", "Văn Tùng", "Thế Vinh",
)  # fmt: skip
_WOMEN = (
    "Thị Ánh", "Ngọc Bích", "Thị Chi", "Thùy Dung", "Thị Giang", "Thu Hà", "Thị Hạnh", "Thúy Hằng", "Thị Hiền", "Thị Hoa", "Lan Hương",
    "Thị Huyền", "Thị Lan", "Khánh Linh", "Thị Loan", "Thị Mai", "Hồng Nga", "Bích Ngọc", "Thị Nhung", "Thị Phương", "Thị Quỳnh",
    "Thanh Tâm", "Thị Thảo", "Thị Thu", "Thị Thủy", "Huyền Trang", "Thị Vân", "Hải Yến",
)  # fmt: skip
_PEOPLE = tuple(
    [(f"{family} {given}", "male") for family, given in product(_FAMILY, _MEN)]
    + [(f"{family} {given}", "female") for family, given in product(_FAMILY, _WOMEN)]
)
_STEP = 617  # shares no divisor with the number of names: people who follow one another have different names


def person(number: int) -> tuple[str, str]:
    """A name and a sex."""
    return _PEOPLE[number * _STEP % len(_PEOPLE)]
