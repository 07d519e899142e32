class Record:
    def __init__(self, record_id, parent_id):
        self.record_id = record_id
        self.parent_id = parent_id


class Node:
    def __init__(self, node_id):
        self.node_id = node_id
        self.children = []


def BuildTree(records):
    nodes = {}
    for index, record in enumerate(sorted(records, key=lambda record: record.record_id)):
        if record.record_id != index:
            raise ValueError("Record id is invalid or out of order.")
        if record.parent_id > record.record_id:
            raise ValueError("Node parent_id should be smaller than it's record_id.")
        if record.parent_id == record.record_id and index:
            raise ValueError("Only root should have equal record and parent id.")
        nodes[index] = Node(index)
        if index:
            nodes[record.parent_id].children.append(nodes[index])
    return nodes.get(0)
