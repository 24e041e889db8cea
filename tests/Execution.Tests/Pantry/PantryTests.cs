using System.Diagnostics;
using ShortOrder.Execution.Hat;
using ShortOrder.Execution.Pantry;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Execution.Tests.Pantry;

/// <summary>The pantry answers in time and in order; with epoll and with the portable way.</summary>
public sealed class PantryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shortorder-test-").FullName;
    private PantryServer? _server;
    private Thread? _thread;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_answer_comes_after_its_time_with_the_token_served(bool isPortable)
    {
        using PantryConnection connection = new(Start(isPortable), isLoop: false);
        Repeatedly.MustHold(() =>
        {
            double least = double.MaxValue;
            for (int i = 0; i < 5; i++)
            {
                long asked = Stopwatch.GetTimestamp();
                PantryFrame answer = connection.Ask(Wait(7, 10_000, token: 99));
                least = Math.Min(least, Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                Assert.Equal((7, Kernel.Serve(99)), (answer.Id, answer.Token));
            }

            Assert.InRange(least, 10, 13);
        });
    }

    [Fact]
    public void Answers_come_in_the_order_of_their_ends_and_then_of_their_starts()
    {
        using PantryConnection connection = new(Start(), isLoop: true);
        int[] delays = [9_000, 3_000, 6_000, 3_000];
        for (int i = 0; i < delays.Length; i++) connection.Post(Wait(i, delays[i]));
        connection.Flush();

        Assert.Equal([1, 3, 2, 0], Enumerable.Range(0, 4).Select(_ => connection.Next().Id));
    }

    [Fact]
    public void A_device_serves_one_after_the_other_per_place()
    {
        using PantryConnection connection = new(Start(new ToolSpec("oven", 2, SelfServe: true)), isLoop: true);
        Repeatedly.MustHold(() =>
        {
            long asked = Stopwatch.GetTimestamp();
            for (int i = 0; i < 4; i++) connection.Post(Wait(i, 10_000) with { Tool = 0 });
            connection.Flush();
            PantryFrame[] answers = [.. Enumerable.Range(0, 4).Select(_ => connection.Next())];

            Assert.InRange(Stopwatch.GetElapsedTime(asked).TotalMilliseconds, 20, 60); // two at a time
            Assert.Equal([0, 1, 2, 3], answers.Select(a => a.Id));
            Assert.Equal(0, answers[1].Argument);
            Assert.InRange(answers[3].Argument, 9_900, 11_000); // µs in the queue
        });
    }

    [Fact]
    public void A_place_goes_to_who_asked_first_when_it_is_freed()
    {
        string path = Start(new ToolSpec("oven", 1, SelfServe: false));
        using PantryConnection first = new(path, isLoop: false), second = new(path, isLoop: false), third = new(path, isLoop: false);
        PantryFrame acquire = new() { Id = 5, Verb = PantryVerb.Acquire, Tool = 0 };

        Assert.Equal(PantryVerb.Granted, first.Ask(acquire).Verb);
        Assert.Equal(PantryVerb.Queued, second.Ask(acquire).Verb);
        Assert.Equal(PantryVerb.Queued, third.Ask(acquire).Verb);
        Release(first);
        Assert.Equal(PantryVerb.Granted, second.Await(5).Verb);
        Release(second);
        Assert.Equal(PantryVerb.Granted, third.Await(5).Verb);
    }

    [Fact]
    public void Who_finds_no_place_of_what_refuses_hears_so_after_a_time_and_is_in_no_queue()
    {
        RefusalSpec refusal = new(KitchenDuration.FromMinutes(1), KitchenDuration.FromMinutes(1)); // 10 ms at the tempo of these tests
        string path = Start(new ToolSpec("line", 1, SelfServe: false, refusal));
        using PantryConnection first = new(path, isLoop: false), second = new(path, isLoop: false), third = new(path, isLoop: false);
        PantryFrame acquire = new() { Id = 5, Verb = PantryVerb.Acquire, Tool = 0 };

        Assert.Equal(PantryVerb.Granted, first.Ask(acquire).Verb);
        long asked = Stopwatch.GetTimestamp();
        Assert.Equal(PantryVerb.Queued, second.Ask(acquire).Verb);
        Release(first);
        Assert.Equal(PantryVerb.Refused, second.Await(5).Verb); // although a place was free when it heard so
        Assert.InRange(Stopwatch.GetElapsedTime(asked).TotalMilliseconds, 10, 200);
        Assert.Equal(PantryVerb.Granted, third.Ask(acquire).Verb);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Thousands_of_answers_get_through_a_receiver_that_does_not_read(bool isPortable)
    {
        using PantryConnection connection = new(Start(isPortable), isLoop: true);
        for (int i = 0; i < 20_000; i++) connection.Post(Wait(i, 0));
        connection.Flush();
        Thread.Sleep(50); // longer than it takes to fill the socket

        for (int i = 0; i < 20_000; i++) Assert.Equal(i, connection.Next().Id);
    }

    [Fact]
    public void A_pantry_that_dies_is_noticed()
    {
        using PantryConnection connection = new(Start(), isLoop: false);
        Thread killer = new(() =>
        {
            Thread.Sleep(20);
            Stop();
        });
        killer.Start();

        Assert.Throws<PantryLostException>(() => connection.Ask(Wait(0, 60_000_000)));
        killer.Join();
    }

    [Fact]
    public void An_aborted_wait_ends_at_once()
    {
        using PantryConnection connection = new(Start(), isLoop: false);
        Thread aborter = new(() =>
        {
            Thread.Sleep(20);
            connection.Abort();
        });
        aborter.Start();

        Assert.Throws<RunAbortedException>(() => connection.Ask(Wait(0, 60_000_000)));
        aborter.Join();
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private static PantryFrame Wait(int id, int microseconds, ulong token = 0) => new() { Id = id, Verb = PantryVerb.Wait, Tool = -1, Argument = microseconds, Token = token };

    private static void Release(PantryConnection connection)
    {
        connection.Post(new() { Id = -1, Verb = PantryVerb.Release, Tool = 0 });
        connection.Flush();
    }

    private string Start(params ToolSpec[] tools) => Start(false, tools);

    private string Start(bool isPortable, params ToolSpec[] tools)
    {
        string path = Path.Combine(_folder, "pantry");
        _server = new PantryServer(path, isPortable);
        _thread = new Thread(_server.Run);
        _thread.Start();
        using PantryControl control = new(path);
        control.Reset([.. tools], tempoMs: 10, earlyMicroseconds: 0, failing: []);
        return path;
    }

    private void Stop()
    {
        PantryServer? server = Interlocked.Exchange(ref _server, null);
        server?.Stop();
        _thread?.Join();
        server?.Dispose();
    }
}
