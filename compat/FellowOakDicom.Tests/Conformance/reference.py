"""What pydicom and DCMTK read in DICOM files, for ConformanceTests.

reference.py FILES FOLDER: reads the paths in FILES (one a line) and writes FOLDER/pydicom.jsonl and FOLDER/dcmtk.jsonl with
one line for each file, {"file", "error", "elements": [[where, VR, value, sha256 of the value's bytes], ...]}, and
FOLDER/<line number>.pixels: all frames, uncompressed, pixel by pixel, little endian, one byte for each single bit.

"where" is gggg,eeee with the sequence items around it before it: 0008,1115[0]/0008,1150. A value is all of its components
joined by backslashes: integers in decimal, floating point numbers as the hexadecimal bits of the IEEE number (of DS and IS
too), tags as gggg,eeee, text without padding, empty for bytes. DCMTK's text is its bytes, so it has no value and only a hash.
"""

import hashlib
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import warnings

import numpy
import pydicom
import pydicom.config
from pydicom.dataelem import RawDataElement
from pydicom.encaps import generate_pixel_data_fragment
from pydicom.filebase import DicomBytesIO
from pydicom.multival import MultiValue
from pydicom.pixel_data_handlers import numpy_handler, rle_handler

warnings.simplefilter("ignore")
# What else it could decode depends on what is installed beside it; what differs must not.
pydicom.config.pixel_data_handlers = [numpy_handler, rle_handler]
pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE

FLOATS = {"FL": "<f", "OF": "<f", "FD": "<d", "OD": "<d"}
INTEGERS = {"US", "SS", "UL", "SL", "UV", "SV"}
WIDTHS = {"AT": 2, "US": 2, "SS": 2, "OW": 2, "UL": 4, "SL": 4, "FL": 4, "OL": 4, "OF": 4, "FD": 8, "OD": 8, "OV": 8, "SV": 8, "UV": 8}
BYTES = {"OB", "OW", "OL", "OV", "OF", "OD", "UN"}


def digest(value, vr):
    """Padding is not part of text; odd lengths, which are not allowed, are made even."""
    if vr in WIDTHS or vr in BYTES:
        value = value + b"\0" * (len(value) % 2)
    else:
        value = value.rstrip(b"\0 ")
    return hashlib.sha256(value).hexdigest()


def number(text):
    return struct.pack(">d", float(text)).hex()


# pydicom

def pydicom_value(element):
    vr, value = element.VR, element.value
    if value is None or vr in BYTES:
        return ""
    values = value if isinstance(value, (list, MultiValue)) else [value]
    if vr in ("DS", "IS"):
        return "\\".join("" if str(item) == "" else number(getattr(item, "original_string", item)) for item in values)
    if vr in FLOATS:
        return "\\".join(struct.pack(FLOATS[vr].replace("<", ">"), item).hex() for item in values)
    if vr == "AT":
        return "\\".join(f"{item >> 16:04x},{item & 0xffff:04x}" for item in values)
    return "\\".join(str(item) for item in values)


def pydicom_elements(dataset, prefix, is_little):
    for tag in sorted(dataset.keys()):
        where = f"{prefix}{tag.group:04x},{tag.element:04x}"
        raw = dataset.get_item(tag)
        data = raw.value if isinstance(raw, RawDataElement) and isinstance(raw.value, bytes) else None
        try:
            element = dataset[tag]
        except Exception as error:
            yield [where, "??", type(error).__name__, digest(data or b"", "UN")]
            continue
        if element.VR == "SQ":
            yield [where, "SQ", str(len(element.value)), ""]
            for index, item in enumerate(element.value):
                yield from pydicom_elements(item, f"{where}[{index}]/", is_little)
        elif element.is_undefined_length:
            yield from pydicom_fragments(where, element)
        else:
            width = 1 if is_little else WIDTHS.get(element.VR, 1)
            if data and width > 1 and len(data) % width == 0:
                data = numpy.frombuffer(data, f">u{width}").astype(f"<u{width}").tobytes()
            try:
                value = pydicom_value(element)
            except Exception as error:
                value = f"{type(error).__name__}"
            yield [where, element.VR, value, "" if data is None else digest(data, element.VR)]


def pydicom_fragments(where, element):
    stream = DicomBytesIO(element.value)
    stream.is_little_endian = True
    items = list(generate_pixel_data_fragment(stream))
    yield [where, element.VR, "", digest(items[0], "OB")]
    for index, fragment in enumerate(items[1:]):
        yield [f"{where}[{index}]", element.VR, "", digest(fragment, "OB")]


def pixels(dataset):
    """Pixel by pixel, little endian, one byte for each single bit; chrominance of pixel pairs repeated for both."""
    array = dataset.pixel_array
    return array.astype(array.dtype.newbyteorder("<")).tobytes()


def read_with_pydicom(path):
    dataset = pydicom.dcmread(path, force=True)
    elements = list(pydicom_elements(dataset.file_meta, "", True)) if hasattr(dataset, "file_meta") else []
    elements += pydicom_elements(dataset, "", dataset.is_little_endian)
    return dataset, elements


# DCMTK

# dcmdump's own names of VRs: an offset in a DICOMDIR, and nothing known
OTHER_NAMES = {"up": "UL", "??": "UN"}
NAMED = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}
LINE = re.compile(rb"^( *)\(([0-9a-f]{4}),([0-9a-f]{4})\) (\S\S) (.*?) +# +(u/l|\d+), *\d+ (.*)$")


