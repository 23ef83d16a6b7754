"""Nodes of YAML, under the name of before."""

from spbe_cli.instrument.nodes import Mapping, Node, Path, Scalar, data_of, follow, nearest

__all__ = ["Mapping", "Node", "Path", "Scalar", "data_of", "follow", "nearest"]
