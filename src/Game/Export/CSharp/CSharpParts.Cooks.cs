namespace ShortOrder.Game.Export.CSharp;

// Who does the work: cooks under their hat, loops, equipment. What surrounds them stands in CSharpParts.cs.
internal static partial class CSharpParts
{
    public const string Cook = """
        /// <summary>A thread. It does one thing after another; whatever it waits for, it waits for.</summary>
        sealed class Cook(Kitchen kitchen)
        {
            readonly Socket _pantry = Pantry.Call();
            readonly byte[] _letter = new byte[Pantry.Letter];
            ulong _value = 1;

            public Kitchen Kitchen => kitchen;

            /// <summary>Hands-on work: an amount of it, each piece needing the one before; never "until so late".</summary>
            public void Work(double minutes)
            {
                for (long chunks = Clock.Chunks(minutes); chunks > 0; chunks--)
                {
                    _value = Clock.Chunk(_value);
                    kitchen.Hat.GiveWayIfAsked(); //@hat
                }
            }

            /// <summary>A request to the pantry. The thread blocks until the answer is here; others may work meanwhile.</summary>
            public void Wait(double minutes)
            {
                kitchen.Hat.Drop(); //@hat
                Ask(minutes);
                kitchen.Hat.Take(); //@hat
            }

        //@device{
            /// <summary>A request to a device, which serves its queue by itself: nobody has to take anything out.</summary>
            public void Wait(double minutes, SemaphoreSlim device)
            {
                kitchen.Hat.Drop(); //@hat
                device.WaitAsync().Wait();
                Ask(minutes);
                device.Release();
                kitchen.Hat.Take(); //@hat
            }

        //@}
        //@arrival{
            /// <summary>Waits until so many minutes after the start.</summary>
            public void WaitUntil(double minute)
            {
                if (Clock.MinutesUntil(minute) is > 0 and double left) Wait(left);
            }

        //@}
        //@take{
            /// <summary>Takes a place of something. WaitAsync keeps a queue, first come first served; Wait promises none.</summary>
            public void Take(SemaphoreSlim places)
            {
                if (!places.Wait(0)) Await(places.WaitAsync());
            }

        //@}
        //@await{
            /// <summary>Blocks until something is there.</summary>
            public void Await(Task what)
            {
                if (what.IsCompleted) return;
                kitchen.Hat.Drop(); //@hat
                what.Wait();
                kitchen.Hat.Take(); //@hat
            }

        //@}
        //@join{
            /// <summary>Blocks until a thread has ended.</summary>
            public void Join(Thread thread)
            {
                kitchen.Hat.Drop(); //@hat
                thread.Join();
                kitchen.Hat.Take(); //@hat
            }

        //@}
        //@next{
            /// <summary>What comes next through a channel; null when it is closed.</summary>
            public Action<Cook>? Next(ChannelReader<Action<Cook>> channel)
            {
                Action<Cook>? next;
                while (!channel.TryRead(out next))
                {
                    Task<bool> more = channel.WaitToReadAsync().AsTask();
                    Await(more);
                    if (!more.Result) return null;
                }
                return next;
            }

        //@}
            void Ask(double minutes)
            {
                BitConverter.TryWriteBytes(_letter.AsSpan(8), Clock.Ticks(minutes));
                _pantry.Send(_letter);
                for (int got = 0; got < Pantry.Letter;) got += _pantry.Receive(_letter.AsSpan(got));
            }
        }
        """;

    public const string Hat = """
        /// <summary>Python's global interpreter lock: of a process's threads only the one that wears the hat may work.
        /// C# has none. Delete this class and every line that names it, and see what becomes faster, and what breaks.</summary>
        sealed class Hat
        {
            readonly Queue<(ManualResetEventSlim Turn, long Asked)> _waiting = new();
            bool _isWorn;
            long _lastSwitch;

            public void Take()
            {
                ManualResetEventSlim turn = new();
                lock (_waiting)
                {
                    if (!_isWorn) turn.Set();
                    else _waiting.Enqueue((turn, Stopwatch.GetTimestamp()));
                    _isWorn = true;
                }
                turn.Wait();
            }

            /// <summary>Given up round every wait; the first in the queue has it at once.</summary>
            public void Drop()
            {
                lock (_waiting)
                {
                    _lastSwitch = Stopwatch.GetTimestamp();
                    _isWorn = _waiting.TryDequeue(out var next);
                    next.Turn?.Set();
                }
            }

            /// <summary>Asked between two pieces of work: who has waited a switch interval gets the hat, whether its wearer likes it or not.</summary>
            public void GiveWayIfAsked()
            {
                lock (_waiting)
                    if (!_waiting.TryPeek(out var first) || Stopwatch.GetTimestamp() < Math.Max(first.Asked, _lastSwitch) + Clock.SwitchInterval) return;
                ManualResetEventSlim turn = new();
                lock (_waiting) _waiting.Enqueue((turn, Stopwatch.GetTimestamp()));
                Drop();
                turn.Wait();
            }
        }
        """;

