"""Sends what it reads on standard input over and over: a client process that costs little itself.

``python -m tests.benchmarks.endpoint.load PORT CONNECTIONS SECONDS RATE``; a RATE of 0 is as fast
as answers come. Standard input is JSON, a list of whole HTTP requests. It prints JSON: the seconds
each answer took, the seconds of it all, and how many answers were not 200.
"""

import json
import socket
import sys
import threading
import time


class Sender:
    """One connection, kept open."""

    def __init__(self, port: int, requests: list[bytes], first: int, until: float, pause: float):
        self.times: list[float] = []
        self.wrong = 0
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests, self._next, self._until, self._pause = requests, first, until, pause
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        due = time.perf_counter()
        while (began := time.perf_counter()) < self._until:
            if self._pause:
                due += self._pause
                time.sleep(max(0.0, due - began))
                began = time.perf_counter()
            self._connection.sendall(self._requests[self._next % len(self._requests)])
            self._next += 1
            self.wrong += not self._answer().startswith(b"HTTP/1.1 200")
            self.times.append(time.perf_counter() - began)
        self._connection.close()

    def _answer(self) -> bytes:
        got = self._connection.recv(65536)
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._connection.recv(65536)
        at = got.index(b"Content-Length: ") + 16
        whole = end + 4 + int(got[at : got.index(b"\r", at)])
        while len(got) < whole:
            got += self._connection.recv(65536)
        return got


def main(port: int, connections: int, seconds: float, rate: float) -> None:
    """Load the server and print what it did."""
    requests = [each.encode("latin-1") for each in json.load(sys.stdin)]
    began = time.perf_counter()
    pause = connections / rate if rate else 0.0
    senders = [
        Sender(port, requests, number * 7, began + seconds, pause) for number in range(connections)
    ]
    for each in senders:
        each.thread.start()
    for each in senders:
        each.thread.join()
    took = time.perf_counter() - began
    times = [seconds for each in senders for seconds in each.times]
    print(json.dumps({"times": times, "took": took, "wrong": sum(s.wrong for s in senders)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
