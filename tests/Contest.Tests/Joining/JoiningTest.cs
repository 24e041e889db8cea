using System.Text.Json;
using ShortOrder.Contest.Joining;

namespace ShortOrder.Contest.Tests.Joining;

/// <summary>A folder of its own, and patience.</summary>
public abstract class JoiningTest : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("joining-").FullName;

    protected static JsonElement Plan(int number = 0) => JsonDocument.Parse($$"""{"level": "coffee", "kitchens": [], "n": {{number}}}""").RootElement;

    protected static JoinedLevel Level { get; } = new("coffee", "Coffee", new string('a', 64));

    protected JoinedContest Join(string address) =>
        new(new(ServerAddress.Read(address)!), new(new("p1", "Ada", "token", "a b c"), "K7M2QP", Path.Combine(Folder, "seat")), new(Path.Combine(Folder, "levels")));

    protected static async Task Until(JoinedContest contest, Func<JoinedView, bool> condition)
    {
        for (long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds; Environment.TickCount64 < end; await Task.Delay(20))
            if (condition(contest.View)) return;
        Assert.Fail($"It never came: {JsonSerializer.Serialize(new { contest.View.Link, contest.View.LinkWords, contest.View.Phase, Submissions = contest.View.Submissions.Select(s => $"{s.Key} {s.Id} {s.State} {s.Words}") })}");
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