    public const string Loop = """
        /// <summary>An event loop: one thread, one queue of what is ready. await puts the rest of a method into that queue when what it waits for is there.</summary>
        // Greenlets are the same underneath. In Python nobody writes their awaits: the library replaces socket and time.sleep ("monkey-patching"), so that every wait gives way by itself. //@greenlets
        sealed class Loop(Cook cook, int limit) : SynchronizationContext //@limit
        sealed class Loop(Cook cook) : SynchronizationContext //@unlimited
        {
            readonly BlockingCollection<(SendOrPostCallback Go, object? State)> _ready = [];
            readonly Switchboard _pantry = new();
            readonly SemaphoreSlim _admission = new(limit); //@limit
            int _left;

            public Kitchen Kitchen => cook.Kitchen;

                /// <summary>Called by await when something is there, from whatever thread: the loop's own thread will go on.</summary>
            public override void Post(SendOrPostCallback go, object? state) => _ready.Add((go, state));

            public void Run(IEnumerable<Func<Loop, Task>> tasks)
            {
                SetSynchronizationContext(this);
                foreach (Func<Loop, Task> task in tasks)
                {
                    _left++;
                    Post(_ => Begin(task), null);
                }
                while (_left > 0)
                {
                    if (!_ready.TryTake(out var next))
                    {
                        Kitchen.Hat.Drop(); //@hat
                        next = _ready.Take();
                        Kitchen.Hat.Take(); //@hat
                    }
                    next.Go(next.State);
                }
                SetSynchronizationContext(null);
            }

            async void Begin(Func<Loop, Task> task)
            {
                await _admission.WaitAsync(); //@limit
                await task(this);
                _admission.Release(); //@limit
                _left--;
            }

            /// <summary>Nobody interrupts a coroutine at work: nobody else on this loop moves.</summary>
            public void Work(double minutes) => cook.Work(minutes);

            /// <summary>A wait that can be awaited: the loop goes on with whatever is ready.</summary>
            public Task Wait(double minutes) => _pantry.Ask(minutes);

            public Task Wait(double minutes, SemaphoreSlim device) => _pantry.Ask(minutes, device); //@device

        //@block{
            /// <summary>A wait that cannot be awaited stops the whole loop.</summary>
            public void Block(double minutes) => cook.Wait(minutes);

            public void Block(double minutes, SemaphoreSlim device) => cook.Wait(minutes, device); //@device
        //@}
        //@arrival{

            /// <summary>Waits until so many minutes after the start.</summary>
            public Task WaitUntil(double minute) => Clock.MinutesUntil(minute) is > 0 and double left ? _pantry.Ask(left) : Task.CompletedTask;
        //@}
        //@yield{

            /// <summary>To the back of the queue, of one's own free will.</summary>
            public async Task GiveWay() => await Task.Yield();
        //@}
        //@offload{

            /// <summary>Has a helper thread do what would stop the loop.</summary>
            public Task Offload(Channel<Action<Cook>> helpers, Action<Cook> step)
            {
                TaskCompletionSource done = Signal.New();
                helpers.Writer.TryWrite(helper =>
                {
                    step(helper);
                    done.SetResult();
                });
                return done.Task;
            }
        //@}
        }
        """;

    public const string Equipment = """
        /// <summary>What works by itself once a cook has started it: no hat, no hands.</summary>
        static class Equipment
        {
            static readonly Switchboard Wires = new();

            public static Task Wait(double minutes) => Wires.Ask(minutes);

            public static Task Wait(double minutes, SemaphoreSlim device) => Wires.Ask(minutes, device); //@device
        }
        """;

    public const string Switchboard = """
        /// <summary>Many requests under way at once over one connection; each answer completes its own Task.</summary>
        sealed class Switchboard
        {
            readonly Socket _pantry = Pantry.Call();
            readonly ConcurrentDictionary<long, TaskCompletionSource> _asked = [];
            long _last;

            public Switchboard() => _ = Listen();

            public Task Ask(double minutes)
            {
                long id = Interlocked.Increment(ref _last);
                TaskCompletionSource answer = _asked[id] = Signal.New();
                byte[] letter = new byte[Pantry.Letter];
                BitConverter.TryWriteBytes(letter, id);
                BitConverter.TryWriteBytes(letter.AsSpan(8), Clock.Ticks(minutes));
                lock (_asked) _pantry.Send(letter);
                return answer.Task;
            }

        //@device{
            /// <summary>A device serves its queue by itself: whoever is next need not wait until somebody looks.</summary>
            public async Task Ask(double minutes, SemaphoreSlim device)
            {
                await device.WaitAsync().ConfigureAwait(false);
                await Ask(minutes).ConfigureAwait(false);
                device.Release();
            }

        //@}
            async Task Listen()
            {
                byte[] letter = new byte[Pantry.Letter];
                while (true)
                {
                    for (int got = 0; got < Pantry.Letter;) got += await _pantry.ReceiveAsync(letter.AsMemory(got)).ConfigureAwait(false);
                    if (_asked.TryRemove(BitConverter.ToInt64(letter), out TaskCompletionSource? answer)) answer.SetResult();
                }
            }
        }
        """;
}
