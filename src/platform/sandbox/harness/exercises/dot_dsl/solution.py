NODE, EDGE, ATTR = range(3)


class Node:
    def __init__(self, name, attrs):
        self.name = name
        self.attrs = attrs

    def __eq__(self, other):
        return self.name == other.name and self.attrs == other.attrs


class Edge:
    def __init__(self, src, dst, attrs):
        self.src, self.dst, self.attrs = src, dst, attrs

    def __eq__(self, other):
        return (self.src, self.dst, self.attrs) == (other.src, other.dst, other.attrs)


class Graph:
    def __init__(self, data=None):
        self.nodes, self.edges, self.attrs = [], [], {}
        if data is None:
            data = []
        if not isinstance(data, list):
            raise TypeError("Graph data malformed")
        for item in data:
            if len(item) < 3:
                raise TypeError("Graph item incomplete")
            kind, *rest = item
            if kind == NODE:
                self.nodes.append(Node(*rest))
            elif kind == EDGE:
                self.edges.append(Edge(*rest))
            elif kind == ATTR:
                self.attrs[rest[0]] = rest[1]
            else:
                raise ValueError("Unknown item")
