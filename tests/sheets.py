"""Sheets of paper and photographs of them, made for tests."""

import io
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from motcua.blocks import printing

LINES = (
    "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "PHƯỜNG ĐIỆN BIÊN           Độc lập - Tự do - Hạnh phúc",
    "Số: 123/TLKS-BS",
    "Điện Biên, ngày 12 tháng 3 năm 2021",
    "TRÍCH LỤC KHAI SINH",
    "Họ, chữ đệm, tên: NGUYỄN THỊ HOA",
    "Ngày, tháng, năm sinh: 12/3/1985",
    "Nơi sinh: Thành phố Thanh Hóa, tỉnh Thanh Hóa",
    "Giấy tờ thử nghiệm, không có giá trị pháp lý",
)


def font(size: int) -> ImageFont.FreeTypeFont:
    """A font of the house: others may lack Vietnamese letters."""
    file = Path(printing.__file__).parent / "fonts" / "Tinos-Regular.ttf"
    return ImageFont.truetype(str(file), size)


@cache
def sheet(lines: tuple[str, ...] = LINES, density: int = 200) -> np.ndarray:
    """An A4 sheet with printed lines, as pixels (BGR)."""
    picture = Image.new("RGB", (round(8.27 * density), round(11.69 * density)), "white")
    pen, letters = ImageDraw.Draw(picture), font(density // 6)
    for number, line in enumerate(lines):
        pen.text((density * 0.6, density * (0.7 + number * 0.5)), line, font=letters, fill=(25, 25, 30))
    return np.asarray(picture)[:, :, ::-1].copy()


def photographed(page: np.ndarray, corners: list[tuple[float, float]], size: tuple[int, int], *, light: float = 1.0) -> np.ndarray:
    """The sheet lying askew on a dark table under uneven light; corners from top left clockwise, size as width and height."""
    height, width = page.shape[:2]
    flat = np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], np.float32)
    way = cv2.getPerspectiveTransform(flat, np.array(corners, np.float32))
    table = np.random.default_rng(7).integers(55, 85, (size[1], size[0], 3)).astype(np.uint8)
    seen = cv2.warpPerspective(page, way, size)
    where = cv2.warpPerspective(np.full((height, width), 255, np.uint8), way, size)
    whole = np.where(where[..., None] > 127, seen, table).astype(np.float32)
    shade = np.linspace(1.0, 0.75, size[0])[None, :, None]
    return np.clip(whole * shade * light, 0, 255).astype(np.uint8)


def as_jpeg(pixels: np.ndarray) -> bytes:
    return cv2.imencode(".jpg", pixels, (cv2.IMWRITE_JPEG_QUALITY, 90))[1].tobytes()


@cache
def photograph(*, light: float = 1.0, blur: float = 0) -> bytes:
    """A photograph of the usual sheet, held askew."""
    taken = photographed(sheet(), [(190, 150), (1250, 220), (1330, 1700), (110, 1640)], (1440, 1850), light=light)
    return as_jpeg(cv2.GaussianBlur(taken, (0, 0), blur) if blur else taken)


def stream(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)
