using System.Collections.Concurrent;
using System.Net.Sockets;
using ShortOrder.Execution.Kitchens;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Execution.Tests.Kitchens;

public sealed class PostOfficeTests : IDisposable
{
    private const int Megabytes8 = 8 << 20;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    private readonly ServingFolder _folder = ServingFolder.Create();
    private readonly List<PostOffice> _offices = [];
    private readonly List<BlockingCollection<Letter>> _inboxes = [];

    [Fact]
    public async Task Two_kitchens_that_send_each_other_more_than_a_socket_holds_do_not_block_each_other()
    {
        Open(TwoKitchens());
        byte[] crate = Bytes(Megabytes8, seed: 1), dish = Bytes(Megabytes8, seed: 2);

        // Each sends all of it from one thread before anybody looks at an inbox.
        Task home = Task.Run(() => Repeat(4, () => _offices[0].SendCrate(0, crate)), TestContext.Current.CancellationToken);
        Task annex = Task.Run(() => Repeat(4, () => _offices[1].SendResult(0, 7, dish)), TestContext.Current.CancellationToken);

        await Task.WhenAll(home, annex).WaitAsync(Long, TestContext.Current.CancellationToken);
        Repeat(4, () => AssertLetter(LetterKind.Crate, 0, 0, crate, Take(1)));
        Repeat(4, () => AssertLetter(LetterKind.Result, 0, 7, dish, Take(0)));
    }

    [Fact]
    public void Letters_keep_their_order_whatever_their_size()
    {
        Open(TwoKitchens());
        int[] sizes = [0, 1, 5_000_000, 3, 2_048, 2_049, 300_000, 0];

        for (int i = 0; i < sizes.Length; i++) _offices[1].SendResult(0, (ulong)i, Bytes(sizes[i], i));

        for (int i = 0; i < sizes.Length; i++) AssertLetter(LetterKind.Result, 0, (ulong)i, Bytes(sizes[i], i), Take(0));
    }

    [Fact]
    public void A_pool_gives_each_task_to_whoever_asked_first_and_then_says_no_more()
    {
        Open(Pool(copies: 2, tasks: 3)); // home 0, copies 1 and 2
        int queue = 0;
        _offices[1].RequestNext(queue);
        Wait(() => _offices[0].SendCrate(0, [10]), inbox: 1);
        AssertTask(inbox: 1, task: 0, crate: 10);

        _offices[0].SendCrate(1, [11]);
        _offices[0].SendCrate(2, [12]);
        _offices[2].RequestNext(queue);
        AssertTask(inbox: 2, task: 1, crate: 11);
        _offices[2].RequestNext(queue);
        AssertTask(inbox: 2, task: 2, crate: 12);

        _offices[1].RequestNext(queue);
        _offices[2].RequestNext(queue);
        AssertLetter(LetterKind.Next, queue, 0, [], Take(1));
        AssertLetter(LetterKind.Next, queue, 0, [], Take(2));
    }

    [Fact]
    public void A_kitchen_that_hangs_up_does_not_stop_the_others_mail()
    {
        Open(Pool(copies: 2, tasks: 3));
        _offices[1].Dispose();
        _offices.RemoveAt(1);

        _offices[1].RequestNext(0); // copy 2
        _offices[0].SendCrate(0, [10]);

        AssertTask(inbox: 2, task: 0, crate: 10);
    }

    [Fact]
    public void Mail_for_a_kitchen_that_is_still_to_come_waits_for_it()
    {
        CompiledPlan plan = TwoKitchens();
        AddOffice(plan, 0);
        _offices[0].OpenProcess(1);
        _offices[0].SendCrate(0, Bytes(Megabytes8, seed: 3));
        AddOffice(plan, 1);

        _offices[1].ConnectTo(0, Address(0));

        Assert.Equal(LetterKind.Open, Take(1).Kind);
        AssertLetter(LetterKind.Crate, 0, 0, Bytes(Megabytes8, seed: 3), Take(1));
    }

    public void Dispose()
    {
        foreach (PostOffice office in _offices) office.Dispose();
        _folder.Dispose();
    }

    private static CompiledPlan TwoKitchens()
    {
        Level level = Order(Spec("dough", Cpu(1)) with { Crate = Crate(1, 1) });
        return PlanCompiler.Compile(level, PlanFor(level, Home(Main()), Annex("annex", Main("dough"))));
    }

    private static CompiledPlan Pool(int copies, int tasks)
    {
        Level level = Order(Spec("pea", Cpu(1)) with { Count = tasks, Crate = Crate(1, 1) });
        return PlanCompiler.Compile(level, PlanFor(level, Home(Main()), Annexes("annex", copies, "pea")));
    }

    private void Open(CompiledPlan plan)
    {
        for (int p = 0; p < plan.Processes.Length; p++) AddOffice(plan, p);
        for (int p = 0; p < _offices.Count; p++)
            foreach (int peer in _offices[p].Peers.Where(peer => peer < p)) _offices[p].ConnectTo(peer, Address(peer));
        Assert.All(_offices, office => Assert.True(office.WaitFor(office.Peers, Long)));
    }

    private void AddOffice(CompiledPlan plan, int process)
    {
        BlockingCollection<Letter> inbox = [];
        _inboxes.Add(inbox);
        _offices.Add(new(plan, process, MailSockets.Listen(_folder.File($"mail-{process}")), inbox.Add));
    }

    private void AssertTask(int inbox, int task, byte crate)
    {
        AssertLetter(LetterKind.Crate, task, 0, [crate], Take(inbox));
        AssertLetter(LetterKind.Next, 0, (ulong)task + 1, [], Take(inbox));
    }

    // The request must be at home before the crate is packed, or another copy could be first: nothing arrives until then.
    private void Wait(Action act, int inbox)
    {
        Assert.False(_inboxes[inbox].TryTake(out _, TimeSpan.FromMilliseconds(50)));
        act();
    }

    private static void AssertLetter(LetterKind kind, int index, ulong value, byte[] payload, Letter letter)
    {
        Assert.Equal((kind, index, value), (letter.Kind, letter.Index, letter.Value));
        Assert.True(payload.AsSpan().SequenceEqual(letter.Payload), "the payload is not what was sent");
    }

    private Letter Take(int inbox) => _inboxes[inbox].TryTake(out Letter letter, Long) ? letter : throw new TimeoutException($"Nothing arrived at process {inbox}.");

    private UnixDomainSocketEndPoint Address(int process) => new(_folder.File($"mail-{process}"));

    private static byte[] Bytes(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static void Repeat(int times, Action act)
    {
        for (int i = 0; i < times; i++) act();
    }
}
