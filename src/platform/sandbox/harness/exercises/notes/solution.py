"""Notes that are kept in a database."""

import argparse
import sqlite3
import xml.etree.ElementTree as ElementTree


class Notes:
    def __init__(self, connection):
        self.connection = connection
        connection.execute("create table if not exists note (title text primary key, text text not null)")

    def add(self, title, text):
        self.connection.execute("insert into note values (?, ?)", (title, text))

    def titles(self):
        return [title for (title,) in self.connection.execute("select title from note order by title")]

    def read(self, document):
        for item in ElementTree.fromstring(document).iter("note"):
            self.add(item.get("title"), item.text)


def open_notes(path=":memory:"):
    return Notes(sqlite3.connect(path))


def whole(text):
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text} is no whole number")
    return int(text)
