"""A networkx graph in, GraphML and GEXF out: the same bytes every time."""

import io
import re

import networkx as nx

# What XML 1.0 cannot hold.
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml_bytes(graph: nx.Graph) -> bytes:
    """Return a graph as GraphML, nodes and edges in the order of their ids."""
    buffer = io.BytesIO()
    # Not write_graphml: that writes other bytes where lxml happens to be installed.
    nx.write_graphml_xml(_in_order(graph), buffer)
    return buffer.getvalue() + b"\n"


def gexf_bytes(graph: nx.Graph) -> bytes:
    """Return a graph as GEXF 1.2, nodes and edges in the order of their ids, without the date of its making."""
    buffer = io.BytesIO()
    nx.write_gexf(_in_order(graph), buffer)
    return re.sub(rb"""\s+lastmodifieddate=(["']).*?\1""", b"", buffer.getvalue(), count=1) + b"\n"


def _in_order(graph: nx.Graph) -> nx.Graph:
    out = graph.__class__()
    nodes = sorted(graph.nodes(data=True), key=lambda n: str(n[0]))
    edges = sorted(graph.edges(data=True), key=lambda e: (str(e[0]), str(e[1])))
    out.add_nodes_from((_storable(n), _storable(data)) for n, data in nodes)
    out.add_edges_from((_storable(a), _storable(b), _storable(data)) for a, b, data in edges)
    return out


def _storable(value):
    """A name or the attributes of a node without characters that would break the file."""
    if isinstance(value, dict):
        return {k: _storable(v) for k, v in value.items()}
    return NOT_XML.sub("", value) if isinstance(value, str) else value
