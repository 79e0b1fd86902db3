"""Files made for the tests: good ones and planted bad ones."""

import io
import zlib

import pikepdf
from PIL import Image


def pdf(change=None, **save) -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    if change:
        change(document)
    out = io.BytesIO()
    if "encryption" not in save:
        save = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False, **save}
    document.save(out, **save)
    return out.getvalue()


def picture(kind="PNG", size=(40, 30)) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, kind)
    return out.getvalue()


def action(name, key="/OpenAction"):
    def change(document):
        document.Root[key] = pikepdf.Dictionary(S=pikepdf.Name(name), JS=pikepdf.String("app.alert(1)"))

    return change


def launch(document):
    document.Root.OpenAction = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name("/Launch"), F=pikepdf.String("cmd.exe")))


def nested_script(document):
    page = document.pages[0].obj
    page.AA = pikepdf.Dictionary(
        O=pikepdf.Dictionary(S=pikepdf.Name.URI, Next=pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.JavaScript)]))
    )


def attachment(name):
    def change(document):
        document.attachments[name] = pikepdf.AttachedFileSpec(document, b"MZ\x90", filename=name)

    return change


def deep_nesting(document):
    inner = pikepdf.Array([])
    for _ in range(60):
        inner = pikepdf.Array([inner])
    document.Root.Deep = inner


def stream_of(megabytes: int, layers: int = 1):
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(megabytes)) + packer.flush()
    for _ in range(layers - 1):
        packed = zlib.compress(packed)

    def change(document):
        stream = pikepdf.Stream(document, packed)
        stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode] * layers) if layers > 1 else pikepdf.Name.FlateDecode
        document.Root.Bomb = document.make_indirect(stream)

    return change


def huge_scan(document):
    image = pikepdf.Stream(document, b"x", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=100_000, Height=100_000)
    document.Root.Scan = document.make_indirect(image)


def hidden_table() -> bytes:
    """A table of objects deflated twice, its kind spelled with an escape."""
    body = zlib.compress(zlib.compress(b"1 0 " + b" " * 1000))
    return b"%%PDF-1.5\n9 0 obj\n<</Type/Obj#53tm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n" % len(body) + body


def huge_png() -> bytes:
    """A picture of 25,000 by 25,000 pixels that says so in its head and holds almost nothing."""
    data = bytearray(picture())
    data[16:24] = (25_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)
