import io


class MeteredFile(io.BufferedRandom):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._read_bytes = self._read_ops = self._write_bytes = self._write_ops = 0

    def read(self, size=-1):
        data = super().read(size)
        self._read_ops += 1
        self._read_bytes += len(data)
        return data

    @property
    def read_bytes(self):
        return self._read_bytes

    @property
    def read_ops(self):
        return self._read_ops


class MeteredSocket:
    def __init__(self, socket):
        self._socket = socket
        self._recv_bytes = self._recv_ops = self._send_bytes = self._send_ops = 0

    def __enter__(self):
        self._socket.__enter__()
        return self

    def __exit__(self, kind, value, trace):
        return self._socket.__exit__(kind, value, trace)

    def recv(self, size, flags=0):
        data = self._socket.recv(size, flags)
        self._recv_ops += 1
        self._recv_bytes += len(data)
        return data

    def send(self, data, flags=0):
        sent = self._socket.send(data, flags)
        self._send_ops += 1
        self._send_bytes += sent
        return sent

    @property
    def recv_bytes(self):
        return self._recv_bytes

    @property
    def recv_ops(self):
        return self._recv_ops

    @property
    def send_bytes(self):
        return self._send_bytes

    @property
    def send_ops(self):
        return self._send_ops
