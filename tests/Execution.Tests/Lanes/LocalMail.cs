using System.Collections.Concurrent;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Execution.Lanes;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Tests.Lanes;

/// <summary>Carries mail between runtimes that live in one process: a thread that calls whom a letter is for.</summary>
internal sealed class LocalMail : IDisposable
{
    private readonly CompiledPlan _plan;
    private readonly BlockingCollection<Action> _letters = [];
    private readonly Thread _postman;
    private readonly Dictionary<int, Queue<int>> _dispatched = [];
    private readonly Dictionary<int, Queue<int>> _asking = [];
    private readonly Dictionary<int, int> _left = [];
    private readonly Dictionary<int, byte[]> _crates = [];

    public LocalMail(CompiledPlan plan)
    {
        _plan = plan;
        for (int q = 0; q < plan.Queues.Length; q++) (_dispatched[q], _asking[q], _left[q]) = ([], [], plan.Queues[q].Tasks.Length - plan.Queues[q].Tasks.Sum(t => plan.Tasks[t].Mates.Length));
        _postman = new Thread(() => { foreach (Action letter in _letters.GetConsumingEnumerable()) letter(); }) { IsBackground = true };
        _postman.Start();
    }

    public KitchenRuntime[] Runtimes { get; set; } = [];

    public IMail For(int process) => new Box(this, process);

    public void Dispose()
    {
        _letters.CompleteAdding();
        _postman.Join();
    }

    private void Serve(int queue)
    {
        while (_asking[queue].Count > 0 && (_dispatched[queue].Count > 0 || _left[queue] == 0))
        {
            KitchenRuntime to = Runtimes[_asking[queue].Dequeue()];
            if (!_dispatched[queue].TryDequeue(out int task)) task = -1;
            else _left[queue]--;
            if (task >= 0) to.OnCrate(task, _crates[task]);
            to.OnNext(queue, task);
        }
    }

    private void Post(Action letter) => _letters.Add(letter);

    private sealed class Box(LocalMail mail, int process) : IMail
    {
        public void OpenProcess(int other) => mail.Post(mail.Runtimes[other].OnOpen);

        public void SendCrate(int task, ReadOnlySpan<byte> payload)
        {
            byte[] copy = payload.ToArray();
            mail.Post(() =>
            {
                int pool = Array.FindIndex([.. mail._plan.Queues], q => q.IsProcessPool && q.Tasks.Contains(task));
                if (pool < 0)
                {
                    foreach (KitchenRuntime runtime in In(mail._plan.Tasks[task].Kitchen)) runtime.OnCrate(task, copy);
                    return;
                }
                mail._crates[task] = copy;
                mail._dispatched[pool].Enqueue(task);
                mail.Serve(pool);
            });
        }

        public void SendResult(int task, ulong value, ReadOnlySpan<byte> payload)
        {
            byte[] copy = payload.ToArray();
            mail.Post(() =>
            {
                foreach (int kitchen in mail._plan.Tasks[task].ConsumerKitchens.Add(mail._plan.Tasks[task].Kitchen).Distinct())
                    foreach (KitchenRuntime runtime in In(kitchen)) runtime.OnResult(task, value, copy);
            });
        }

        public void RequestNext(int queue) => mail.Post(() =>
        {
            mail._asking[queue].Enqueue(process);
            mail.Serve(queue);
        });

        public void SendOffload(int offload, ulong value, ReadOnlySpan<byte> payload)
        {
            byte[] copy = payload.ToArray();
            mail.Post(() => mail.Runtimes[mail._plan.Channels[mail._plan.Offloads[offload].Channel].Process].OnOffload(offload, value, copy));
        }

        public void SendOffloadDone(int offload, ulong value, bool hasFailed, ReadOnlySpan<byte> payload)
        {
            byte[] copy = payload.ToArray();
            mail.Post(() => { foreach (KitchenRuntime runtime in In(mail._plan.Tasks[mail._plan.Offloads[offload].Task].Kitchen)) runtime.OnOffloadDone(offload, value, hasFailed, copy); });
        }

        private IEnumerable<KitchenRuntime> In(int kitchen) => mail.Runtimes.Where((_, p) => mail._plan.Processes[p].Kitchen == kitchen);
    }
}
