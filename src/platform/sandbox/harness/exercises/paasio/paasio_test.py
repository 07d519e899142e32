import unittest

from paasio import MeteredSocket

ZEN = b"Beautiful is better than ugly. Explicit is better than implicit."


class MockSock:
    def __init__(self, *, chunk=10, exception=None):
        self._data = ZEN
        self._chunk = chunk
        self._exception = exception
        self.__closed = False
        self.flags = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.__closed = True
        if self._exception is not None:
            self._args = args
        return False

    def recv(self, size, flags=0):
        if self.__closed:
            raise OSError(9, "Bad file descriptor")
        self.flags = flags
        data, self._data = self._data[: min(size, self._chunk)], self._data[min(size, self._chunk) :]
        return data

    def send(self, data, flags=0):
        return min(len(data), self._chunk)

    def is_closed(self):
        return self.__closed


class PaasioTest(unittest.TestCase):
    def test_meteredsocket_context_manager(self):
        mock = MockSock()
        with MeteredSocket(mock) as socket:
            self.assertEqual(0, socket.recv_ops)
        self.assertTrue(mock.is_closed())

    def test_meteredsocket_exception(self):
        mock = MockSock(exception=True)
        with self.assertRaisesRegex(RuntimeError, "inside"):
            with MeteredSocket(mock):
                raise RuntimeError("inside")
        self.assertEqual(mock._args[0], RuntimeError)

    def test_meteredsocket_recv(self):
        socket = MeteredSocket(MockSock(chunk=7))
        self.assertEqual(socket.recv(100, flags=42), ZEN[:7])
        actual = b""
        for _ in range(3):
            actual += socket.recv(5)
        self.assertEqual(actual, ZEN[7:22])
        self.assertEqual((socket.recv_ops, socket.recv_bytes), (4, 22))

    def test_bufsize_required(self):
        with self.assertRaisesRegex(TypeError, "argument"):
            MeteredSocket(MockSock()).recv()

    def test_read_only(self):
        socket = MeteredSocket(MockSock())
        with self.assertRaises(AttributeError):
            socket.recv_bytes = 12
        self.assertEqual(socket.send(b"a" * 30), 10)
        self.assertEqual(socket.send_bytes, 10)

    def test_closed(self):
        mock = MockSock()
        with MeteredSocket(mock) as socket:
            pass
        with self.assertRaises(OSError) as err:
            socket.recv(3)
        self.assertEqual(err.exception.errno, 9)
