"""Names of periods as papers have them."""

_ROMAN = ("", "I", "II", "III", "IV")


def period_in_vietnamese(frequency: str, year: int, number: int) -> str:
    """As it stands in the title of a report: quý III năm 2022."""
    if frequency == "month":
        return f"tháng {number} năm {year}"
    if frequency == "quarter":
        return f"quý {_ROMAN[number]} năm {year}"
    if frequency == "half":
        return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"
    return f"năm {year}"
