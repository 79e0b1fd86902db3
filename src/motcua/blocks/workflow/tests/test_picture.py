import re
from itertools import combinations

from lxml import etree

from motcua.blocks.workflow.api import ProcessVersion, outline, picture
from motcua.blocks.workflow.rules.definition import read, tree_of
from motcua.blocks.workflow.rules.layout import arrange
from motcua.blocks.workflow.rules.picture import svg, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_says_in_words_where_the_dossier_is(marriage: ProcessVersion) -> None:
    root = etree.fromstring(picture(marriage, {"examine": "done", "approve": "here"}, "vi").encode())
    told = root.findtext(f"{SVG}desc") or ""
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Đăng ký kết hôn"
    assert "Thẩm tra hồ sơ, kiểm tra điều kiện kết hôn (" in told
    assert "Ghi vào Sổ đăng ký kết hôn (" not in told
    assert len(root.findall(f".//{SVG}g[@class='process-node process-userTask process-here']")) == 1


def test_the_picture_holds_no_style_no_script_and_no_address(marriage: ProcessVersion) -> None:
    text = picture(marriage, {"examine": "late"}, "en")
    assert not re.search(r"<(script|style|image|a|foreignObject)\b|\s(style|href|on\w+)=|javascript:", text)


def test_a_name_with_hostile_signs_stays_text(marriage_xml: str) -> None:

    definition = read(tree_of(marriage_xml.replace("Đôn đốc", "&lt;script&gt;alert(1)&lt;/script&gt;")))
    assert "<script" not in svg(definition, {}, "vi", say=str, who=lambda role, unit: "<script>")


def test_no_two_boxes_lie_on_each_other(marriage_xml: str) -> None:
    boxes = [box for box in arrange(read(tree_of(marriage_xml))).boxes.values() if box.width != 30]
    for one, other in combinations(boxes, 2):
        assert abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= (one.height + other.height) / 2


def test_the_list_of_steps_reads_in_the_order_of_the_work(marriage: ProcessVersion) -> None:
    lines = outline(marriage)
    assert [line.node for line in lines if line.kind not in {"timer", "message"}] == [
        "examine",
        "remind",
        "verify",
        "opinion",
        "approve",
        "register",
        "hand_over",
    ]
    assert (lines[0].hours, lines[0].role, lines[0].name["en"]) == (8, "specialist", "Examine the dossier and the conditions of marriage")


def test_long_names_break_between_words_and_end_with_an_ellipsis() -> None:
    assert wrapped("Xác minh tình trạng hôn nhân", 12, 3) == ["Xác minh", "tình trạng", "hôn nhân"]
    assert wrapped("một hai ba bốn năm", 7, 2) == ["một hai", "ba bốn…"]
