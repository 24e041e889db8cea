namespace ShortOrder.Game.Export.Python.Kit;

/// <summary>The outside world: requests that take their time, answered by another process over a Unix socket.</summary>
internal static class PantryKit
{
    /// <summary>The messages, as <c>Execution/Pantry/PantryFrame.cs</c> has them, and how to open a connection.</summary>
    public static readonly KitPart Frames = new(30, """"
        FRAME = struct.Struct("=iiiiQ")  # number, verb, tool, argument, token
        WAIT, ACQUIRE, RELEASE, RESET, PLACES, REFUSES, FAILS, FAILED = range(8)
        GRANTED, QUEUED, REFUSED = 8, 9, 10


        def connect(path):
            """A new connection to the pantry."""
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.connect(path)
            return line


        def exchange(line, verb, tool=-1, argument=0, number=0):
            """Send a request, block until its answer is here, and return the answer's verb."""
            line.sendall(FRAME.pack(number, verb, tool, argument, 0))
            return receive(line)


        def receive(line):
            """Block until an answer is here, and return its verb."""
            return FRAME.unpack(line.recv(FRAME.size, socket.MSG_WAITALL))[1]


        def microseconds(minutes):
            """Kitchen minutes as the pantry counts them."""
            return round(minutes * kitchen.minute * 1e6)
        """", ["socket", "struct"], CommonKit.Clock);

    /// <summary>Starts a pantry of the program's own, unless there is one.</summary>
    public static readonly KitPart Pantry = new(80, """"
        @contextmanager
        def pantry(path):
            """The pantry at that socket; without one, a pantry of our own."""
            if path:
                yield path
                return
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "pantry")
                command = [sys.executable, os.path.abspath(__file__), "--be-pantry", path]
                ends = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
                with subprocess.Popen(command, **ends) as process:
                    process.stdout.read(1)  # now it listens
                    try:
                        yield path
                    finally:
                        process.terminate()  # and now it goes home


        class Pantry:
            """Answers every request when its time has come. A process of its own, so that
            its work is not ours, with one thread and a heap of what is due."""

            def __init__(self, path):
                self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                self.listener.bind(path)
                self.listener.listen(4096)
                self.guests = selectors.DefaultSelector()
                self.guests.register(self.listener, selectors.EVENT_READ)
                self.guests.register(sys.stdin, selectors.EVENT_READ)
                self.due, self.order, self.tools, self.failing = [], 0, {}, {}

            def run(self):
                """Serve until standard input ends: then whoever started us is gone."""
                os.write(1, b"+")
                while True:
                    wait = self.due[0][0] - perf_counter() if self.due else None
                    # select() keeps microseconds, where epoll() rounds to milliseconds.
                    select.select([self.guests], [], [], wait and max(wait, 0))
                    self.answer_due(perf_counter())
                    for key, _ in self.guests.select(0):
                        if key.fileobj is sys.stdin:
                            return
                        if key.fileobj is self.listener:
                            guest = self.listener.accept()[0]
                            self.guests.register(guest, selectors.EVENT_READ, bytearray())
                        else:
                            self.read(key.fileobj, key.data, perf_counter())

            def read(self, guest, data, at):
                """Take what a guest has sent; a request may come in two pieces."""
                with suppress(OSError):
                    data += guest.recv(65536) or self.leave(guest)
                while len(data) >= FRAME.size:
                    request = FRAME.unpack(data[:FRAME.size])
                    del data[:FRAME.size]
                    self.hear(guest, request, at)

            def leave(self, guest):
                """A guest has hung up."""
                self.guests.unregister(guest)
                guest.close()
                return b""

            def hear(self, guest, request, at):
                """Do what a request says."""
                number, verb, tool, argument, _ = request
                place = self.tools.get(tool)
                if verb == WAIT:
                    if place is None or place.take((guest, request)):
                        self.start(guest, request, at)
                elif verb == ACQUIRE:
                    is_free = place.take((guest, request))
                    self.answer(guest, request, GRANTED if is_free else QUEUED)
                    if not is_free and place.refuses is not None:
                        self.start(guest, (number, verb, tool, place.refuses, 0), at)
                elif verb == RELEASE:
                    for waiting in place.free():
                        self.answer(*waiting, GRANTED)
                else:
                    if verb == RESET:
                        self.tools.clear()
                        self.failing.clear()
                    elif verb == PLACES:
                        self.tools[tool] = Places(argument)
                    elif verb == REFUSES:
                        place.refuses = argument
                    elif verb == FAILS:
                        self.failing[number] = argument
                    self.answer(guest, request, verb)

            def start(self, guest, request, at):
                """From now on a request takes its time."""
                self.order += 1
                heapq.heappush(self.due, (at + request[3] / 1e6, self.order, guest, request))

            def answer_due(self, at):
                """Answer everything whose time is over. The next in a device's queue starts at
                the moment when the one before was due, so lateness does not add up."""
                while self.due and self.due[0][0] <= at:
                    then, _, guest, request = heapq.heappop(self.due)
                    is_refusal = request[1] == ACQUIRE
                    has_failed = self.failing.get(request[0], 0) > 0
                    if has_failed:
                        self.failing[request[0]] -= 1
                    verb = REFUSED if is_refusal else FAILED if has_failed else WAIT
                    self.answer(guest, request, verb)
                    if not is_refusal and request[2] in self.tools:
                        for waiting in self.tools[request[2]].free():
                            self.start(*waiting, then)

            @staticmethod
            def answer(guest, request, verb):
                """Send an answer, unless the guest has left."""
                with suppress(OSError):
                    guest.sendall(FRAME.pack(request[0], verb, *request[2:]))


        class Places:
            """The places of a tool, first come first served; or no queue, if it refuses."""

            def __init__(self, number):
                self.left, self.queue, self.refuses = number, deque(), None

            def take(self, who):
                """Take a place. False: who asks stands in the queue, or is refused."""
                if self.left:
                    self.left -= 1
                    return True
                if self.refuses is None:
                    self.queue.append(who)
                return False

            def free(self):
                """Free a place; the next in the queue has it at once, and is returned."""
                if self.queue:
                    return [self.queue.popleft()]
                self.left += 1
                return []
        """", ["collections: deque", "contextlib: contextmanager", "contextlib: suppress", "heapq", "os", "select", "selectors", "socket", "subprocess", "sys", "tempfile", "time: perf_counter"], Frames);
}
