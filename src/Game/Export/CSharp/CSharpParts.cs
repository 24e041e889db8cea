namespace ShortOrder.Game.Export.CSharp;

/// <summary>The parts that programs are put together from.</summary>
/// <remarks>A line that ends in <c>//@name</c>, and the lines between <c>//@name{</c> and <c>//@}</c>, are written only where the plan has what the name says.</remarks>
internal static partial class CSharpParts
{
    public const string Start = """
        /// <summary>Starts a thread of a kitchen. It works under the kitchen's hat.</summary>
        static Thread Start(Kitchen kitchen, Action<Cook> lane)
        {
            Thread thread = new(() =>
            {
                Cook me = new(kitchen);
                kitchen.Hat.Take(); //@hat
                lane(me);
                kitchen.Hat.Drop(); //@hat
            })
            { IsBackground = true };
            thread.Start();
            return thread;
        }

        """;

    public const string Signal = """
        /// <summary>Says once, to everybody who waits for it, that something is there.</summary>
        static class Signal
        {
            // Asynchronously: who sets a signal goes on himself; who waited comes when it is his turn.
            public static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

            public static TaskCompletionSource[] Many(int last) => [.. Enumerable.Range(0, last + 1).Select(_ => New())]; // 1 to last
        }
        """;

    public const string Failure = """
        /// <summary>Some requests are answered by an error the first times: the wait was for nothing.</summary>
        static class Failure
        {
            public static void Check(int attempt, int fails)
            {
                if (attempt <= fails) throw new IOException($"attempt {attempt} failed");
            }
        }
        """;

    public const string Clock = """
        /// <summary>Kitchen minutes in real time, and how much work a minute is on this machine.</summary>
        static class Clock
        {
            const int Rounds = 8_192; // of a chunk: some 10 µs

            static double _tempoMs = $TEMPO, _chunksPerMinute;
            static long _start;

            public static long SwitchInterval { get; private set; }

            public static void SetUp(string[] args)
            {
                if (args is ["--tempo", string ms]) _tempoMs = double.Parse(ms, CultureInfo.InvariantCulture);
                SwitchInterval = Ticks($INTERVAL);
                List<double> tries = [];
                ulong value = 1;
                for (int i = 0; i < 400; i++)
                {
                    long from = Stopwatch.GetTimestamp();
                    for (int chunk = 0; chunk < 50; chunk++) value = Chunk(value);
                    tries.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds / 50);
                }
                tries.Sort();
                _chunksPerMinute = _tempoMs / tries[tries.Count / 4]; // the quicker ones: others disturb, nobody helps
            }

            public static long Start() => _start = Stopwatch.GetTimestamp();

            public static long Ticks(double minutes) => (long)(minutes * _tempoMs * Stopwatch.Frequency / 1_000);

            public static long Chunks(double minutes) => (long)Math.Round(minutes * _chunksPerMinute);

            public static double MinutesSince(long timestamp) => Stopwatch.GetElapsedTime(timestamp).TotalMilliseconds / _tempoMs;

            public static double MinutesUntil(double minute) => minute - MinutesSince(_start); //@arrival

            /// <summary>Work in which every round needs the one before.</summary>
            [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
            public static ulong Chunk(ulong x)
            {
                for (int i = 0; i < Rounds; i++)
                {
                    x ^= x >> 29;
                    x *= 0xBF58_476D_1CE4_E5B9;
                }
                return x | 1;
            }
        }
        """;

    public const string Pantry = """
        /// <summary>The world outside the kitchen: a server that answers each request after its time. One thread, real sockets.</summary>
        static class Pantry
        {
            public const int Letter = 16; // bytes: who asks, and after how many ticks the answer is due

            static readonly Socket Door = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            static readonly PriorityQueue<(Socket Caller, byte[] Answer), long> Due = new();
            static readonly long HalfMs = Stopwatch.Frequency / 2_000;

            public static void Open()
            {
                Door.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                Door.Listen(1_000);
                new Thread(Serve) { IsBackground = true }.Start();
            }

            /// <summary>A connection of one's own.</summary>
            public static Socket Call()
            {
                Socket line = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                line.Connect(Door.LocalEndPoint!);
                return line;
            }

            static void Serve()
            {
                List<Socket> lines = [];
                byte[] letter = new byte[Letter];
                while (true)
                {
                    List<Socket> ready = [Door, .. lines];
                    Socket.Select(ready, null, null, MicrosecondsToNext());
                    while (Due.TryPeek(out var call, out long at) && at <= Stopwatch.GetTimestamp() + HalfMs)
                    {
                        Due.Dequeue();
                        call.Caller.Send(call.Answer);
                    }
                    foreach (Socket line in ready)
                    {
                        if (line == Door)
                        {
                            Socket caller = Door.Accept();
                            caller.NoDelay = true;
                            lines.Add(caller);
                            continue;
                        }
                        for (int got = 0; got < Letter;) got += line.Receive(letter.AsSpan(got));
                        Due.Enqueue((line, [.. letter]), Stopwatch.GetTimestamp() + BitConverter.ToInt64(letter, 8));
                    }
                }
            }

            /// <summary>Select sleeps whole milliseconds: to the nearest, not to the next.</summary>
            static int MicrosecondsToNext()
            {
                if (!Due.TryPeek(out _, out long at)) return 1_000_000;
                double ms = Math.Round((at - Stopwatch.GetTimestamp()) * 1_000.0 / Stopwatch.Frequency);
                return (int)Math.Clamp(ms, 1, 1_000) * 1_000;
            }
        }
        """;
}
