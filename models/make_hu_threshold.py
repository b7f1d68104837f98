#!/usr/bin/env python3
"""Makes hu-threshold/model.onnx: a demonstration model that marks HU ranges, nothing more.

input   float32 [N, 1, H, W], HU
output  uint8   [N, 1, H, W]: 1 where -29 <= HU <= 150, 2 where -190 <= HU <= -30, 0 elsewhere

Needs Debian's python3-onnx. The bytes are the same every time; put the SHA-256 it prints into bundle.json.
"""
import hashlib
import pathlib

from onnx import TensorProto, checker, helper, numpy_helper
import numpy


def between(low, high, name):
    """Nodes for low <= hu <= high; ONNX compares with > and <, and HU are whole numbers, hence the halves."""
    return [
        helper.make_node("Greater", ["hu", f"{name}_low"], [f"{name}_above"]),
        helper.make_node("Less", ["hu", f"{name}_high"], [f"{name}_below"]),
        helper.make_node("And", [f"{name}_above", f"{name}_below"], [name]),
    ], [
        numpy_helper.from_array(numpy.array(low - 0.5, numpy.float32), f"{name}_low"),
        numpy_helper.from_array(numpy.array(high + 0.5, numpy.float32), f"{name}_high"),
    ]


muscle_nodes, muscle_constants = between(-29, 150, "muscle")
fat_nodes, fat_constants = between(-190, -30, "fat")
labels = [numpy_helper.from_array(numpy.array(value, numpy.uint8), f"label_{value}") for value in (0, 1, 2)]
nodes = muscle_nodes + fat_nodes + [
    helper.make_node("Where", ["fat", "label_2", "label_0"], ["fat_label"]),
    helper.make_node("Where", ["muscle", "label_1", "fat_label"], ["labels"]),
]
shape = ["slices", 1, "rows", "columns"]
graph = helper.make_graph(
    nodes, "hu-threshold",
    [helper.make_tensor_value_info("hu", TensorProto.FLOAT, shape)],
    [helper.make_tensor_value_info("labels", TensorProto.UINT8, shape)],
    muscle_constants + fat_constants + labels)
model = helper.make_model(
    graph, producer_name="voxmark", opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
checker.check_model(model, full_check=True)

target = pathlib.Path(__file__).parent / "hu-threshold" / "model.onnx"
target.write_bytes(model.SerializeToString(deterministic=True))
print(hashlib.sha256(target.read_bytes()).hexdigest(), target.stat().st_size, "bytes")