def dcmtk_bytes(vr, shown):
    """The bytes that a shown value stands for; None where dcmdump does not show them."""
    if shown.startswith(b"["):
        return re.sub(rb"&(?:#(\d+)|(\w+));", lambda mark: bytes([int(mark[1])]) if mark[1] else NAMED[mark[2]], shown[1:-1])
    if shown.startswith(b"(no value"):
        return b""
    parts = shown.split(b"\\")
    if vr == "AT":
        return b"".join(struct.pack("<HH", *(int(half, 16) for half in part[1:-1].split(b","))) for part in parts)
    if vr in ("OB", "UN"):
        return bytes.fromhex(shown.replace(b"\\", b"").decode())
    if vr in FLOATS:
        return b"".join(struct.pack(FLOATS[vr], float(part)) for part in parts)
    if vr in INTEGERS:
        kind = {"US": "<H", "SS": "<h", "UL": "<L", "SL": "<l", "UV": "<Q", "SV": "<q"}[vr]
        return b"".join(struct.pack(kind, int(part)) for part in parts)
    if vr in WIDTHS:
        words = bytes.fromhex(shown.replace(b"\\", b"").decode())
        width = WIDTHS[vr]
        return numpy.frombuffer(words, f">u{width}").astype(f"<u{width}").tobytes()
    return None


def dcmtk_elements(lines):
    stack = []  # (where, items seen or None, is pixel data)
    for line in lines:
        match = LINE.match(line)
        if not match:
            continue
        group, element, vr, shown = match[2].decode(), match[3].decode(), OTHER_NAMES.get(match[4].decode(), match[4].decode()), match[5]
        depth = len(match[1]) // 2
        tag = f"{group},{element}"
        if tag in ("fffe,e00d", "fffe,e0dd"):
            continue
        del stack[depth:]
        if tag == "fffe,e000":
            owner = stack[-1]
            owner["items"] += 1
            if owner["fragments"]:
                item = f"[{owner['items'] - 1}]" if owner["items"] > 0 else ""
                yield [owner["where"] + item, owner["vr"], "", digest(dcmtk_bytes("OB", shown), "OB")]
            stack.append({"where": f"{owner['where']}[{owner['items']}]/", "items": -1, "fragments": False})
            continue
        where = (stack[-1]["where"] if stack else "") + tag
        if shown.startswith((b"(Sequence", b"(PixelSequence")):
            is_pixels = shown.startswith(b"(PixelSequence")
            stack.append({"where": where, "items": -1, "fragments": is_pixels, "vr": vr})
            if not is_pixels:
                yield [where, vr, re.search(rb"#=(\d+)", shown)[1].decode(), ""]
            continue
        data = dcmtk_bytes(vr, shown)
        if vr in ("FL", "FD"):  # in decimal, which is not always the number's nearest: for comparing with a tolerance
            width = 4 if vr == "FL" else 8
            yield [where, vr, "\\".join(data[at:at + width][::-1].hex() for at in range(0, len(data), width)), ""]
        else:
            yield [where, vr, "", "" if data is None else digest(data, vr)]


def read_with_dcmtk(paths):
    """One dcmdump for all of them."""
    command = ["dcmdump", "-q", "+F", "+L", "+M", "-Un", "+Qn", *paths]
    shown = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    parts = re.split(rb"^# dcmdump \(\d+/\d+\): (.*)$", shown, flags=re.MULTILINE)
    return {os.fsdecode(name.strip()): part.split(b"\n") for name, part in zip(parts[1::2], parts[2::2])}


DECODERS = {
    "1.2.840.10008.1.2.5": "dcmdrle", "1.2.840.10008.1.2.4.80": "dcmdjpls", "1.2.840.10008.1.2.4.81": "dcmdjpls",
    **{f"1.2.840.10008.1.2.4.{process}": "dcmdjpeg" for process in (50, 51, 53, 55, 57, 70)}}


def decoded(path, syntax):
    """The data set with the frames that DCMTK decodes; None where it has no decoder."""
    if syntax not in DECODERS:
        return None
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "decoded.dcm")
        done = subprocess.run([DECODERS[syntax], "-q", path, target], stderr=subprocess.DEVNULL)
        return pydicom.dcmread(target, force=True) if done.returncode == 0 else None


def write_pixels(path, dataset, target):
    """Writes nothing where neither of the two decodes the frames."""
    implicit, little = dataset.is_implicit_VR, dataset.is_little_endian
    if "TransferSyntaxUID" not in dataset.file_meta:
        dataset.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2" + ("" if implicit else ".1" if little else ".2")
    try:
        frames = pixels(decoded(path, dataset.file_meta.TransferSyntaxUID) or dataset)
    except Exception:
        return
    with open(target, "wb") as file:
        file.write(frames)


def main(list_of_files, folder):
    with open(list_of_files) as file:
        paths = file.read().splitlines()
    shown = read_with_dcmtk(paths)
    with open(f"{folder}/pydicom.jsonl", "w") as by_pydicom, open(f"{folder}/dcmtk.jsonl", "w") as by_dcmtk:
        for index, path in enumerate(paths):
            try:
                dataset, elements = read_with_pydicom(path)
                answer = {"file": path, "error": None, "elements": elements}
            except Exception as error:
                dataset, answer = None, {"file": path, "error": f"{type(error).__name__}: {error}", "elements": []}
            by_pydicom.write(json.dumps(answer) + "\n")
            elements = list(dcmtk_elements(shown.get(path, [])))
            by_dcmtk.write(json.dumps({
                "file": path, "error": None if elements else "refused", "elements": elements}) + "\n")
            if dataset is not None and "PixelData" in dataset:
                write_pixels(path, dataset, f"{folder}/{index}.pixels")


if __name__ == "__main__":
    main(*sys.argv[1:])
