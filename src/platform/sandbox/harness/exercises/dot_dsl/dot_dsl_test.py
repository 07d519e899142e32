import unittest

from dot_dsl import ATTR, EDGE, NODE, Edge, Graph, Node


class DotDslTest(unittest.TestCase):
    def test_empty_graph(self):
        g = Graph()
        self.assertEqual(g.nodes, [])
        self.assertEqual(g.edges, [])
        self.assertEqual(g.attrs, {})

    def test_graph_with_one_node(self):
        g = Graph([(NODE, "a", {})])
        self.assertEqual(g.nodes, [Node("a", {})])

    def test_graph_with_everything(self):
        g = Graph([(ATTR, "foo", "1"), (NODE, "a", {"color": "green"}), (EDGE, "a", "b", {}), (ATTR, "bar", "true")])
        self.assertEqual(g.nodes, [Node("a", {"color": "green"})])
        self.assertEqual(g.edges, [Edge("a", "b", {})])
        self.assertEqual(g.attrs, {"foo": "1", "bar": "true"})

    def test_malformed_graph(self):
        with self.assertRaises(TypeError) as err:
            Graph(1)
        self.assertEqual(type(err.exception), TypeError)
        self.assertEqual(err.exception.args[0], "Graph data malformed")
        with self.assertRaises(ValueError):
            Graph([(7, 1, 2)])
